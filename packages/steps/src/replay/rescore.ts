import { dirname } from 'node:path'
import { ConfigurationError, digestOfFile, type Progress, type Verdict } from '@mlgate/core'
import { type JudgedModel, type JudgeInput, rejudge } from '@mlgate/gate'
import type { CandidateSection, Scores } from '@mlgate/models'
import { declaredReading, openTables, type Table, type Tables } from '@mlgate/tables'
import { seenBy } from '../evaluate-gate/judged-by.ts'
import { scoreModel } from '../score-model.ts'
import { modelOnDisk } from '../training-artifact.ts'
import type { Replay, ReplayedJudgement } from './replay-folder.ts'

/** How far a score may be from the stored one, of its size or of 1: other processors add single-precision numbers otherwise. */
export const scoreTolerance = 1e-5

/** What to score again: the models and the rows, as files that somebody has at hand. */
export interface RescoreFiles {
  readonly candidate: string
  readonly baseline: string | undefined
  readonly test: string
}

export interface Rescoring {
  /** The largest distance from a stored score, and whose; labels that are others count as 1. */
  readonly largestDeviation: number
  readonly of: 'candidate' | 'baseline'
  readonly isWithinTolerance: boolean
  /** By the new scores. */
  readonly verdict: Verdict
  readonly recorded: Verdict
}

/**
 * Scores again what was judged, by the sections of that time, and judges the new scores. The files must be those that the
 * record names. Operating points, own metrics and latencies are as stored. Throws ConfigurationError for other files, and
 * for a candidate that is no file.
 */
export async function rescore(replay: Replay, files: RescoreFiles, progress: Progress): Promise<Rescoring> {
  const digest = await digestOfFile(files.test)
  const judged = replay.judged.find(({ recorded }) => recorded.testData?.digest === digest)
  const { input, stored } = judged ?? {}
  if (judged === undefined || input === undefined || stored === undefined) {
    const named = replay.judged.map(({ recorded }) => recorded.testData?.digest ?? 'no rows').join(', ')
    throw new ConfigurationError(`--test ${files.test}: is ${digest}, and the verdict is about ${named}.`)
  }
  await refuseOtherCandidate(replay, files.candidate)
  if (files.baseline !== undefined) await refuseOtherBaseline(replay, files.baseline)
  const paths = [files.candidate, files.baseline].filter((path) => path !== undefined)
  await using tables = await openTables({
    allow: [files.test, ...paths.map(dirname)],
    reading: declaredReading(replay.policy.data, [files.test]),
  })
  const rows = await tables.read(files.test)
  const again = (path: string, section: CandidateSection) =>
    scoredAgain(path, section, { replay, rows, tables, progress })
  const candidate = { ...input.candidate, scores: await again(files.candidate, stored.candidate.reads) }
  const baseline =
    files.baseline === undefined || stored.baseline === undefined || input.baseline === undefined
      ? input.baseline
      : { ...input.baseline, scores: await again(files.baseline, stored.baseline.reads) }
  const far = [
    { of: 'candidate', deviation: deviation(input.candidate, candidate) },
    ...(input.baseline && baseline
      ? [{ of: 'baseline', deviation: deviation(input.baseline, baseline) } as const]
      : []),
  ] as const
  const farthest = far.reduce((a, b) => (b.deviation > a.deviation ? b : a))
  const verdict = verdictOf({ ...input, candidate, baseline }, judged, replay)
  return {
    largestDeviation: farthest.deviation,
    of: farthest.of,
    isWithinTolerance: farthest.deviation <= scoreTolerance,
    verdict,
    recorded: judged.recorded.verdict,
  }
}

function verdictOf(input: JudgeInput, { recorded }: ReplayedJudgement, { policy }: Replay): Verdict {
  return rejudge(input, recorded.examinations, seenBy(policy)).verdict
}

async function scoredAgain(
  path: string,
  section: CandidateSection,
  of: { readonly replay: Replay; readonly rows: Table; readonly tables: Tables; readonly progress: Progress },
): Promise<Scores> {
  if (!('onnx' in section) && !('predictions' in section)) {
    throw new ConfigurationError(`${path}: the model was asked by its endpoint or command. Run evaluate-gate for that.`)
  }
  const { replay, rows, tables, progress } = of
  return scoreModel({ path, section, body: replay.policy, rows, tables, progress })
}

async function refuseOtherCandidate({ record }: Replay, path: string): Promise<void> {
  const { files } = await modelOnDisk(path)
  const known = new Set(record.statement.subject.map(({ digest }) => `sha256:${digest.sha256}`))
  const stranger = files.find(({ digest }) => !known.has(digest))
  if (stranger === undefined) return
  throw new ConfigurationError(
    `--candidate ${path}: ${stranger.name} is ${stranger.digest}, and the verdict is about ${[...known].join(', ')}.`,
  )
}

async function refuseOtherBaseline({ record }: Replay, path: string): Promise<void> {
  const { digest } = await modelOnDisk(path)
  const named = record.predicate.mlgate_evaluation.baseline?.digest
  if (digest === named) return
  throw new ConfigurationError(`--baseline ${path}: is ${digest}, and the verdict compares with ${named ?? 'nothing'}.`)
}

function deviation({ scores: stored }: JudgedModel, { scores }: JudgedModel): number {
  if (stored.kind === 'regression' && scores.kind === 'regression') return farthest(stored.values, scores.values)
  if (stored.kind !== 'classification' || scores.kind !== 'classification') return Number.POSITIVE_INFINITY
  if (stored.classes.join('\n') !== scores.classes.join('\n')) return Number.POSITIVE_INFINITY
  const { probabilities, labels } = stored
  const ofProbabilities = probabilities ? farthest(probabilities, scores.probabilities) : 0
  return Math.max(ofProbabilities, labels ? farthest(labels, scores.labels) : 0)
}

/** In shares of the stored number's size, or of 1 where that is smaller; missing numbers are no distance from themselves. */
function farthest(stored: ArrayLike<number>, again: ArrayLike<number> | undefined): number {
  if (again === undefined || again.length !== stored.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let index = 0; index < stored.length; index++) {
    const [one, other] = [stored[index] as number, again[index] as number]
    if (Object.is(one, other) || one === other) continue
    const distance = Math.abs(one - other) / Math.max(1, Math.abs(one))
    largest = Math.max(largest, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance)
  }
  return largest
}
