import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Gives a random order of 0 … length − 1, another one with each call; the same ones for the same seed everywhere. */
export type Permutations = (length: number) => Uint32Array

/** Fisher and Yates's shuffle, every order exactly as likely as every other. */
export function seededPermutations(seed: number): Permutations {
  const generator = xoroshiro128plus(seed)
  const below = (bound: number): number => {
    const width = Math.floor(2 ** 32 / bound)
    for (;;) {
      const drawn = ((generator.next() >>> 0) / width) >>> 0
      if (drawn < bound) return drawn
    }
  }
  return (length) => {
    const order = Uint32Array.from({ length }, (_, index) => index)
    for (let last = length - 1; last > 0; last--) {
      const chosen = below(last + 1)
      const moved = order[last] as number
      order[last] = order[chosen] as number
      order[chosen] = moved
    }
    return order
  }
}
