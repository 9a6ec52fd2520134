import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { uniform, uniformBelow } from './resample-stream.ts'

/**
 * Fills in how often each row is drawn when `draws` rows are drawn with replacement, as many as there are unless told: the
 * bootstrap's multinomial. `draws` should be near the number of rows. One byte a row, so that the counts of a million rows stay in a processor's cache; 255 draws of one row
 * are less likely than 10⁻⁵⁰⁰.
 *
 * Independent Poisson(1) counts with a given sum are exactly multinomial. So the rows are walked once in order, which no
 * cache minds, and then the few draws by which the sum is off (about √rows) are made, or taken back, one by one.
 */
export function drawMultiplicities(
  stream: JumpableRandomGenerator,
  multiplicities: Uint8Array,
  draws = multiplicities.length,
): void {
  const rows = multiplicities.length
  const poisson = drawPoisson(stream, multiplicities)
  let drawn = poisson.sum
  for (; drawn < draws; drawn++) {
    const row = uniformBelow(stream, rows)
    multiplicities[row] = (multiplicities[row] as number) + 1
  }
  while (drawn > draws) {
    // A draw, not a row, is taken back: rows in proportion to their draws, none of which has more than all bits together.
    const row = uniformBelow(stream, rows)
    const count = multiplicities[row] as number
    if (stream.next() >>> poisson.shift >= count) continue
    multiplicities[row] = count - 1
    drawn--
  }
}

/**
 * Poisson counts of mean one for all rows; returns their sum, and by how much 32 random bits must be shifted to make a
 * number above all of them possible. Three rows a random number: ten bits each, the high ones.
 *
 * The steps are those of the stream's own xoroshiro128+, kept in local variables, which makes them half as dear again. The
 * stream itself jumps 2⁶⁴ numbers ahead, to serve whatever else is drawn.
 */
function drawPoisson(
  stream: JumpableRandomGenerator,
  counts: Uint8Array,
): { readonly sum: number; readonly shift: number } {
  let [s01, s00, s11, s10] = stream.getState() as [number, number, number, number]
  stream.jump()
  const rows = counts.length
  let sum = 0
  let bitsSeen = 0
  let decidedBits = 0
  let row = 0
  const open: number[] = []
  for (; row + 2 < rows; row += 3) {
    const bits = (s00 + s10) | 0
    const low = s10 ^ s00
    const high = s11 ^ s01
    const before = s00
    s00 = (s00 << 24) ^ (s01 >>> 8) ^ low ^ (low << 16)
    s01 = (s01 << 24) ^ (before >>> 8) ^ high ^ ((high << 16) | (low >>> 16))
    s10 = (high << 5) ^ (low >>> 27)
    s11 = (low << 5) ^ (high >>> 27)
    const a = table[bits >>> 22] as number
    const b = table[(bits >>> 12) & 1023] as number
    const c = table[(bits >>> 2) & 1023] as number
    counts[row] = a
    counts[row + 1] = b
    counts[row + 2] = c
    bitsSeen |= a | b | c
    sum += a + b + c
    // Later, as a call here would cost all the other rows their registers.
    if (((a | b | c) & undecided) !== 0) open.push(row)
  }
  for (const first of open) {
    for (let other = first; other < first + 3; other++) {
      const found = counts[other] as number
      if (found < undecided) continue
      const count = decide(boundaries[found - undecided] as number, stream)
      counts[other] = count
      decidedBits |= count
      sum += count - found
    }
  }
  for (; row < rows; row++) {
    const entry = stream.next() >>> 22
    const found = table[entry] as number
    const count = found < undecided ? found : decide(entry, stream)
    counts[row] = count
    decidedBits |= count
    sum += count
  }
  return { sum, shift: Math.clz32((bitsSeen & (undecided - 1)) | decidedBits) }
}

const undecided = 128

/** P(count ≤ k) for a Poisson variable of mean one, until doubles no longer tell it from one. */
const cumulative: readonly number[] = (() => {
  const chances: number[] = []
  let term = 0.36787944117144233 // 1/e
  let sum = term
  for (let k = 1; sum < 1 && k < 20; k++) {
    chances.push(sum)
    term /= k
    sum += term
  }
  return [...chances, 1]
})()

function countOf(chance: number): number {
  return cumulative.findIndex((bound) => chance < bound)
}

/** The 1024ths of the unit interval in which a boundary lies: there, more bits must decide. */
const boundaries: readonly number[] = Array.from({ length: 1024 }, (_, entry) => entry).filter((entry) =>
  cumulative.some((bound) => bound > entry / 1024 && bound < (entry + 1) / 1024),
)

/** The count for each 1024th; from `undecided` on, which of the boundaries lies within. */
const table: Uint8Array = Uint8Array.from({ length: 1024 }, (_, entry) => {
  const boundary = boundaries.indexOf(entry)
  return boundary < 0 ? countOf(entry / 1024) : undecided + boundary
})

function decide(entry: number, stream: RandomGenerator): number {
  return countOf((entry + uniform(stream)) / 1024)
}
