import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/**
 * The random numbers of one resample: xoroshiro128+ (Blackman and Vigna 2018), started from a hash of seed and number.
 * Every resample has its own stream, so that it comes out the same whichever others are drawn, in whatever order or
 * thread. Integer arithmetic alone: the same on every platform.
 */
export function resampleStream(seed: number, number: number): JumpableRandomGenerator {
  // The golden ratio's steps and murmur3's finaliser are what SplitMix (Steele, Lea and Flood 2014) is made of.
  let state = finish((seed | 0) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 0x27d4eb2f))
  state = (state ^ finish(Math.imul(number, 0x9e3779b9) + 0x7f4a7c15)) | 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    return finish(state)
  }
  // Four words of different states of a bijection are never all zero, which is the one state that must not be.
  return xoroshiro128plusFromState([word(), word(), word(), word()])
}

function finish(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** A number in [0, 1) with 53 random bits. */
export function uniform(stream: RandomGenerator): number {
  const high = stream.next() >>> 5
  const low = stream.next() >>> 6
  return (high * 2 ** 26 + low) / 2 ** 53
}

/** A whole number below `count`, each as likely as the others. The lowest bits of xoroshiro128+ are its weakest. */
export function uniformBelow(stream: RandomGenerator, count: number): number {
  const width = Math.floor(2 ** 32 / count)
  for (;;) {
    const index = Math.floor((stream.next() >>> 0) / width)
    if (index < count) return index
  }
}
