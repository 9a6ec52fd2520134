/**
 * What a change is about, gravest first. `location`: means and quantiles; `shape`: another distribution around the same
 * ones; `range`: ends of numbers, dates and lengths.
 */
export const changeKinds = [
  'file',
  'column',
  'type',
  'missing',
  'categories',
  'location',
  'shape',
  'range',
  'rows',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One thing that is otherwise than in an earlier state of the data. */
export interface DataChange {
  /** What the file is to the project: `train`, `test` … */
  readonly data: string
  /** Undefined for what concerns the file as a whole. */
  readonly column: string | undefined
  /** What is otherwise, as a sentence without a full stop; `values` of it come from the data. */
  readonly what: string
  readonly values: readonly string[]
  readonly kind: ChangeKind
  /**
   * How much, to compare with others of its kind: shares of rows, means and quantiles in units of the spread before, rows
   * as a part of those before. 0 where there is no more or less.
   */
  readonly size: number
}

/** What is said of one column. */
export type Told = Pick<DataChange, 'what' | 'values' | 'kind' | 'size'>

/**
 * The changes by importance: files and columns that came or went, kinds, then what breaks the contract, then the others by
 * kind; the larger first, equals as they came.
 */
export function rankedChanges(
  changes: readonly DataChange[],
  breaksContract: (change: DataChange) => boolean,
): readonly DataChange[] {
  const grave = changeKinds.indexOf('type')
  const ranked = changes.map((change) => {
    const kind = changeKinds.indexOf(change.kind)
    return { change, rank: kind > grave && breaksContract(change) ? grave + 0.5 : kind }
  })
  return ranked.toSorted((a, b) => a.rank - b.rank || b.change.size - a.change.size).map(({ change }) => change)
}
