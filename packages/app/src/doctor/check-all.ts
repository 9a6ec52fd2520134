import { ConfigurationError, type Host, messageOf } from '@mlgate/core'
import type { ExaminedForge } from '@mlgate/hosts'
import { checkPolicy, checkToken } from './check-forge.ts'
import type { Finding } from './finding.ts'

/** What is found at the forge; an environment that makes no host is a finding, too. */
export async function checkForgeOf(
  makeHost: () => Host,
  examine: () => Promise<ExaminedForge>,
  projectFile: string | undefined,
): Promise<readonly Finding[]> {
  try {
    return [...checkToken(await examine()), await checkPolicy(makeHost(), projectFile)]
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return [{ check: 'token', state: 'wrong', found: messageOf(error) }]
  }
}
