import { readContract } from '@mlgate/contracts'
import { ConfigurationError, code, type Inline } from '@mlgate/core'
import { GitReader } from '../git.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyFile } from '../policy-path.ts'
import type { StepDeps } from '../step-deps.ts'

/** Said where a verdict cannot be recomputed from what it left. */
export const answersNote: readonly Inline[] = [
  'the answers are not kept, so that only judging anew repeats this; ',
  code('gate.store_answers: true'),
  ' in the policy keeps them, with the labels, in the artifact',
]

/** Which answers may be left beside the record. */
export interface AnswerKeeping {
  readonly isWanted: boolean
  /** Columns of the test data with which none are left. */
  readonly sensitive: ReadonlySet<string>
}

const none: AnswerKeeping = { isWanted: false, sensitive: new Set() }

/**
 * The policy's word, where it has one. Else: an artifact may have more readers than the test data, but who reads what git
 * holds can read the repository; so on a forge answers are left where git holds the test data. Columns that the contract
 * in force calls sensitive are never left without the policy's word.
 */
export async function answerKeeping(policy: Policy, deps: StepDeps): Promise<AnswerKeeping> {
  const { gate, data } = policy.body
  if (gate?.store_answers === false) return none
  // A change that is judged by a policy of its own does not speak for the repository.
  if (gate?.store_answers === true && policy.ownBecause === undefined) return { ...none, isWanted: true }
  if (policy.tip !== undefined && data.test !== undefined) {
    const file = await resolvePolicyFile(data.test, 'data.test', policy, deps)
    // A job may have brought other rows over a file that git holds.
    if (!(await new GitReader(deps.exec, deps.folder.repositoryRoot).isAsCommitted(file))) return none
  }
  return keepingBy(policy)
}

async function keepingBy(policy: Policy): Promise<AnswerKeeping> {
  const path = policy.body.data.contract
  if (path === undefined) return { isWanted: true, sensitive: new Set() }
  try {
    const bytes = await policy.readFile(path)
    if (bytes === undefined) return none
    const { objects } = readContract(new TextDecoder().decode(bytes), path, { roles: policy.body.data })
    return { isWanted: true, sensitive: new Set(objects.flatMap(({ sensitive }) => [...sensitive])) }
  } catch (error) {
    // A contract that cannot be read is another step's to tell; here nobody knows what is sensitive.
    if (error instanceof ConfigurationError) return none
    throw error
  }
}
