import { ConfigurationError } from '@mlgate/core'
import { answersOf } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'
import type { Role } from './class-labels.ts'

/**
 * The highest threshold at which a model reaches the recall that the policy names on these rows, or the lowest at which
 * it reaches the precision: `gate.threshold.at`. The rows must not be those that are judged. Throws ConfigurationError
 * where no threshold does, and for models without probabilities of two classes.
 * Source: points of `sklearn.metrics.precision_recall_curve`.
 */
export function operatingPoint(input: JudgeInput, role: Role): number {
  const { gate } = input
  const at = typeof gate.threshold === 'object' ? gate.threshold.at : undefined
  if (at === undefined) throw new RangeError('no operating point is asked for.')
  const { probabilities, flaw } = answersOf({ ...input, gate: { ...gate, threshold: 0.5 } }, input.candidate, role)
  const positive = probabilities?.positive
  if (flaw !== undefined || probabilities === undefined || positive === undefined || probabilities.classes !== 2) {
    throw new ConfigurationError(
      `gate.threshold.at: the ${role} needs probabilities of two classes on data.validation${flaw === undefined ? '' : `; ${flaw}`}.`,
    )
  }
  const { truth } = probabilities
  const scores = Float64Array.from(truth, (_, row) => probabilities.probabilities[row * 2 + positive] as number)
  const order = Uint32Array.from(truth, (_, row) => row).sort((a, b) => (scores[b] as number) - (scores[a] as number))
  const positives = truth.reduce((sum, label) => sum + Number(label === positive), 0)
  if (positives === 0) {
    throw new ConfigurationError('gate.threshold.at: data.validation holds no row of the positive class.')
  }
  let found = 0
  let lowest: number | undefined
  for (const [place, row] of order.entries()) {
    if (truth[row] === positive) found++
    const isEnd = place + 1 === order.length || scores[row] !== scores[order[place + 1] as number]
    if (!isEnd) continue
    if (at.recall !== undefined && found / positives >= at.recall) return scores[row] as number
    if (at.precision !== undefined && found / (place + 1) >= at.precision) lowest = scores[row]
  }
  if (lowest !== undefined) return lowest
  throw new ConfigurationError(
    `gate.threshold.at: the ${role} reaches a precision of ${at.precision} at no threshold on data.validation.`,
  )
}
