import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { ConfigurationError } from '@mlgate/core'

/** GitHub refuses outputs of more than 1 MB a job. */
const outputLimit = 1_000_000

/**
 * Outputs as the runner reads them from the file named by GITHUB_OUTPUT. Each value stands between random delimiters,
 * so that no value can end early and set another output. Throws ConfigurationError for a name no workflow can use and
 * for more than a job may put out.
 */
export function outputLines(
  outputs: Readonly<Record<string, string>>,
  delimiter: () => string = randomDelimiter,
): string {
  let lines = ''
  for (const [name, value] of Object.entries(outputs)) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
      throw new ConfigurationError(
        `Output ${JSON.stringify(name)}: a name has letters, digits, dashes and underscores.`,
      )
    }
    const end = delimiter()
    if (value.includes(end)) throw new Error('An output holds its own random delimiter.')
    lines += `${name}<<${end}\n${value}\n${end}\n`
  }
  if (Buffer.byteLength(lines) > outputLimit) {
    throw new ConfigurationError(`The outputs have ${Buffer.byteLength(lines)} bytes; GitHub takes ${outputLimit}.`)
  }
  return lines
}

export async function appendOutputs(path: string, outputs: Readonly<Record<string, string>>): Promise<void> {
  await appendFile(path, outputLines(outputs))
}

function randomDelimiter(): string {
  return `mlgate_${randomUUID()}`
}
