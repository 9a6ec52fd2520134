import { join } from 'node:path'
import { digestOfFile, type NamedDigest, writeFileAtomically } from '@mlgate/core'
import { type JudgeInput, type MeasuredInput, packAnswers, packMetrics, type ReadAs } from '@mlgate/gate'
import { writeParquet } from '@mlgate/tables'
import type { StepDeps } from '../step-deps.ts'
import type { Case } from './case.ts'
import { seenBy } from './judged-by.ts'
import type { ReadModel } from './read-model.ts'
import type { TestSet } from './test-data.ts'

/** The policy that judged, as plain data; its canonical form has the policy's digest. */
export const policyFileName = 'policy.json'

/** What the files are called that a verdict can be recomputed from: with two test sets, those of the second otherwise. */
export function answerFiles(isOfChange: boolean): {
  readonly description: string
  readonly rows: string
  readonly past: string
} {
  const of = isOfChange ? '-of-changed-test-data' : ''
  return { description: `answers${of}.json`, rows: `answers${of}.parquet`, past: `answers-past${of}.parquet` }
}

/** All files that may lie beside a record for its replay. */
export const answerFileNames: readonly string[] = [
  policyFileName,
  ...[false, true].flatMap((isOfChange) => Object.values(answerFiles(isOfChange))),
]

/** Leaves what a judgement rests on beside its record, and the policy that judged. The record names all by digest; none are left that are not to be. */
export async function keepAnswers(
  input: JudgeInput,
  set: TestSet,
  models: readonly ReadModel[],
  { policy, keeping }: Pick<Case, 'policy' | 'keeping'>,
  { folder: { output } }: Pick<StepDeps, 'folder'>,
): Promise<readonly NamedDigest[]> {
  if (!keeping.isWanted) return []
  const files = answerFiles(set.name.endsWith('of this change'))
  const packed = packAnswers(input, { ...seenBy(policy.body), reads: readAs(models) })
  if (packed.stored.test.some(({ name, numbered }) => !numbered && keeping.sensitive.has(name))) return []
  await writeFileAtomically(join(output, policyFileName), JSON.stringify(policy.document))
  await writeFileAtomically(join(output, files.description), JSON.stringify(packed.stored))
  await writeParquet(join(output, files.rows), packed.rows, { narrow: true })
  if (packed.past !== undefined) await writeParquet(join(output, files.past), packed.past, { narrow: true })
  return named(output, [files.description, files.rows, ...(packed.past === undefined ? [] : [files.past])])
}

/** The same for metrics that were measured elsewhere. */
export async function keepMetrics(
  input: MeasuredInput,
  { policy, keeping }: Pick<Case, 'policy' | 'keeping'>,
  { folder: { output } }: Pick<StepDeps, 'folder'>,
): Promise<readonly NamedDigest[]> {
  if (!keeping.isWanted) return []
  const { description } = answerFiles(false)
  await writeFileAtomically(join(output, policyFileName), JSON.stringify(policy.document))
  await writeFileAtomically(join(output, description), JSON.stringify(packMetrics(input)))
  return named(output, [description])
}

function readAs(models: readonly ReadModel[]): ReadAs {
  const section = (role: ReadModel['role']) => models.find((model) => model.role === role)?.section
  const candidate = section('candidate')
  if (candidate === undefined) throw new RangeError('There is always a candidate.')
  return { candidate, baseline: section('baseline'), anchor: section('anchor') }
}

function named(folder: string, names: readonly string[]): Promise<readonly NamedDigest[]> {
  return Promise.all(names.map(async (name) => ({ name, digest: await digestOfFile(join(folder, name)) })))
}
