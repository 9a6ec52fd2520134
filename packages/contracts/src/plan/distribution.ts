import type { Scalar } from './predicate.ts'

/** What a column's values should be distributed like, as shares of the rows that have a value. */
export type ReferenceDistribution =
  | { readonly by: 'values'; readonly values: readonly Scalar[]; readonly weights: readonly number[] }
  | ({ readonly by: 'bins' } & ReferenceBins)
  /** The column of the same name in a profile.json, by its path relative to mlgate.yml; of its only file unless given. */
  | { readonly by: 'profile'; readonly path: string; readonly data: string | undefined }

/** Bins between neighbouring edges, the last one closed. */
interface ReferenceBins {
  /** Ascending, one more than there are weights. */
  readonly edges: readonly number[]
  readonly weights: readonly number[]
  /** Shares below the first edge and above the last. */
  readonly tails: readonly [number, number]
}

/** Distances between distributions: of categories or bins, the last of bins alone. */
export const distributionDistances = [
  'total-variation',
  'jensen-shannon',
  'psi',
  'kullback-leibler',
  'l-infinity',
  'ks',
] as const

export type DistributionDistance = (typeof distributionDistances)[number]
