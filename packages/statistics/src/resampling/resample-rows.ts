import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { decide, poissonTable as table, undecided } from './poisson-table.ts'
import { uniformBelow } from './resample-stream.ts'

/**
 * Fills in how often each row is drawn when `draws` rows are drawn with replacement, as many as there are unless told: the
 * bootstrap's multinomial. `draws` should be near the number of rows. One byte a row, so that the counts of a million
 * rows stay in a processor's cache; 255 draws of one row are less likely than 10⁻⁵⁰⁰.
 *
 * Independent Poisson(1) counts with a given sum are exactly multinomial. So the rows are walked once in order, which no
 * cache minds, and then the few draws by which the sum is off (about √rows) are made, or taken back, one by one.
 */
export function drawMultiplicities(
  stream: JumpableRandomGenerator,
  multiplicities: Uint8Array,
  draws = multiplicities.length,
): void {
  settleSum(stream, { counts: multiplicities, step: 1, first: 0 }, drawPoisson(stream, multiplicities), draws)
}

/** Poisson counts of one resample. */
export interface PoissonSum {
  readonly sum: number
  /** By how much 32 random bits must be shifted to make a number above all of the counts possible. */
  readonly shift: number
}

/** Where the counts of one resample lie: row r at `first` + r × `step`. */
export interface CountPlaces {
  readonly counts: Uint8Array
  readonly step: number
  readonly first: number
}

/** Draws some rows more, or takes draws back, until there are `draws`. */
export function settleSum(
  stream: RandomGenerator,
  { counts, step, first }: CountPlaces,
  { sum, shift }: PoissonSum,
  draws: number,
): void {
  const rows = Math.ceil((counts.length - first) / step)
  let drawn = sum
  for (; drawn < draws; drawn++) {
    const place = first + uniformBelow(stream, rows) * step
    counts[place] = (counts[place] as number) + 1
  }
  while (drawn > draws) {
    // A draw, not a row, is taken back: rows in proportion to their draws, none of which has more than all bits together.
    const place = first + uniformBelow(stream, rows) * step
    const count = counts[place] as number
    if (stream.next() >>> shift >= count) continue
    counts[place] = count - 1
    drawn--
  }
}

/**
 * Poisson counts of mean one for all rows. Three rows a random number: ten bits each, the high ones.
 *
 * The steps are those of the stream's own xoroshiro128+, kept in local variables, which makes them half as dear again. The
 * stream itself jumps 2⁶⁴ numbers ahead, to serve whatever else is drawn.
 */
function drawPoisson(stream: JumpableRandomGenerator, counts: Uint8Array): PoissonSum {
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
      const count = decide(found, stream)
      counts[other] = count
      decidedBits |= count
      sum += count - found
    }
  }
  for (; row < rows; row++) {
    const count = drawOne(stream)
    counts[row] = count
    decidedBits |= count
    sum += count
  }
  return { sum, shift: shiftFor(bitsSeen, decidedBits) }
}

/** One Poisson count by a random number of its own, for the rows that make no three. */
export function drawOne(stream: RandomGenerator): number {
  const found = table[stream.next() >>> 22] as number
  return found < undecided ? found : decide(found, stream)
}

/** The shift of `PoissonSum` from all values of the table or-ed, undecided ones too, and all other counts. */
export function shiftFor(bitsSeen: number, decidedBits: number): number {
  return Math.clz32((bitsSeen & (undecided - 1)) | decidedBits)
}
