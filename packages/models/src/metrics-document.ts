import { ConfigurationError } from '@mlgate/core'
import JSON5 from 'json5'
import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { shortened } from './shortened.ts'

/** The YAML parser compares every key with every other: longer hostile ones would take it minutes. */
const longestYaml = 100_000

/**
 * An object of metrics out of a file's text: YAML and TOML by the name's ending, JSON otherwise. Python writes NaN and
 * Infinity bare into JSON; they are read. Throws ConfigurationError when it is none of these, names a key twice or is no
 * object.
 */
export function parseMetricsDocument(text: string, path: string): object {
  const ending = /\.(ya?ml|toml)$/i.exec(path)?.[1]?.toLowerCase()
  const form = ending === undefined ? 'JSON' : ending === 'toml' ? 'TOML' : 'YAML'
  const content = contentOf(text, path, form)
  if (isObject(content)) return content
  throw new ConfigurationError(`${path}: holds no object. ${advice}`)
}

const advice = 'Write an object of numbers, such as {"auc": 0.91}.'

function contentOf(text: string, path: string, form: 'JSON' | 'TOML' | 'YAML'): unknown {
  if (form === 'YAML' && text.length > longestYaml) {
    throw new ConfigurationError(
      `${path}: is longer than ${longestYaml} characters. Keep the metrics that are compared.`,
    )
  }
  let content: unknown
  try {
    content = { JSON: () => JSON5.parse(text), TOML: () => parseToml(text), YAML: () => yaml(text) }[form]()
  } catch (cause) {
    const why = cause instanceof Error && form !== 'JSON' ? ` (${shortened(cause.message.split('\n')[0] ?? '')})` : ''
    throw new ConfigurationError(`${path}: is not ${form}${why}. ${advice}`, { cause })
  }
  const twice = form === 'JSON' ? duplicateKey(text) : undefined
  if (twice === undefined) return content
  throw new ConfigurationError(`${path}: names ${shortened(twice)} twice in one object. Rename one.`)
}

function yaml(text: string): unknown {
  return parseYaml(text, { version: '1.2', uniqueKeys: true, maxAliasCount: 0, logLevel: 'error' })
}

/** A key that an object of a JSON text has twice, of which parsers silently keep the last. */
function duplicateKey(text: string): string | undefined {
  const objects: (Set<unknown> | undefined)[] = []
  for (const [token, string, colon] of text.matchAll(/("(?:\\.|[^"\\])*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{') objects.push(new Set())
    else if (token === '[') objects.push(undefined)
    else if (token === '}' || token === ']') objects.pop()
    const keys = objects.at(-1)
    if (colon === undefined || string === undefined || keys === undefined) continue
    const key: unknown = JSON5.parse(string)
    if (keys.has(key)) return String(key)
    keys.add(key)
  }
  return undefined
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
