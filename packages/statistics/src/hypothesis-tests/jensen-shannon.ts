/** How far two distributions over the same categories are apart. */
export interface JensenShannon {
  /** ½·KL(p‖m) + ½·KL(q‖m) with m = (p + q)/2 and the natural logarithm: 0 to ln 2. */
  readonly divergence: number
  /** Its square root, a metric: `scipy.spatial.distance.jensenshannon(p, q)`, 0 to √ln 2 ≈ 0.8326. */
  readonly distance: number
  /** The divergence that two samples of these sizes show on average when they come from the same distribution. */
  readonly bias: number
  /** √(divergence − bias), 0 when the bias is larger: the distance that is left to explain. */
  readonly correctedDistance: number
}

/**
 * Jensen–Shannon divergence of two count vectors over the same categories. RangeError when the lengths differ or one
 * holds no counts. Categories that neither sample has change nothing.
 *
 * The bias is (k − 1)·(1/n + 1/m)/8 for k categories that occur: to second order the divergence is Σ(p − q)²/(8m), and
 * without drift n·m/(n + m)·Σ(p − q)²/m has a χ² distribution with mean k − 1. For many categories that are rare it
 * takes off too little.
 * Source: Lin, Divergence Measures Based on the Shannon Entropy, IEEE Trans. Inf. Theory 37 (1991); for the bias Grosse et
 * al., Phys. Rev. E 65, 041905 (2002).
 */
export function jensenShannon(a: ArrayLike<number>, b: ArrayLike<number>): JensenShannon {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} categories.`)
  const n = total(a)
  const m = total(b)
  if (n === 0 || m === 0) throw new RangeError('an empty sample.')
  let sum = 0
  let categories = 0
  for (let index = 0; index < a.length; index++) {
    const p = (a[index] as number) / n
    const q = (b[index] as number) / m
    if (p + q > 0) categories++
    sum += relativeEntropy(p, (p + q) / 2) + relativeEntropy(q, (p + q) / 2)
  }
  // Roundings may leave it a little below nothing.
  const divergence = Math.max(0, sum / 2)
  const bias = ((categories - 1) * (1 / n + 1 / m)) / 8
  return {
    divergence,
    distance: Math.sqrt(divergence),
    bias,
    correctedDistance: Math.sqrt(Math.max(0, divergence - bias)),
  }
}

function relativeEntropy(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log(share / middle)
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < counts.length; index++) sum += counts[index] as number
  return sum
}
