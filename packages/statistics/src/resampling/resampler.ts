import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Fills in how often each row is drawn in the next resample; as many draws as there are rows, with replacement. */
type Resampler = (multiplicities: Uint32Array) => void

/**
 * The bootstrap's draws, the same for the same seed everywhere: xoroshiro128+ (Blackman and Vigna 2018), mapped to rows
 * by rejection, so that every row is exactly as likely as every other.
 */
export function seededResampler(seed: number): Resampler {
  const generator = xoroshiro128plus(seed)
  return (multiplicities) => {
    const rows = multiplicities.length
    multiplicities.fill(0)
    // The upper bits choose the row: the lowest bits of xoroshiro128+ are its weakest.
    const width = Math.floor(2 ** 32 / rows)
    for (let drawn = 0; drawn < rows; ) {
      const row = ((generator.next() >>> 0) / width) >>> 0
      if (row >= rows) continue
      multiplicities[row] = (multiplicities[row] as number) + 1
      drawn++
    }
  }
}

/** Replays draws made elsewhere: `indices` holds the rows of one resample after the other. RangeError at its end. */
export function replayedResampler(indices: ArrayLike<number>): Resampler {
  let next = 0
  return (multiplicities) => {
    multiplicities.fill(0)
    for (let drawn = 0; drawn < multiplicities.length; drawn++) {
      const row = indices[next++]
      if (row === undefined || !(row in multiplicities)) throw new RangeError(`row ${row} drawn.`)
      multiplicities[row] = (multiplicities[row] as number) + 1
    }
  }
}
