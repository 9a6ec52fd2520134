import type { ArtifactPlace } from '@mlgate/core'
import { placeOfRow, type RowSelection, type Tables } from '@mlgate/tables'
import { mostKeptRows } from '../run/most-told-rows.ts'
import type { PlanResult } from '../run/run-plan.ts'
import { quarantinedRows } from './failing-rows.ts'

type Told = RowSelection['beside'] extends ReadonlyMap<string, infer One> ? One : never

/** What was left of the rows that break a contract. */
export interface Quarantine {
  /** As the report calls it: `quarantine/train.parquet`, in the artifact or the folder of the project. */
  readonly file: string
  /** The artifact that it lies in; undefined where it stays on the machine. */
  readonly artifact?: ArtifactPlace | undefined
  /** Rows that stand in it. */
  readonly rows: number
  /** Whether more rows break the contract. */
  readonly isCut: boolean
  /** Columns that are left out, because they are sensitive. */
  readonly without: readonly string[]
}

/**
 * Writes the rows that break the contract, with their numbers, the names of the checks that they break and the gravest
 * severity of these. Undefined, and nothing is written, when no row does. Columns that are sensitive are left out.
 *
 * @param target path of the file, which is whole or not there
 * @param name how the report calls it
 * @throws ConfigurationError when the file cannot be read
 */
export async function leaveQuarantine(
  result: Pick<PlanResult, 'checks' | 'asText'>,
  tables: Tables,
  file: string,
  options: {
    readonly target: string
    readonly name: string
    readonly sensitive: ReadonlySet<string>
    readonly limit?: number
  },
): Promise<Quarantine | undefined> {
  const { target, name, sensitive, limit = mostKeptRows } = options
  const { rows, reasons, severities, isCut } = await quarantinedRows(result, tables, file, limit)
  if (rows.length === 0) return undefined
  const all = (await tables.columns(file)).map((column) => column.name)
  // SQL knows no difference between cases of names, and a secret must not turn on one.
  const hidden = new Set([...sensitive].map((column) => column.toLowerCase()))
  const columns = all.filter((column) => !hidden.has(column.toLowerCase()))
  const parts = await tables.parts(file)
  const places = parts === undefined ? [] : rows.flatMap((row) => placeOfRow(parts, row) ?? [])
  const taken = new Set(columns.map((column) => column.toLowerCase()))
  const free = (wanted: string): string => (taken.has(wanted) ? free(`_${wanted}`) : wanted)
  const ofFiles: [string, Told][] = [
    [free('file'), { kind: 'text', values: places.map(({ name }) => name) }],
    [free('file_row'), { kind: 'number', values: places.map((place) => place.row) }],
  ]
  await tables.exportRows(file, target, {
    rows,
    rowName: free('row'),
    columns,
    beside: new Map<string, Told>([
      ...(parts === undefined ? [] : ofFiles),
      [free('reasons'), { kind: 'list', values: reasons }],
      [free('severity'), { kind: 'text', values: severities }],
    ]),
  })
  return { file: name, rows: rows.length, isCut, without: all.filter((column) => !columns.includes(column)) }
}
