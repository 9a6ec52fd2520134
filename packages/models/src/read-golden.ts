import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Column, Table } from '@mlgate/tables'

/** The golden models' files, for tests; made as testdata/README.md says. */
export function goldenPath(file: string): string {
  return fileURLToPath(new URL(`../testdata/${file}`, import.meta.url))
}

/** A CSV without quotes; a column is numeric when all its filled cells are numbers. */
export function goldenTable(file: string): Table {
  const [header, ...lines] = readFileSync(goldenPath(file), 'utf8').trimEnd().split(/\r?\n/)
  const cells = lines.map((line) => line.split(','))
  const names = (header ?? '').split(',')
  return {
    rows: cells.length,
    columns: new Map(names.map((name, i) => [name, toColumn(cells.map((row) => row[i] ?? ''))])),
  }
}

function toColumn(cells: readonly string[]): Column {
  if (cells.every((cell) => cell === '' || Number.isFinite(Number(cell)))) {
    return { kind: 'number', values: Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell))) }
  }
  return { kind: 'string', values: cells.map((cell) => (cell === '' ? null : cell)) }
}

export function numbersOf(table: Table, name: string): Float64Array {
  const column = table.columns.get(name)
  if (column?.kind !== 'number') throw new Error(`${name} is no numeric column`)
  return column.values
}

/** A column as the text of its cells. */
export function textsOf(table: Table, name: string): readonly string[] {
  const column = table.columns.get(name)
  if (!column) throw new Error(`no column ${name}`)
  return Array.from<number | string | boolean | null, string>(column.values, (value) => String(value))
}

export function frameworkOf(model: string): Framework {
  return JSON.parse(readFileSync(goldenPath(`${model}/framework.json`), 'utf8'))
}

export interface Framework {
  readonly features: string[]
  readonly target: string
  readonly classes: (string | number)[] | null
  readonly labels_50?: (string | number)[]
  readonly proba_50?: number[][]
  readonly pred_50?: number[]
  readonly onnx_raw_50: number[][] | null
}
