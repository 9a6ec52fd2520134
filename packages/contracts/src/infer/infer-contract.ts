import { type InferredColumn, inferColumn } from './infer-column.ts'
import type { ObservedFile } from './observe-columns.ts'

/** A contract as it follows from files, each demand with what it was seen in. */
export interface InferredContract {
  readonly id: string
  /** Each file has more rows than this. */
  readonly rowsAbove: number
  readonly rowsBecause: string
  readonly columns: readonly [InferredColumn, ...InferredColumn[]]
  /** Columns that are not in every file and so are left out. */
  readonly leftOut: readonly string[]
}

export interface InferenceOptions {
  /** The contract's id and the name of its object. */
  readonly name: string
  /** Column that identifies a row. */
  readonly id?: string | undefined
  /** Column that is predicted: its classes are listed however many they are, and numbered ones too. */
  readonly label?: string | undefined
  /** Other files that must keep the contract: they may have fewer rows. */
  readonly alike?: readonly Pick<ObservedFile, 'file' | 'rows'>[]
  /** Room beside what was seen, as a part of its span; `defaultSlack` when not given. */
  readonly slack?: number | undefined
}

/** A quarter of the span on each side: measured by benchmarks/infer-rates.ts. */
export const defaultSlack = 0.25

/**
 * What all files have in common, with room for the rows of tomorrow. The files that it was inferred from keep it.
 * Undefined when no column is in all files.
 *
 * @param files at least one, each with a row or more
 */
export function inferContract(
  files: readonly ObservedFile[],
  { name, id, label, alike = [], slack = defaultSlack }: InferenceOptions,
): InferredContract | undefined {
  const [first, ...others] = files
  if (first === undefined) return undefined
  const columns = first.columns.flatMap((column) => {
    const seen = [column, ...others.flatMap((file) => file.columns.filter((other) => other.name === column.name))]
    const about = { isId: column.name === id, isLabel: column.name === label, slack }
    return seen.length === files.length ? [inferColumn(seen, about)] : []
  })
  const [head, ...rest] = columns
  if (head === undefined) return undefined
  const kept = new Set(columns.map((column) => column.name))
  const names = files.flatMap((file) => file.columns.map((column) => column.name))
  const smallest = [...files, ...alike].reduce((a, b) => (b.rows < a.rows ? b : a))
  return {
    id: name,
    rowsAbove: Math.floor(smallest.rows / 2),
    rowsBecause: `half of the ${smallest.rows} rows of ${smallest.file}`,
    columns: [head, ...rest],
    leftOut: [...new Set(names.filter((column) => !kept.has(column)))],
  }
}
