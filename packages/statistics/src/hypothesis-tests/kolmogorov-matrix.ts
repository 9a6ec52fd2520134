/**
 * Chance that the two-sided one-sample Kolmogorov–Smirnov statistic of `n` values is at most `d`, exactly, by Durbin's
 * matrix. Takes about (2nd)³·log₂(n) steps, so it is for small nd.
 * Source: Marsaglia, Tsang and Wang, Evaluating Kolmogorov's Distribution, JSS 8 (2003).
 */
export function kolmogorovMatrix(n: number, d: number): number {
  const k = Math.ceil(n * d)
  const size = 2 * k - 1
  let base: Scaled = { entries: durbinMatrix(k, k - n * d), exponent: 0 }
  let power: Scaled | undefined
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = power ? rescale(multiply(power, base, size), k, size) : base
    if (left > 1) base = rescale(multiply(base, base, size), k, size)
  }
  const { entries, exponent } = power as Scaled
  let p = entries[(k - 1) * size + k - 1] as number
  let scale = exponent
  for (let i = 1; i <= n; i++) {
    p = (i * p) / n
    if (p < smallest) {
      p *= largest
      scale -= block
    }
  }
  return p * 2 ** scale
}

/** Entries, row-major, times 2^exponent: powers of the matrix leave the range of doubles. */
interface Scaled {
  readonly entries: Float64Array
  readonly exponent: number
}

const block = 128
const largest = 2 ** block
const smallest = 2 ** -block

function durbinMatrix(k: number, h: number): Float64Array {
  const size = 2 * k - 1
  const inverseFactorial = new Float64Array(size + 1)
  inverseFactorial[0] = 1
  for (let i = 1; i <= size; i++) inverseFactorial[i] = (inverseFactorial[i - 1] as number) / i
  const entries = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 1; column <= Math.min(row + 1, size - 1); column++) {
      entries[row * size + column] = inverseFactorial[row - column + 1] as number
    }
  }
  for (let i = 1; i <= size; i++) {
    const corner = i === size ? Math.max(2 * h - 1, 0) ** size - h ** size : 0
    const value = (1 - h ** i + corner) * (inverseFactorial[i] as number)
    entries[(i - 1) * size] = value
    entries[(size - 1) * size + size - i] = value
  }
  return entries
}

function multiply(a: Scaled, b: Scaled, size: number): Scaled {
  const entries = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = a.entries[row * size + inner] as number
      if (factor === 0) continue
      for (let column = 0; column < size; column++) {
        const at = row * size + column
        entries[at] = (entries[at] as number) + factor * (b.entries[inner * size + column] as number)
      }
    }
  }
  return { entries, exponent: a.exponent + b.exponent }
}

function rescale(matrix: Scaled, k: number, size: number): Scaled {
  if ((matrix.entries[(k - 1) * size + k - 1] as number) <= largest) return matrix
  return { entries: matrix.entries.map((entry) => entry * smallest), exponent: matrix.exponent + block }
}
