// The inner loops of resampling for eight resamples at once, in AssemblyScript: `npm run generate` compiles this file into
// src/resample-kernel-code.ts. The counts of the eight lie side by side, a byte each: unit u of resample r is at 8 u + r.
// So each row of data is read once for eight resamples, and one vector holds what all eight make of it. All addresses are
// the caller's; nothing is allocated. Every sum is taken in the order in which the TypeScript beside it takes it (see
// resample-rows.ts, resampling.ts and paired-ranking.ts), so that the results are equal bit by bit.

/** So many rows at a time are summed in 16-bit lanes: 256 × 255 draws stay below 2¹⁶. */
const blockRows: usize = 256

@inline
function rotatedLeft(value: v128, bits: i32): v128 {
  return v128.or(i64x2.shl(value, bits), i64x2.shr_u(value, 64 - bits))
}

/** Whether each entry lies on one of six boundaries. */
@inline
function onBoundary(entries: v128, b0: v128, b1: v128, b2: v128, b3: v128, b4: v128, b5: v128): v128 {
  return v128.or(
    v128.or(v128.or(i16x8.eq(entries, b0), i16x8.eq(entries, b1)), i16x8.eq(entries, b2)),
    v128.or(v128.or(i16x8.eq(entries, b3), i16x8.eq(entries, b4)), i16x8.eq(entries, b5)),
  )
}

/** Minus how many of six boundaries lie below each entry. */
@inline
function passed(entries: v128, b0: v128, b1: v128, b2: v128, b3: v128, b4: v128, b5: v128): v128 {
  return i16x8.add(
    i16x8.add(i16x8.add(i16x8.gt_s(entries, b0), i16x8.gt_s(entries, b1)), i16x8.gt_s(entries, b2)),
    i16x8.add(i16x8.add(i16x8.gt_s(entries, b3), i16x8.gt_s(entries, b4)), i16x8.gt_s(entries, b5)),
  )
}

/**
 * Poisson counts of mean one from eight streams of xoroshiro128+, three rows a number, for as many whole threes as `rows`
 * holds. `state`: the eight first 64 bits, then the eight second ones; it is moved on. `boundaries`: six i16, the 1024ths
 * in which more bits must decide; there the count is 128 + the boundary's number, and `open` gets the first of the three
 * rows and a byte of lanes for each of them. `sums` gets eight u32, `seen` eight i16: all counts of a resample added up,
 * and or-ed. Returns how many times eight bytes `open` got.
 */
export function drawPoisson(
  rows: usize,
  state: usize,
  boundaries: usize,
  counts: usize,
  open: usize,
  sums: usize,
  seen: usize,
): u32 {
  const b0 = i16x8.splat(load<i16>(boundaries, 0))
  const b1 = i16x8.splat(load<i16>(boundaries, 2))
  const b2 = i16x8.splat(load<i16>(boundaries, 4))
  const b3 = i16x8.splat(load<i16>(boundaries, 6))
  const b4 = i16x8.splat(load<i16>(boundaries, 8))
  const b5 = i16x8.splat(load<i16>(boundaries, 10))
  const undecided = i16x8.splat(128)
  const tenBits = i32x4.splat(1023)
  let p0 = v128.load(state, 0)
  let p1 = v128.load(state, 16)
  let p2 = v128.load(state, 32)
  let p3 = v128.load(state, 48)
  let q0 = v128.load(state, 64)
  let q1 = v128.load(state, 80)
  let q2 = v128.load(state, 96)
  let q3 = v128.load(state, 112)
  let lowSums = i32x4.splat(0)
  let highSums = i32x4.splat(0)
  let blockSums = i16x8.splat(0)
  let allSeen = i16x8.splat(0)
  let entry = open
  let blockEnd: usize = 0
  for (let row: usize = 0; row + 2 < rows; row += 3) {
    const low = v128.shuffle<i32>(i64x2.add(p0, q0), i64x2.add(p1, q1), 0, 2, 4, 6)
    const high = v128.shuffle<i32>(i64x2.add(p2, q2), i64x2.add(p3, q3), 0, 2, 4, 6)
    const x0 = v128.xor(p0, q0)
    const x1 = v128.xor(p1, q1)
    const x2 = v128.xor(p2, q2)
    const x3 = v128.xor(p3, q3)
    p0 = v128.xor(rotatedLeft(p0, 24), v128.xor(x0, i64x2.shl(x0, 16)))
    p1 = v128.xor(rotatedLeft(p1, 24), v128.xor(x1, i64x2.shl(x1, 16)))
    p2 = v128.xor(rotatedLeft(p2, 24), v128.xor(x2, i64x2.shl(x2, 16)))
    p3 = v128.xor(rotatedLeft(p3, 24), v128.xor(x3, i64x2.shl(x3, 16)))
    q0 = rotatedLeft(x0, 37)
    q1 = rotatedLeft(x1, 37)
    q2 = rotatedLeft(x2, 37)
    q3 = rotatedLeft(x3, 37)

    const first = i16x8.narrow_i32x4_s(i32x4.shr_u(low, 22), i32x4.shr_u(high, 22))
    const second = i16x8.narrow_i32x4_s(
      v128.and(i32x4.shr_u(low, 12), tenBits),
      v128.and(i32x4.shr_u(high, 12), tenBits),
    )
    const third = i16x8.narrow_i32x4_s(
      v128.and(i32x4.shr_u(low, 2), tenBits),
      v128.and(i32x4.shr_u(high, 2), tenBits),
    )
    const firstOpen = onBoundary(first, b0, b1, b2, b3, b4, b5)
    const secondOpen = onBoundary(second, b0, b1, b2, b3, b4, b5)
    const thirdOpen = onBoundary(third, b0, b1, b2, b3, b4, b5)
    const a = i16x8.sub(v128.and(firstOpen, undecided), passed(first, b0, b1, b2, b3, b4, b5))
    const b = i16x8.sub(v128.and(secondOpen, undecided), passed(second, b0, b1, b2, b3, b4, b5))
    const c = i16x8.sub(v128.and(thirdOpen, undecided), passed(third, b0, b1, b2, b3, b4, b5))
    const at = counts + row * 8
    v128.store(at, i8x16.narrow_i16x8_u(a, b))
    v128.store_lane<i64>(at, i8x16.narrow_i16x8_u(c, c), 0, 16)
    blockSums = i16x8.add(blockSums, i16x8.add(i16x8.add(a, b), c))
    allSeen = v128.or(allSeen, v128.or(v128.or(a, b), c))
    if (row >= blockEnd) {
      // Counts are below 134 here, so that 288 of them stay below 2¹⁶.
      lowSums = i32x4.add(lowSums, i32x4.extend_low_i16x8_u(blockSums))
      highSums = i32x4.add(highSums, i32x4.extend_high_i16x8_u(blockSums))
      blockSums = i16x8.splat(0)
      blockEnd = row + 288
    }
    if (v128.any_true(v128.or(v128.or(firstOpen, secondOpen), thirdOpen))) {
      store<u32>(entry, <u32>row)
      store<u32>(entry, i16x8.bitmask(firstOpen) | (i16x8.bitmask(secondOpen) << 8) | (i16x8.bitmask(thirdOpen) << 16), 4)
      entry += 8
    }
  }
  v128.store(state, p0, 0)
  v128.store(state, p1, 16)
  v128.store(state, p2, 32)
  v128.store(state, p3, 48)
  v128.store(state, q0, 64)
  v128.store(state, q1, 80)
  v128.store(state, q2, 96)
  v128.store(state, q3, 112)
  v128.store(sums, i32x4.add(lowSums, i32x4.extend_low_i16x8_u(blockSums)), 0)
  v128.store(sums, i32x4.add(highSums, i32x4.extend_high_i16x8_u(blockSums)), 16)
  v128.store(seen, allSeen)
  return <u32>((entry - open) >> 3)
}

/** For each resample, in f64: the values of the units times their counts, first of all even units, then of all odd ones. */
export function addValues(units: usize, counts: usize, values: usize, evenSums: usize, oddSums: usize): void {
  addEverySecond(units, 0, counts, values, evenSums)
  addEverySecond(units, 1, counts, values, oddSums)
}

@inline
function addEverySecond(units: usize, start: usize, counts: usize, values: usize, sums: usize): void {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  let s2 = f64x2.splat(0)
  let s3 = f64x2.splat(0)
  for (let unit = start; unit < units; unit += 2) {
    const value = v128.load_splat<u64>(values + unit * 8)
    const drawn = v128.load_ext<u8>(counts + unit * 8)
    const low = i32x4.extend_low_i16x8_u(drawn)
    const high = i32x4.extend_high_i16x8_u(drawn)
    s0 = f64x2.add(s0, f64x2.mul(f64x2.convert_low_i32x4_s(low), value))
    s1 = f64x2.add(s1, f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i64>(low, low, 1, 1)), value))
    s2 = f64x2.add(s2, f64x2.mul(f64x2.convert_low_i32x4_s(high), value))
    s3 = f64x2.add(s3, f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i64>(high, high, 1, 1)), value))
  }
  v128.store(sums, s0, 0)
  v128.store(sums, s1, 16)
  v128.store(sums, s2, 32)
  v128.store(sums, s3, 48)
}

/**
 * Draws in each cell: `cellOfUnit` names the cell of each unit, a byte. `sums` gets eight u32 a cell; `blockSums` are as
 * many u16 to work with, zero before and after.
 */
export function countCells(
  units: usize,
  counts: usize,
  cellOfUnit: usize,
  cells: usize,
  blockSums: usize,
  sums: usize,
): void {
  memory.fill(sums, 0, cells * 32)
  for (let start: usize = 0; start < units; start += blockRows) {
    const end = min(units, start + blockRows)
    for (let unit = start; unit < end; unit++) {
      const cell = blockSums + (<usize>load<u8>(cellOfUnit + unit)) * 16
      v128.store(cell, i16x8.add(v128.load(cell), v128.load_ext<u8>(counts + unit * 8)))
    }
    for (let cell: usize = 0; cell < cells; cell++) {
      const block = v128.load(blockSums + cell * 16)
      const at = sums + cell * 32
      v128.store(at, i32x4.add(v128.load(at), i32x4.extend_low_i16x8_u(block)))
      v128.store(at, i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_u(block)), 16)
      v128.store(blockSums + cell * 16, i16x8.splat(0))
    }
  }
}

/** The first two of four u32 lanes, as f64. */
@inline
function firstTwo(half: v128): v128 {
  return f64x2.convert_low_i32x4_u(half)
}

@inline
function lastTwo(half: v128): v128 {
  return f64x2.convert_low_i32x4_u(v128.shuffle<i64>(half, half, 1, 1))
}

/** Adds a block of two resamples to `walk`: wins, then positives, then negatives, 64 bytes each. */
@inline
function addBlock(walk: usize, wins: v128, positives: v128, negatives: v128): void {
  const before = v128.load(walk, 128)
  v128.store(walk, f64x2.add(v128.load(walk), f64x2.add(wins, f64x2.mul(positives, before))))
  v128.store(walk, f64x2.add(v128.load(walk, 64), positives), 64)
  v128.store(walk, f64x2.add(before, negatives), 128)
}

/**
 * Mann–Whitney's U up a ranking; equal scores count nothing. `steps`: a u32 a row, unit × 4 + 2 at the end of a group of
 * equal scores + 1 for the class. `walk` gets eight f64 each: wins, positives, negatives.
 */
export function walkRanking(rows: usize, steps: usize, counts: usize, walk: usize): void {
  memory.fill(walk, 0, 192)
  for (let start: usize = 0; start < rows; start += blockRows) {
    const end = min(rows, start + blockRows)
    let lowWins = i32x4.splat(0)
    let highWins = i32x4.splat(0)
    let positives = i16x8.splat(0)
    let negatives = i16x8.splat(0)
    for (let rank = start; rank < end; rank++) {
      const step = load<u32>(steps + rank * 4)
      const drawn = v128.load_ext<u8>(counts + (<usize>(step & ~3) << 1))
      const ofClass = v128.and(drawn, i16x8.splat(<i16>-(step & 1)))
      lowWins = i32x4.add(lowWins, i32x4.extmul_low_i16x8_u(ofClass, negatives))
      highWins = i32x4.add(highWins, i32x4.extmul_high_i16x8_u(ofClass, negatives))
      positives = i16x8.add(positives, ofClass)
      negatives = i16x8.add(negatives, i16x8.sub(drawn, ofClass))
    }
    const lowPositives = i32x4.extend_low_i16x8_u(positives)
    const highPositives = i32x4.extend_high_i16x8_u(positives)
    const lowNegatives = i32x4.extend_low_i16x8_u(negatives)
    const highNegatives = i32x4.extend_high_i16x8_u(negatives)
    addBlock(walk, firstTwo(lowWins), firstTwo(lowPositives), firstTwo(lowNegatives))
    addBlock(walk + 16, lastTwo(lowWins), lastTwo(lowPositives), lastTwo(lowNegatives))
    addBlock(walk + 32, firstTwo(highWins), firstTwo(highPositives), firstTwo(highNegatives))
    addBlock(walk + 48, lastTwo(highWins), lastTwo(highPositives), lastTwo(highNegatives))
  }
}

/** Pairs of a positive and a negative draw with equal scores, of two resamples. */
@inline
function addPairs(pairs: usize, positives: v128, negatives: v128): void {
  v128.store(pairs, f64x2.add(v128.load(pairs), f64x2.mul(positives, negatives)))
}

/** All such pairs: `steps` as above, of the groups of equal scores alone. `pairs` gets eight f64. */
export function countTies(rows: usize, steps: usize, counts: usize, pairs: usize): void {
  memory.fill(pairs, 0, 64)
  let lowPositives = i32x4.splat(0)
  let highPositives = i32x4.splat(0)
  let lowNegatives = i32x4.splat(0)
  let highNegatives = i32x4.splat(0)
  for (let rank: usize = 0; rank < rows; rank++) {
    const step = load<u32>(steps + rank * 4)
    const drawn = v128.load_ext<u8>(counts + (<usize>(step & ~3) << 1))
    const ofClass = v128.and(drawn, i16x8.splat(<i16>-(step & 1)))
    const others = i16x8.sub(drawn, ofClass)
    lowPositives = i32x4.add(lowPositives, i32x4.extend_low_i16x8_u(ofClass))
    highPositives = i32x4.add(highPositives, i32x4.extend_high_i16x8_u(ofClass))
    lowNegatives = i32x4.add(lowNegatives, i32x4.extend_low_i16x8_u(others))
    highNegatives = i32x4.add(highNegatives, i32x4.extend_high_i16x8_u(others))
    if (step & 2) {
      addPairs(pairs, firstTwo(lowPositives), firstTwo(lowNegatives))
      addPairs(pairs + 16, lastTwo(lowPositives), lastTwo(lowNegatives))
      addPairs(pairs + 32, firstTwo(highPositives), firstTwo(highNegatives))
      addPairs(pairs + 48, lastTwo(highPositives), lastTwo(highNegatives))
      lowPositives = i32x4.splat(0)
      highPositives = i32x4.splat(0)
      lowNegatives = i32x4.splat(0)
      highNegatives = i32x4.splat(0)
    }
  }
}
