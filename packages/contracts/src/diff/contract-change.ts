/**
 * What a change of a contract means: `breaking` for whoever reads the data (less is promised, or something else),
 * `stricter` for whoever makes them (more is promised), or `harmless` to both.
 */
export type ChangeClass = 'breaking' | 'stricter' | 'harmless'

/** One thing that a contract says otherwise. Names and values in it come from the contracts. */
export interface ContractChange {
  readonly class: ChangeClass
  readonly object: string
  /** As the file of data names it; undefined for what is about the rows, or the whole contract. */
  readonly column: string | undefined
  /** A sentence without a full stop, to stand after the column's name. */
  readonly sentence: string
  /** Whether the model reads the column; undefined when nobody said what it reads. */
  readonly feature: boolean | undefined
}

const ranks: Readonly<Record<ChangeClass, number>> = { breaking: 0, stricter: 1, harmless: 2 }

/** The worst first, and of those the model's features first; otherwise as they came. */
export function worstFirst(changes: readonly ContractChange[]): readonly ContractChange[] {
  const rank = (change: ContractChange): number => 2 * ranks[change.class] + (change.feature === true ? 0 : 1)
  return changes.toSorted((a, b) => rank(a) - rank(b))
}
