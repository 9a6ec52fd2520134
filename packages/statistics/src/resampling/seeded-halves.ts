import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Deals rows into two halves at random, the same for the same seed everywhere; each keeps the rows' order. */
export function seededHalves(rows: Uint32Array, seed: number): readonly [Uint32Array, Uint32Array] {
  const generator = xoroshiro128plus(seed)
  const inFirst = new Uint8Array(rows.length)
  let wanted = Math.ceil(rows.length / 2)
  for (let index = 0; index < rows.length; index++) {
    // Each row is taken with the chance that leaves every half equally likely (Knuth's selection sampling).
    const chance = wanted / (rows.length - index)
    if ((generator.next() >>> 0) / 2 ** 32 < chance) {
      inFirst[index] = 1
      wanted--
    }
  }
  return [rows.filter((_, index) => inFirst[index] === 1), rows.filter((_, index) => inFirst[index] === 0)]
}
