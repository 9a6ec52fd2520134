import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError, type Digest, type StepRecord, writeFileAtomically } from '@mlgate/core'
import { Value } from 'typebox/value'
import { Statement, statementOf } from './statement.ts'

/**
 * The file's name says what it is worth: a statement that nobody signed. It tells the next step in the same run what
 * was done; it proves nothing to anybody else.
 */
export const recordFileName = 'record.unsigned.json'

/** Writes a step's record into its folder and returns the path. */
export async function writeRecord(directory: string, record: StepRecord): Promise<string> {
  const path = join(directory, recordFileName)
  await writeFileAtomically(path, `${JSON.stringify(statementOf(record), null, 2)}\n`)
  return path
}

/** Reads another step's record. Throws ConfigurationError when it is missing or not a statement. */
export async function readRecord(directory: string): Promise<Statement> {
  const path = join(directory, recordFileName)
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigurationError(`${path}: no readable record of a step is there.`, { cause })
  }
  if (!Value.Check(Statement, content)) {
    const [first] = Value.Errors(Statement, content)
    throw new ConfigurationError(
      `${path}: not an in-toto statement (${first?.instancePath || '/'}: ${first?.message ?? 'unreadable'}).`,
    )
  }
  return content
}

/** The digest that a statement names for a subject; undefined when it does not speak about that name. */
export function subjectDigest(statement: Statement, name: string): Digest | undefined {
  const subject = statement.subject.find((candidate) => candidate.name === name)
  return subject && `sha256:${subject.digest.sha256}`
}
