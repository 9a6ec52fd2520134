import { linearQuantile, seededResampler } from '@mlgate/statistics'

/** Shapley values of some rows: what each feature adds to the model's output. */
export interface ExplainedRows {
  readonly features: readonly string[]
  /** Row-major, `rows × features.length`. */
  readonly values: Float64Array
}

export interface RankedFeature {
  readonly feature: string
  /** Mean |Shapley value| over the rows, with its percentile interval. */
  readonly importance: number
  readonly low: number
  readonly high: number
  /** From 1; equal importances share the best place, and a feature that adds nothing anywhere has the last. */
  readonly rank: number
  /** The ranks that decide, each at level 1 − α. */
  readonly bestRank: number
  readonly worstRank: number
}

/**
 * Ranks features by mean |Shapley value|. How sure a rank is comes from resampling the explained rows: of the ranks in
 * all resamples, the α and 1 − α quantiles, rounded outwards. In the order of the features.
 */
export function rankImportance(
  { features, values }: ExplainedRows,
  options: { readonly resamples: number; readonly seed: number; readonly alpha: number },
): RankedFeature[] {
  const width = features.length
  const rows = values.length / width
  const sizes = values.map(Math.abs)
  const importances = meansOf(sizes, width, new Uint32Array(rows).fill(1))
  const ranks = ranksOf(importances)
  const resample = seededResampler(options.seed)
  const multiplicities = new Uint32Array(rows)
  const drawnMeans = features.map(() => new Float64Array(options.resamples))
  const drawnRanks = features.map(() => new Float64Array(options.resamples))
  for (let number = 0; number < options.resamples; number++) {
    resample(multiplicities)
    const means = meansOf(sizes, width, multiplicities)
    const places = ranksOf(means)
    for (let feature = 0; feature < width; feature++) {
      ;(drawnMeans[feature] as Float64Array)[number] = means[feature] as number
      ;(drawnRanks[feature] as Float64Array)[number] = places[feature] as number
    }
  }
  return features.map((feature, index) => {
    const means = (drawnMeans[index] as Float64Array).sort()
    const places = (drawnRanks[index] as Float64Array).sort()
    const { alpha } = options
    return {
      feature,
      importance: importances[index] as number,
      low: linearQuantile(means, alpha),
      high: linearQuantile(means, 1 - alpha),
      rank: ranks[index] as number,
      bestRank: Math.floor(linearQuantile(places, alpha)),
      worstRank: Math.ceil(linearQuantile(places, 1 - alpha)),
    }
  })
}

function meansOf(sizes: Float64Array, width: number, multiplicities: Uint32Array): Float64Array {
  const means = new Float64Array(width)
  for (let row = 0; row < multiplicities.length; row++) {
    const times = multiplicities[row] as number
    if (times === 0) continue
    for (let feature = 0; feature < width; feature++) {
      means[feature] = (means[feature] as number) + times * (sizes[row * width + feature] as number)
    }
  }
  // Divided last, so that equal columns stay equal.
  return means.map((sum) => sum / multiplicities.length)
}

function ranksOf(importances: Float64Array): number[] {
  return Array.from(importances, (own) =>
    own === 0 ? importances.length : 1 + importances.reduce((above, other) => above + (other > own ? 1 : 0), 0),
  )
}
