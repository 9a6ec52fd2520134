import { normalQuantile } from '../comparison/rows-needed.ts'

/**
 * Cumulative distribution function of Student's t: `scipy.stats.t.cdf`, to about 1e-14 of its smaller tail.
 * `degreesOfFreedom` > 0. Source: DLMF 8.17.22 (continued fraction of the incomplete beta function, modified Lentz).
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0)) throw new RangeError(`${degreesOfFreedom} degrees of freedom.`)
  if (Number.isNaN(t)) return Number.NaN
  if (t === 0) return 0.5
  const tail = Number.isFinite(t) ? upperTail(Math.abs(t), degreesOfFreedom) : 0
  return t < 0 ? tail : 1 - tail
}

/** From here on the continued fraction would need many terms and lose digits; the density is nearly normal. */
const manyDegrees = 500

/** P(T > t) for t > 0: half of I(ν ÷ (ν + t²); ν/2, ½). */
function upperTail(t: number, freedom: number): number {
  if (freedom > manyDegrees) return integratedTail(t, freedom)
  const ratio = (t * t) / freedom
  const a = freedom / 2
  const x = 1 / (1 + ratio)
  // x^a (1 − x)^½ ÷ B(a, ½), without the digits that a logarithm of the gamma function would lose.
  const front = Math.exp(-a * Math.log1p(ratio)) * Math.sqrt(ratio * x) * (gammaRatio(a) / Math.sqrt(Math.PI))
  // The fraction converges quickly on one side of the mean; the other is its complement.
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(x, a, 0.5)) / (2 * a)
  // 1 − x, by a way that loses no digits of it.
  return (1 - front * betaFraction(ratio * x, 0.5, a) * 2) / 2
}

/** Γ(a + ½) ÷ Γ(a): raised by its recurrence to where its asymptotic series is exact in double precision. */
function gammaRatio(a: number): number {
  let below = 1
  let raised = a
  while (raised < 30) {
    below *= raised / (raised + 0.5)
    raised += 1
  }
  const u = 1 / raised
  const series =
    1 +
    u *
      (-1 / 8 +
        u *
          (1 / 128 +
            u * (5 / 1024 + u * (-21 / 32768 + u * (-399 / 262144 + u * (869 / 4194304 + u * (39325 / 33554432)))))))
  return below * Math.sqrt(raised) * series
}

const tiny = 1e-300
const mostTerms = 100_000

function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / notZero(1 + even * d)
    c = notZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / notZero(1 + odd * d)
    c = notZero(1 + odd / c)
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 1e-16) return fraction
  }
  return fraction
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** Nodes and weights of Gauss and Legendre's rule with ten points, for half of the interval from −1 to 1. */
const gaussLegendre = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
] as const

/** The density integrated from t on, panel by panel, until nothing is added any more. */
function integratedTail(t: number, freedom: number): number {
  const half = 0.25 / Math.max(1, t / 2)
  let sum = 0
  for (let start = t; ; start += 2 * half) {
    const middle = start + half
    let panel = 0
    for (const [node, weight] of gaussLegendre) {
      panel += weight * (density(middle - half * node, freedom) + density(middle + half * node, freedom))
    }
    const before = sum
    sum += half * panel
    if (sum === before || panel === 0) return sum
  }
}

/** Density of Student's t. */
function density(t: number, freedom: number): number {
  return (
    (gammaRatio(freedom / 2) / Math.sqrt(freedom * Math.PI)) *
    Math.exp((-(freedom + 1) / 2) * Math.log1p((t * t) / freedom))
  )
}

/**
 * Quantile of Student's t: `scipy.stats.t.ppf`. `probability` from 0 to 1, `degreesOfFreedom` > 0. Newton's steps from
 * the normal quantile (Hill, CACM Algorithm 396, for the start), kept within a bracket.
 */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0)) throw new RangeError(`${degreesOfFreedom} degrees of freedom.`)
  if (!(probability >= 0 && probability <= 1)) return Number.NaN
  if (probability === 0.5) return 0
  if (probability === 0 || probability === 1) return probability === 0 ? -Infinity : Infinity
  // Upper tail of the mirror image: small probabilities keep their digits there.
  const tail = Math.min(probability, 1 - probability)
  const z = -normalQuantile(tail)
  let [low, high] = [0, Math.max(2, z)]
  while (upperTail(high, degreesOfFreedom) > tail) [low, high] = [high, high * 2]
  let t = Math.min(high, Math.max(low, z + (z ** 3 + z) / (4 * degreesOfFreedom)))
  for (let step = 0; step < 200; step++) {
    const excess = t === 0 ? 0.5 - tail : upperTail(t, degreesOfFreedom) - tail
    if (excess > 0) low = t
    else high = t
    const newton = t + excess / density(t, degreesOfFreedom)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - t) <= 1e-15 * next) return probability < 0.5 ? -next : next
    t = next
  }
  return probability < 0.5 ? -t : t
}
