import { readFile, stat } from 'node:fs/promises'
import { ConfigurationError } from '@mlgate/core'
import JSON5 from 'json5'

/** A number that training reports about itself. */
export interface TrainingMetric {
  /** Any text, from outside; nested objects give dotted names. */
  readonly name: string
  /** Finite, or NaN. */
  readonly value: number
}

export interface TrainingMetrics {
  /** In the order of the file. */
  readonly metrics: readonly TrainingMetric[]
  /** Entries that are no metric, and why; for reading. */
  readonly ignored: readonly { readonly name: string; readonly reason: string }[]
}

const largestBytes = 1024 * 1024
const mostMetrics = 1000
const deepest = 16
const longestName = 200

/**
 * Reads the metrics.json that a training command may write: an object of numbers, nested as it likes. Bare NaN and
 * Infinity, which Python's json module writes, are understood. Undefined when there is no such file; throws
 * ConfigurationError when it is no object of that kind or unreasonably large.
 */
export async function readMetricsFile(path: string): Promise<TrainingMetrics | undefined> {
  let text: string
  try {
    const found = await stat(path)
    // Reading a pipe would never end.
    if (!found.isFile()) throw new ConfigurationError(`${path}: is not a file.`)
    const { size } = found
    if (size > largestBytes) {
      throw new ConfigurationError(`${path}: ${size} bytes of metrics; at most ${largestBytes} are read.`)
    }
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(`${path}: cannot be read.`, { cause: error })
  }
  return parseMetrics(text, path)
}

/** The metrics in a text; `where` names it in errors. */
export function parseMetrics(text: string, where: string): TrainingMetrics {
  let content: unknown
  try {
    content = JSON5.parse(text)
  } catch (cause) {
    throw new ConfigurationError(`${where}: is not JSON. Write one object of numbers, such as {"auc": 0.91}.`, {
      cause,
    })
  }
  if (!isObject(content)) {
    throw new ConfigurationError(`${where}: holds no object. Write one of numbers, such as {"auc": 0.91}.`)
  }
  const metrics = new Map<string, number>()
  const ignored: { name: string; reason: string }[] = []
  const ignore = (name: string, reason: string): void => {
    ignored.push({ name: name.length > longestName ? `${name.slice(0, longestName)}…` : name, reason })
  }
  const visit = (object: object, prefix: string, depth: number): void => {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix + key
      if (isObject(value) && depth < deepest) visit(value, `${name}.`, depth + 1)
      else if (typeof value !== 'number') ignore(name, 'not a number')
      else if (Math.abs(value) === Number.POSITIVE_INFINITY) ignore(name, 'infinite')
      else if (name.length > longestName) ignore(name, 'its name is too long')
      else if (metrics.has(name)) ignore(name, 'said twice')
      else metrics.set(name, value)
      if (metrics.size + ignored.length > mostMetrics) {
        throw new ConfigurationError(`${where}: more than ${mostMetrics} metrics. Keep those that people read.`)
      }
    }
  }
  visit(content, '', 1)
  return { metrics: Array.from(metrics, ([name, value]) => ({ name, value })), ignored }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
