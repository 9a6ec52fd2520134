export const metrics = ['roc_auc', 'log_loss', 'accuracy', 'f1'] as const

/** What one side took, as it prints it; `resamples` is how many it really drew. */
export interface Measurement {
  readonly seconds: number
  /** Of these, what is done once, however many resamples. */
  readonly prepareSeconds: number
  readonly cpuSeconds: number
  readonly rssMb: number
  readonly resamples: number
  /** Lower and upper bound of each metric's difference, to see that all compute the same. */
  readonly bounds: Readonly<Record<string, readonly [number, number]>>
}

/** Its seconds for so many resamples: what is done once, and the rest in proportion. */
export function secondsFor({ seconds, prepareSeconds, resamples }: Measurement, wanted: number): number {
  return prepareSeconds + ((seconds - prepareSeconds) / resamples) * wanted
}

/** The run with the median of the seconds; of an odd number of runs. */
export function medianOf(runs: readonly Measurement[]): Measurement {
  return runs.toSorted((a, b) => a.seconds - b.seconds)[(runs.length - 1) / 2] as Measurement
}
