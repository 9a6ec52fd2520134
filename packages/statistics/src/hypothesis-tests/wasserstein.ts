/**
 * First Wasserstein distance (earth mover's) of two samples, ∫|F − G|: `scipy.stats.wasserstein_distance`, in the unit of
 * the values. Both arrays are ascending and finite; RangeError when one is empty.
 * Source: Vallender (1974); Ramdas, García Trillos and Cuturi, On Wasserstein Two-Sample Testing, Entropy 19 (2017).
 */
export function wassersteinDistance(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('an empty sample.')
  let distance = 0
  let i = 0
  let j = 0
  let previous = Math.min(a[0] as number, b[0] as number)
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY)
    // Counted, not summed up: the shares are equal exactly where the counts say so.
    distance += Math.abs(i * b.length - j * a.length) * (value - previous)
    previous = value
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
  }
  return distance / (a.length * b.length)
}

/**
 * The distance in units of the reference's population standard deviation (ddof 0), so that it does not depend on the
 * unit of the values. A constant reference has none: then the deviation of both samples together is the unit. 0 when
 * both hold the same single value. Both arrays are ascending and finite; RangeError when one is empty.
 */
export function wassersteinOverSigma(reference: Float64Array, current: Float64Array): number {
  const [a, b] = inRange(reference, current)
  const distance = wassersteinDistance(a, b)
  if (distance === 0) return 0
  const sigma = populationDeviation(a)
  return distance / (sigma > 0 ? sigma : populationDeviation(a, b))
}

/** Standard deviation with ddof 0 of all values together, in two passes: `numpy.std`. NaN when there are none. */
export function populationDeviation(...samples: readonly Float64Array[]): number {
  const count = samples.reduce((sum, { length }) => sum + length, 0)
  const mean = sumOf(samples, (value) => value) / count
  return Math.sqrt(sumOf(samples, (value) => (value - mean) ** 2) / count)
}

function sumOf(samples: readonly Float64Array[], term: (value: number) => number): number {
  let sum = 0
  for (const values of samples) for (const value of values) sum += term(value)
  return sum
}

/** Numbers whose squares would leave the range of doubles, times a power of two, which the ratio does not notice. */
function inRange(...samples: readonly [Float64Array, Float64Array]): readonly [Float64Array, Float64Array] {
  const largest = Math.max(
    ...samples.flatMap((values) => [Math.abs(values[0] as number), Math.abs(values.at(-1) ?? 0)]),
  )
  if (largest === 0 || (largest > 2 ** -400 && largest < 2 ** 400)) return samples
  const factor = largest < 1 ? 2 ** 600 : 2 ** -600
  return [samples[0].map((value) => value * factor), samples[1].map((value) => value * factor)]
}
