import { ksTest, wassersteinOverSigma } from '@mlgate/statistics'
import { countBelow, histogramOf } from './histogram.ts'
import type { Finding } from './judgement.ts'
import type { DraftComparison, ValueComparison } from './value-comparison.ts'

/** Compares numbers by their ranks and by how far they moved. Both arrays are ascending, finite and not empty. */
export function compareNumbers(reference: Float64Array, current: Float64Array): ValueComparison {
  const findings = outOfRange(reference, current)
  const first = reference[0] as number
  if ([reference.at(-1), current[0], current.at(-1)].every((value) => value === first)) {
    return { status: 'constant', findings }
  }
  const { p, method } = ksTest(reference, current)
  const comparison: DraftComparison = {
    effectName: 'wasserstein_over_sigma',
    effect: wassersteinOverSigma(reference, current),
    test: 'kolmogorov-smirnov',
    method,
    p,
  }
  return { status: 'compared', comparison, findings, picture: histogramOf(reference, current) }
}

function outOfRange(reference: Float64Array, current: Float64Array): Finding[] {
  const [low, high] = [reference[0] as number, reference.at(-1) as number]
  const below = countBelow(current, low)
  let above = current.length
  while (above > 0 && (current[above - 1] as number) > high) above--
  if (below === 0 && above === current.length) return []
  const range = [current[0] as number, current.at(-1) as number] as const
  const ends = [
    { rows: below, by: low - range[0] },
    { rows: current.length - above, by: range[1] - high },
  ]
  return [
    {
      kind: 'out of range',
      below,
      above: current.length - above,
      reference: [low, high],
      current: range,
      notable: ends.some(
        ({ rows, by }) =>
          by > farOutside * (high - low) || chanceOfExtremes(rows, reference.length, current.length) < 0.001,
      ),
    },
  ]
}

/** A single value is worth telling when it lies beyond the reference's range by more than this share of its width. */
const farOutside = 0.5

/** Chance that the `extremes` smallest of all values are all in the current file when there is no drift. */
function chanceOfExtremes(extremes: number, reference: number, current: number): number {
  let chance = 1
  for (let i = 0; i < extremes && chance > 1e-9; i++) chance *= (current - i) / (reference + current - i)
  return chance
}
