import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { uniform } from './resample-stream.ts'

/** From here on a count of `poissonTable` is none yet, but says on which boundary it lies. */
export const undecided = 128

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

/** The 1024ths of the unit interval in which a boundary between counts lies: there, more bits must decide. */
export const boundaries: readonly number[] = Array.from({ length: 1024 }, (_, entry) => entry).filter((entry) =>
  cumulative.some((bound) => bound > entry / 1024 && bound < (entry + 1) / 1024),
)

/** The Poisson count of mean one for each 1024th; from `undecided` on, which of the boundaries lies within. */
export const poissonTable: Uint8Array = Uint8Array.from({ length: 1024 }, (_, entry) => {
  const boundary = boundaries.indexOf(entry)
  return boundary < 0 ? countOf(entry / 1024) : undecided + boundary
})

/** The count for an undecided value of the table, by 53 more bits. */
export function decide(found: number, stream: RandomGenerator): number {
  // As many boundaries lie below as the number of this one says.
  let count = found - undecided
  const chance = ((boundaries[count] as number) + uniform(stream)) / 1024
  while (chance >= (cumulative[count] as number)) count++
  return count
}
