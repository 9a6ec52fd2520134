/**
 * Chance that the two-sided one-sample Kolmogorov–Smirnov statistic of `n` values is at most `d`: Kolmogorov's limit with
 * three correction terms, K₀(z) + K₁(z)/√n + K₂(z)/n + K₃(z)/n^1.5 at z = d√n. For n > 140.
 * Source: Pelz and Good, Approximating the Lower Tail-Areas of the Kolmogorov–Smirnov One-Sample Statistic, JRSS B 38
 * (1976), as printed by Simard and L'Ecuyer (2011).
 */
export function pelzGood(n: number, d: number): number {
  const z = d * Math.sqrt(n)
  const z2 = z ** 2
  const z4 = z ** 4
  const z6 = z ** 6
  // Below, every term is smaller than the smallest double.
  if (pi2 / (8 * z2) > 708) return 0
  let k0 = 0
  let k1 = 0
  let k2 = 0
  let k3 = 0
  for (let k = Math.ceil((16 * z) / Math.PI); k > 0; k--) {
    const odd2 = (2 * k - 1) ** 2
    const odd4 = odd2 ** 2
    const odd6 = odd2 ** 3
    const weight = Math.exp((-pi2 * odd2) / (8 * z2))
    k0 += weight
    k1 += weight * (-z2 + (pi2 / 4) * odd2)
    k2 += weight * (6 * z6 + 2 * z4 + (pi2 / 4) * (2 * z4 - 5 * z2) * odd2 + (pi2 ** 2 / 16) * (1 - 2 * z2) * odd4)
    k3 +=
      weight *
      (-30 * z6 -
        90 * z ** 8 +
        (pi2 / 4) * (135 * z4 - 96 * z6) * odd2 +
        (pi2 ** 2 / 16) * (212 * z4 - 60 * z2) * odd4 +
        (pi2 ** 3 / 64) * (5 - 30 * z2) * odd6)
  }
  let even2 = 0
  let even3 = 0
  for (let k = Math.ceil((16 * z) / Math.PI); k > 0; k--) {
    const weight = k * k * Math.exp((-pi2 * k * k) / (2 * z2))
    even2 += weight
    even3 += weight * (3 * z2 - pi2 * k * k)
  }
  k2 = k2 / (72 * z ** 7) - (pi2 * even2) / (36 * z ** 3)
  k3 = k3 / (6480 * z ** 10) + (pi2 * even3) / (216 * z6)
  return Math.sqrt(2 * Math.PI) * (k0 / z + k1 / (6 * z4 * Math.sqrt(n)) + k2 / n + k3 / n ** 1.5)
}

const pi2 = Math.PI ** 2
