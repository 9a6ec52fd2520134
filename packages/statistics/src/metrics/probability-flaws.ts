import type { ProbabilityObservations } from './observations.ts'
import { describeRows } from './prepared-metric.ts'

/** Why scores cannot be taken as probabilities (NaN, below 0, above 1), and where; undefined when all can. */
export function notProbabilities(observed: ProbabilityObservations): string | undefined {
  const flawed = anyScore(observed, (score) => !(score >= 0 && score <= 1))
  return flawed && `numbers that are no probabilities in ${flawed}`
}

/** Where scores are NaN, so that they rank nothing; undefined when none is. */
export function nanScores(observed: ProbabilityObservations): string | undefined {
  const flawed = anyScore(observed, Number.isNaN)
  return flawed && `NaN scores in ${flawed}`
}

/** Where a row's scores do not sum to one, as `numpy.allclose(1, sum)` decides; undefined when all do. */
export function notSummingToOne({ probabilities, classes, truth }: ProbabilityObservations): string | undefined {
  const flawed = describeRows(truth.length, (row) => {
    let sum = 0
    for (let index = row * classes; index < (row + 1) * classes; index++) sum += probabilities[index] as number
    return !(Math.abs(1 - sum) <= 1e-8 + 1e-5 * Math.abs(sum))
  })
  return flawed && `scores that do not sum to one in ${flawed}`
}

function anyScore(
  { probabilities, classes, truth }: ProbabilityObservations,
  wrong: (score: number) => boolean,
): string | undefined {
  return describeRows(truth.length, (row) => {
    for (let index = row * classes; index < (row + 1) * classes; index++) {
      if (wrong(probabilities[index] as number)) return true
    }
    return false
  })
}

/** The scores of one class. */
export function scoresOf({ probabilities, classes, truth }: ProbabilityObservations, index: number): Float64Array {
  const scores = new Float64Array(truth.length)
  for (let row = 0; row < scores.length; row++) scores[row] = probabilities[row * classes + index] as number
  return scores
}

export const onlyOneClassKnown = 'the model knows only one class'
