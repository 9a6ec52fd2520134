import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { uniform, uniformBelow } from '../resampling/resample-stream.ts'

/**
 * What is simulated is which row's answer a model gives to which row: the candidate answers row `rows[i]` as the baseline
 * answered row `candidate[i]`. A model is thus an array of donors, and everything about it (labels, scores, errors) is
 * gathered from the baseline's real answers. A regression's answer is its donor's error, added to the row's own truth;
 * where it is spoiled, the donor's prediction.
 */
export interface SimulatedPair {
  /** Which rows of the test set were drawn for this simulated one. */
  readonly rows: Uint32Array
  /** Whose answers the candidate gives to them, and whose the baseline. */
  readonly candidate: Uint32Array
  readonly baseline: Uint32Array
  /** 1 where the candidate's answer is spoiled: the donor may be of any stratum, and its answer is meant as it stands. */
  readonly spoiled: Uint8Array
}

/** Rows by stratum: the true class, or all one where there are no classes. */
export interface Strata {
  readonly stratumOfRow: Int32Array
  /** The rows of each stratum. */
  readonly members: readonly Uint32Array[]
}

/** `strata` is the number of the stratum of each row, from 0. */
export function strataOf(stratumOfRow: Int32Array): Strata {
  const count = stratumOfRow.reduce((most, stratum) => Math.max(most, stratum + 1), 0)
  const all = Uint32Array.from(stratumOfRow, (_, row) => row)
  const members = Array.from({ length: count }, (_, stratum) => all.filter((row) => stratumOfRow[row] === stratum))
  return { stratumOfRow, members }
}

/**
 * Draws a test set of as many rows, and two models for it. A share `reanswered` of the rows is answered anew by one of the
 * two, each as often: as the baseline answered another row of the same stratum, drawn at random. So both models are as
 * good as the baseline, row by row exchangeable, and neither is better: *equal models*, that differ where they differ by
 * chance. Then a share `spoiled` of the candidate's answers is replaced by answers to rows drawn from all strata, which
 * know nothing of the row: a *worse* model.
 */
export function drawPair(
  stream: RandomGenerator,
  { stratumOfRow, members }: Strata,
  { reanswered, spoiled }: { readonly reanswered: number; readonly spoiled: number },
): SimulatedPair {
  const count = stratumOfRow.length
  const rows = new Uint32Array(count)
  const candidate = new Uint32Array(count)
  const baseline = new Uint32Array(count)
  const isSpoiled = new Uint8Array(count)
  for (let index = 0; index < count; index++) {
    const row = uniformBelow(stream, count)
    rows[index] = row
    candidate[index] = row
    baseline[index] = row
    const chance = uniform(stream)
    if (chance < reanswered) {
      const stratum = members[stratumOfRow[row] as number] as Uint32Array
      const donor = stratum[uniformBelow(stream, stratum.length)] as number
      const model = chance * 2 < reanswered ? candidate : baseline
      model[index] = donor
    }
    // Drawn in any case, so that a candidate that is spoiled more is spoiled on the same rows and some others.
    const spoil = uniform(stream)
    const stranger = uniformBelow(stream, count)
    if (spoil < spoiled) {
      candidate[index] = stranger
      isSpoiled[index] = 1
    }
  }
  return { rows, candidate, baseline, spoiled: isSpoiled }
}
