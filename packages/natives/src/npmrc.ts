import type { Environment } from './cache-folder.ts'

/** The settings of an `.npmrc` by their keys. */
export type NpmSettings = ReadonlyMap<string, string>

/**
 * Reads the text of an `.npmrc`: `key = value` lines, comments with `#` or `;`, values optionally in quotes, and
 * `${NAME}` replaced by the environment's value, as npm does. What npm alone understands (lists, sections) is skipped.
 */
export function parseNpmrc(text: string, env: Environment): NpmSettings {
  const settings = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    const bare = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
    settings.set(
      key,
      bare.replace(/\$\{([^}]+)\}/g, (whole, name: string) => env[name] ?? whole),
    )
  }
  return settings
}

/**
 * The Authorization header for a registry, from `//host/path/:_authToken` or `:_auth`; as in npm, the setting of the
 * longest matching path counts and other hosts' settings never do. Undefined when there is none.
 */
export function authorizationFor(registry: URL, settings: NpmSettings): string | undefined {
  const parts = registry.pathname.split('/').filter((part) => part !== '')
  for (let length = parts.length; length >= 0; length -= 1) {
    const path = parts.slice(0, length).map((part) => `${part}/`)
    const prefix = `//${registry.host}/${path.join('')}`
    const token = settings.get(`${prefix}:_authToken`)
    if (token !== undefined) return `Bearer ${token}`
    const basic = settings.get(`${prefix}:_auth`)
    if (basic !== undefined) return `Basic ${basic}`
  }
  return undefined
}
