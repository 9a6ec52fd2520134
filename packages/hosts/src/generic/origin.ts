import { resolve } from 'node:path'
import type { ExecResult } from '@mlgate/core'
import type { HostDependencies } from '../host-dependencies.ts'
import { basicCredential, type GitCredential } from '../policy-clone.ts'

/** Where a clone came from, and how its own configuration gets in there. */
export interface Origin {
  /** Without user and password, which would stand in arguments and messages. */
  readonly url: string
  readonly credential: GitCredential | undefined
}

/**
 * The remote `origin` of the clone in a folder; undefined when there is none. A password in its address, or a header that
 * its configuration has for it (Azure's `persistCredentials`, actions/checkout), becomes the credential.
 */
export async function originOf(
  { exec }: Pick<HostDependencies, 'exec'>,
  directory: string,
): Promise<Origin | undefined> {
  const configured = async (...argv: readonly string[]): Promise<string | undefined> => {
    const { exitCode, stdout }: ExecResult = await exec({
      argv: ['git', 'config', ...argv],
      cwd: directory,
      env: { LC_ALL: 'C' },
      inherit: ['PATH', 'HOME', 'XDG_CONFIG_HOME'],
      timeoutSeconds: 60,
    })
    return exitCode === 0 ? stdout.replace(/\n$/, '') : undefined
  }
  const address = (await configured('--get', 'remote.origin.url'))?.trim() ?? ''
  // One that begins with a hyphen would be an option of git's.
  if (address === '' || address.startsWith('-')) return undefined
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    return { url: /^\.{1,2}\//.test(address) ? resolve(directory, address) : address, credential: undefined }
  }
  const url = new URL(address)
  const { username, password } = url
  url.password = ''
  // A key with a user's name in it matches addresses of that user alone.
  const header = await configured('--get-urlmatch', 'http.extraHeader', url.href)
  url.username = ''
  if (header !== undefined && header !== '') return { url: url.href, credential: headerCredential(header) }
  if (password === '') return { url: url.href, credential: undefined }
  return { url: url.href, credential: basicCredential(decoded(username), decoded(password)) }
}

/** As git reads an address: a `%` that begins no escape stands for itself. */
function decoded(part: string): string {
  return part.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

function headerCredential(header: string): GitCredential {
  return { header, secret: header.split(' ').at(-1) ?? header }
}
