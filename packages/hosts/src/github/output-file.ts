import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConfigurationError, type Logger } from '@mlgate/core'

/** GitHub refuses outputs of more than 1 MB a job. */
const outputLimit = 1_000_000

/** What the runner reads, and the names of outputs that did not fit, largest first. */
export interface OutputFile {
  readonly lines: string
  readonly left: readonly string[]
}

/**
 * Outputs as the runner reads them from the file named by GITHUB_OUTPUT. Each value stands between random delimiters,
 * so that no value can end early and set another output. More than a job may put out would lose all of it: the largest
 * outputs are left out until the rest fits. Throws ConfigurationError for a name no workflow can use.
 */
export function outputLines(
  outputs: Readonly<Record<string, string>>,
  delimiter: () => string = randomDelimiter,
): OutputFile {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const lines = outputEntry(name, value, delimiter())
    return { name, lines, bytes: Buffer.byteLength(lines) }
  })
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const left: string[] = []
  for (const { name, bytes } of entries.toSorted((a, b) => b.bytes - a.bytes)) {
    if (total <= outputLimit) break
    total -= bytes
    left.push(name)
  }
  const kept = entries.filter(({ name }) => !left.includes(name))
  return { lines: kept.map(({ lines }) => lines).join(''), left }
}

function outputEntry(name: string, value: string, end: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
    throw new ConfigurationError(`Output ${JSON.stringify(name)}: a name has letters, digits, dashes and underscores.`)
  }
  if (value.includes(end)) throw new Error('An output holds its own random delimiter.')
  return `${name}<<${end}\n${value}\n${end}\n`
}

/** Appends outputs to the runner's file. The log says what did not fit, and where this step's files have it. */
export async function appendOutputs(
  path: string,
  outputs: Readonly<Record<string, string>>,
  log: Logger,
): Promise<void> {
  const { lines, left } = outputLines(outputs)
  await appendFile(path, lines)
  if (left.length === 0) return
  const report = outputs['report-path'] ?? ''
  const place = report === '' || left.includes('report-path') ? '' : ` The files in ${dirname(report)} have it.`
  log.warn(`GitHub takes ${outputLimit} bytes of outputs a job; left out: ${left.join(', ')}.${place}`)
}

function randomDelimiter(): string {
  return `mlgate_${randomUUID()}`
}
