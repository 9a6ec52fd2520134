import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ConfigurationError } from '@mlgate/core'
import type { Environment } from './cache-folder.ts'
import { authorizationFor, type NpmSettings, parseNpmrc } from './npmrc.ts'

export interface Registry {
  /** Ends with `/`. */
  readonly url: URL
  /** Value of the Authorization header, for this registry's host alone. */
  readonly authorization: string | undefined
}

/**
 * The package registry of npm's own configuration, so that mirrors work: the variable `npm_config_registry`, else the
 * user's `.npmrc`, else what npm itself answers (which knows its global settings and its default).
 *
 * The repository's `.npmrc` is not read: a pull request may change it, and could send a variable's value to a host of
 * its choice. Whoever needs it sets the variable; `npm run` and `npx` do so by themselves.
 *
 * Throws ConfigurationError when nothing names a registry or what is named is no http(s) address.
 */
export async function npmRegistry(env: Environment, askNpm: () => Promise<string | undefined>): Promise<Registry> {
  const settings = await userSettings(env)
  const named = variable(env, 'npm_config_registry') ?? settings.get('registry') ?? (await askNpm())
  if (named === undefined || named === '') {
    throw new ConfigurationError(
      'npm is not here to say which package registry to use. Set npm_config_registry to the address of one.',
    )
  }
  const url = URL.parse(named.endsWith('/') ? named : `${named}/`)
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ConfigurationError("npm's setting registry is no plain http or https address.")
  }
  return { url, authorization: authorizationFor(url, settings) }
}

/** npm reads its variables in any letter case. */
function variable(env: Environment, name: string): string | undefined {
  const key = Object.keys(env).find((one) => one.toLowerCase() === name && env[one] !== '')
  return key === undefined ? undefined : env[key]
}

async function userSettings(env: Environment): Promise<NpmSettings> {
  const file = variable(env, 'npm_config_userconfig') ?? join(env.HOME ?? env.USERPROFILE ?? homedir(), '.npmrc')
  try {
    return parseNpmrc(await readFile(file, 'utf8'), env)
  } catch {
    // As npm does: settings that cannot be read are no settings.
    return new Map()
  }
}

/**
 * Asks npm for its registry; undefined when there is no npm. The npm that came with this Node is preferred: actions run
 * on the runner's Node, in containers that may have none of their own.
 */
export async function askNpmForRegistry(): Promise<string | undefined> {
  for (const [program, ...leading] of await npmCommands()) {
    try {
      // In a neutral folder, so that no repository's .npmrc counts.
      const { stdout } = await promisify(execFile)(program, [...leading, 'config', 'get', 'registry'], {
        cwd: tmpdir(),
        timeout: 30_000,
      })
      const answer = stdout.trim()
      if (URL.canParse(answer)) return answer
    } catch {
      // Not there or broken: the next one may do.
    }
  }
  return undefined
}

type Command = readonly [program: string, ...leading: string[]]

async function npmCommands(): Promise<readonly Command[]> {
  const bin = dirname(process.execPath)
  const scripts = [join(bin, '..', 'lib', 'node_modules'), join(bin, 'node_modules')].map((folder) =>
    join(folder, 'npm', 'bin', 'npm-cli.js'),
  )
  const found: Command[] = []
  for (const script of scripts) {
    try {
      await access(script)
      found.push([process.execPath, script])
    } catch {
      // This Node came without npm.
    }
  }
  // Windows has npm as a batch file, which only a shell could run.
  return process.platform === 'win32' ? found : [...found, ['npm']]
}
