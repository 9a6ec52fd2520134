import { ConfigurationError } from '@mlgate/core'
import { type FindingGroup, judgeParity, type ParityOutcome, type ParitySection } from '@mlgate/gate'
import { parity } from '@mlgate/models'
import { declaredReading, openTables, type Table } from '@mlgate/tables'
import { resolvePolicyPath } from '../policy-path.ts'
import { scoreModel } from '../score-model.ts'
import type { Examination } from './examination.ts'
import { rowsOf, whyNotLoaded } from './loaded-model.ts'

/** Compares the candidate with what its training framework predicted for the same rows. */
export async function examineParity(examination: Examination, section: ParitySection): Promise<FindingGroup> {
  return judgeParity(section, await outcomeOf(examination, section))
}

async function outcomeOf(examination: Examination, section: ParitySection): Promise<ParityOutcome> {
  const { input, models, subject, set, deps } = examination
  const { policy } = subject
  const { id } = policy.body.data
  const [candidate] = models
  if (candidate === undefined || !candidate.path.endsWith('.onnx')) {
    return { problem: whyNotLoaded(examination, 'candidate') }
  }
  if (id === undefined) {
    throw new ConfigurationError(
      `${policy.origin}: data.id is missing. gate.parity pairs predictions with rows by an id column.`,
    )
  }
  const predictions = await resolvePolicyPath(section.predictions, 'gate.parity.predictions', 'read', policy, deps)
  const file =
    section.rows === undefined
      ? undefined
      : await resolvePolicyPath(section.rows, 'gate.parity.rows', 'read', policy, deps)
  const own = file === undefined ? [] : [file]
  await using tables = await openTables({
    allow: [predictions, ...own],
    reading: declaredReading(policy.body.data, own),
  })
  const training = await tables.read(predictions)
  const named = `gate.parity.predictions (${section.predictions})`
  const rows = predictedRows({
    all: file === undefined ? input.test : await tables.read(file),
    training,
    id,
    named,
    where: file === undefined ? `the ${set.name}` : `gate.parity.rows (${section.rows})`,
  })
  const { path, section: read } = candidate
  const scores = await scoreModel({ path, section: read, body: policy.body, rows, tables, progress: deps.progress })
  const { positive } = policy.body.data
  return {
    ...parity({ training, scores, rows, id, positive, name: named }),
    numbers: scores.kind === 'regression',
  }
}

/** The rows that were predicted: those whose id stands in the file. Rows that nobody predicted are not compared. */
function predictedRows(options: {
  readonly all: Table
  readonly training: Table
  readonly id: string
  readonly named: string
  readonly where: string
}): Table {
  const { all, training, id, named, where } = options
  const ids = idsOf(training, id, named)
  const predicted = new Set(ids)
  const rows = idsOf(all, id, where).flatMap((text, row) => (predicted.has(text) ? [row] : []))
  if (rows.length === 0) {
    throw new ConfigurationError(
      `${named}: none of its ${ids.length} rows has an id (${id}) that ${where} have. Predict rows of data.test, or name the rows that were predicted by gate.parity.rows.`,
    )
  }
  return rowsOf(all, rows)
}

function idsOf({ rows, columns }: Table, id: string, where: string): string[] {
  const column = columns.get(id)
  if (column === undefined) {
    throw new ConfigurationError(
      `${where}: has no column ${JSON.stringify(id)} (data.id), only ${[...columns.keys()].join(', ')}.`,
    )
  }
  return Array.from({ length: rows }, (_, row) => String(column.values[row]))
}
