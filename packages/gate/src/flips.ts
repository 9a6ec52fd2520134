import type { Answers } from './answers/answers.ts'

/** How many answers two classifiers give differently, on the very same rows. */
export interface Flips {
  readonly rows: number
  readonly changed: number
  /** The baseline was wrong, the candidate is right. */
  readonly newlyRight: number
  readonly newlyWrong: number
}

/** Counts the answers that changed; undefined when a model gives no labels. */
export function countFlips(candidate: Answers, baseline: Answers): Flips | undefined {
  const ours = candidate.labels
  const theirs = baseline.labels
  if (!ours || !theirs) return undefined
  let changed = 0
  let newlyRight = 0
  let newlyWrong = 0
  for (let row = 0; row < ours.truth.length; row++) {
    const now = ours.predicted[row] as number
    const before = theirs.predicted[row] as number
    if (candidate.classes[now] === baseline.classes[before]) continue
    changed++
    if (now === ours.truth[row]) newlyRight++
    else if (before === theirs.truth[row]) newlyWrong++
  }
  return { rows: ours.truth.length, changed, newlyRight, newlyWrong }
}
