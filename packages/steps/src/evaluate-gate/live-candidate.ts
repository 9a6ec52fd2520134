import { basename, join } from 'node:path'
import { ConfigurationError, digestOfFile, type NamedDigest } from '@mlgate/core'
import { modelDigest, type Scores } from '@mlgate/models'
import { type Column, declaredReading, openTables, type Table, writeParquet } from '@mlgate/tables'
import type { Policy } from '../policy.ts'
import { scoreLive } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'
import type { ModelOnDisk } from '../training-artifact.ts'
import type { TestSet } from './test-data.ts'

/** A candidate without a file of its own: what it said is kept as one, which the verdict is about. */
export interface LiveCandidate {
  readonly model: ModelOnDisk
  readonly scores: ReadonlyMap<TestSet, Scores>
}

/** Asks the policy's endpoint or command about every test set, and keeps the answers in the step's folder. */
export async function askLiveCandidate(
  sets: readonly [TestSet, ...TestSet[]],
  policy: Policy,
  deps: StepDeps,
  endpointToken: string | undefined,
): Promise<LiveCandidate> {
  const { body } = policy
  refuseTokenToOwn(policy, endpointToken)
  const scores = new Map<TestSet, Scores>()
  const kept: { readonly path: string; readonly file: NamedDigest }[] = []
  for (const [index, set] of sets.entries()) {
    await using tables = await openTables({ allow: [set.path], reading: declaredReading(body.data, [set.path]) })
    const rows = await tables.read(set.path)
    const { progress } = deps
    const said = await scoreLive({ section: body.candidate, body, rows, progress, deps, endpointToken })
    scores.set(set, said)
    const path = join(deps.folder.output, index === 0 ? 'scores.parquet' : `scores-${index + 1}.parquet`)
    await writeParquet(path, predictionsOf(said, rows, body.data.id))
    kept.push({ path, file: { name: basename(path), digest: await digestOfFile(path) } })
  }
  const [first, ...others] = kept
  if (first === undefined) throw new RangeError('There is always a test set.')
  const files = [first.file, ...others.map(({ file }) => file)] as const
  return { model: { path: first.path, digest: modelDigest(files), files }, scores }
}

/** A token is for the server that a policy in force names; a change could name any. */
function refuseTokenToOwn({ body, origin, ownBecause }: Policy, endpointToken: string | undefined): void {
  if (ownBecause === undefined || endpointToken === undefined || !('endpoint' in body.candidate)) return
  throw new ConfigurationError(
    `candidate.endpoint.url: is the change's own (${origin}), and is not sent MLGATE_ENDPOINT_TOKEN. Merge the project file first, or judge without the token.`,
  )
}

/** Scores as a predictions file holds them: the id, the prediction, and a probability for each class. */
function predictionsOf(scores: Scores, rows: Table, id: string | undefined): Table {
  const columns = new Map<string, Column>()
  const ids = id === undefined ? undefined : rows.columns.get(id)
  if (id !== undefined && ids !== undefined) columns.set(id, ids)
  else columns.set('row', { kind: 'number', values: Float64Array.from({ length: rows.rows }, (_, row) => row + 1) })
  if (scores.kind === 'regression') {
    columns.set('prediction', { kind: 'number', values: scores.values })
    return { rows: rows.rows, columns }
  }
  const { labels, probabilities, classes } = scores
  if (labels) {
    columns.set('prediction', { kind: 'string', values: Array.from(labels, (index) => classes[index] ?? null) })
  }
  for (const [index, label] of classes.entries()) {
    if (!probabilities) break
    const values = Float64Array.from(
      { length: rows.rows },
      (_, row) => probabilities[row * classes.length + index] as number,
    )
    columns.set(`probability_${label}`, { kind: 'number', values })
  }
  return { rows: rows.rows, columns }
}
