import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError, readBoundedFile } from '@mlgate/core'
import { type DvcSide, dvcMetrics } from './dvc-diff.ts'
import { isObject, parseMetricsDocument } from './metrics-document.ts'
import { listed, shortened } from './shortened.ts'

const largestFileBytes = 4 * 1024 ** 2
const mostMetrics = 1000
const deepest = 8
const longestName = 250

/**
 * Reads metrics that were measured elsewhere, by name. A JSON, YAML or TOML file (DVC, DVCLive, any object of numbers) may
 * be nested: the keys are joined by `/`, as DVCLive and MLflow name them (`val/auc`); entries that are no numbers are left
 * out. Of what `dvc metrics diff --json` prints, `side` counts, under DVC's names (`val.auc`). In a folder as MLflow keeps
 * it, each file is a metric of lines `time value step`, of which the last step counts; folders in it are part of the name.
 * NaN and infinities are NaN: no number that could be compared. Throws ConfigurationError when there is nothing of the
 * kind, no metric in it, a name that stands for two, or too much.
 */
export async function readMetricsFile(path: string, side: DvcSide = 'new'): Promise<ReadonlyMap<string, number>> {
  const found = await lstat(path).catch((cause: unknown) => {
    throw new ConfigurationError(`${path}: no such file or folder of metrics.`, { cause })
  })
  const metrics = new Metrics(path)
  if (found.isDirectory()) await readFolder(path, '', metrics, 1)
  else readDocument(parseMetricsDocument(await textOf(path), path), side, metrics)
  return metrics.all()
}

function readDocument(object: object, side: DvcSide, metrics: Metrics): void {
  const compared = dvcMetrics(object, side)
  if (compared === undefined) readObject(object, '', metrics, 1)
  for (const [name, value] of compared ?? []) if (typeof value === 'number') metrics.add(name, value)
}

class Metrics {
  readonly #where: string
  readonly #values = new Map<string, number>()

  constructor(where: string) {
    this.#where = where
  }

  add(name: string, value: number): void {
    if (name.length > longestName) throw new ConfigurationError(`${this.#where}: a metric is named ${shortened(name)}.`)
    if (this.#values.has(name)) {
      throw new ConfigurationError(`${this.#where}: two metrics are named ${shortened(name)}. Rename one.`)
    }
    this.#values.set(name, Number.isFinite(value) ? value : Number.NaN)
    if (this.#values.size > mostMetrics) {
      throw new ConfigurationError(`${this.#where}: more than ${mostMetrics} metrics. Keep those that are compared.`)
    }
  }

  refuse(what: string): never {
    throw new ConfigurationError(`${this.#where}: ${what}`)
  }

  all(): ReadonlyMap<string, number> {
    if (this.#values.size > 0) return this.#values
    throw new ConfigurationError(`${this.#where}: holds no metric. Write an object of numbers, such as {"auc": 0.91}.`)
  }
}

async function textOf(path: string): Promise<string> {
  const bytes = await readBoundedFile(path, largestFileBytes)
  if (bytes !== undefined) return bytes.toString('utf8')
  throw new ConfigurationError(`${path}: is gone.`)
}

function readObject(object: object, prefix: string, metrics: Metrics, depth: number): void {
  if (depth > deepest) metrics.refuse(`objects are nested more than ${deepest} deep.`)
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'number') metrics.add(prefix + key, value)
    else if (isObject(value)) readObject(value, `${prefix}${key}/`, metrics, depth + 1)
  }
}

async function readFolder(folder: string, prefix: string, metrics: Metrics, depth: number): Promise<void> {
  if (depth > deepest) metrics.refuse(`folders are nested more than ${deepest} deep.`)
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await readFolder(path, `${prefix}${entry.name}/`, metrics, depth + 1)
    else metrics.add(prefix + entry.name, lastValue(await textOf(path), path))
  }
}

/** The value of the highest step, of those the latest: what MLflow shows as a run's metric. */
function lastValue(text: string, path: string): number {
  const points = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => pointOf(line, `${path}:${index + 1}`))
  const last = points.reduce<Point | undefined>(
    (best, point) => (best === undefined || isLater(point, best) ? point : best),
    undefined,
  )
  if (last !== undefined) return last.value
  throw new ConfigurationError(`${path}: is empty; a metric's file has lines of time, value and step.`)
}

interface Point {
  readonly time: number
  readonly value: number
  readonly step: number
}

function isLater(a: Point, b: Point): boolean {
  return a.step > b.step || (a.step === b.step && a.time >= b.time)
}

function pointOf(line: string, where: string): Point {
  const words = line.trim().split(/\s+/)
  const [time, value, step = 0] = words.map(numberOf)
  // MLflow before 0.9 wrote no step; from 3 on, more columns may follow.
  if (
    time !== undefined &&
    value !== undefined &&
    Number.isFinite(time) &&
    Number.isFinite(step) &&
    words.length >= 2
  ) {
    return { time, value, step }
  }
  throw new ConfigurationError(
    `${where} is no metric's line (time, value, step): ${listed(words, 4)}. Name MLflow's folder of metrics, or a JSON file.`,
  )
}

function numberOf(word: string): number | undefined {
  if (/^[+-]?(nan|inf|infinity)$/i.test(word)) return Number.NaN
  const number = Number(word)
  return Number.isNaN(number) ? undefined : number
}
