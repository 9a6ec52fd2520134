import { type Block, type Cell, code, type NamedDigest, paragraph } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import { textAt } from './answers/class-labels.ts'
import { judgedAnswers } from './answers/judged-answers.ts'
import type { FindingGroup } from './finding.ts'
import type { JudgeInput } from './judge-input.ts'
import { formatCount, formatFor } from './number-format.ts'

/** Rows that a report shows of what changed. */
const shownRows = 20
/** How much of an id or a class a report shows. */
const longestText = 60

const kinds = ['newly_wrong', 'newly_right', 'wrong_otherwise'] as const
type Kind = (typeof kinds)[number]

const words: Readonly<Record<Kind, string>> = {
  newly_wrong: 'newly wrong',
  newly_right: 'newly right',
  wrong_otherwise: 'wrong in another way',
}

/** What became of single rows against the baseline. */
export interface ChangedRows {
  /** Of classes: every answer that changed, newly wrong ones first: id, row, label, baseline, candidate, kind. */
  readonly list: Table | undefined
  readonly title: string
  /** The first of them as a table. */
  readonly table: Block
}

/**
 * The rows that the candidate answers otherwise than the baseline: all that flipped, of classes; those whose absolute error
 * grew most, of numbers. Rows go by the column `id`, else by their number from 1. Undefined without a baseline, when it is
 * the same model, and when nothing changed. Pure. Throws ConfigurationError as `judge` does.
 */
export function changedRows(input: JudgeInput, id: string | undefined): ChangedRows | undefined {
  if (input.baseline === undefined || input.baseline.identical) return undefined
  return flippedRows(input, id) ?? grownErrors(input, id)
}

/** What changed as a fold of the report, with the file that holds all of it. */
export function changedRowsGroup({ title, table, list }: ChangedRows, file: NamedDigest | undefined): FindingGroup {
  const all = file && paragraph(`All ${formatCount(list?.rows ?? 0)} are in `, code(file.name), ' beside the record.')
  return {
    kind: 'flips',
    title,
    findings: [],
    blocks: [table, ...(all ? [all] : [])],
    measurements: [],
    details: { rows: list?.rows, file },
  }
}

function flippedRows(input: JudgeInput, id: string | undefined): ChangedRows | undefined {
  const { candidate, baseline } = judgedAnswers(input)
  const [ours, theirs] = [candidate.labels, baseline?.labels]
  if (baseline === undefined || ours === undefined || theirs === undefined) return undefined
  const kindOf = (row: number): Kind | undefined => {
    const [now, before, truth] = [ours.predicted[row], theirs.predicted[row], ours.truth[row]]
    if (now === before) return undefined
    return now === truth ? 'newly_right' : before === truth ? 'newly_wrong' : 'wrong_otherwise'
  }
  const rows = Map.groupBy(Array.from(ours.truth.keys()), kindOf)
  const order = kinds.flatMap((kind) => rows.get(kind) ?? [])
  if (order.length === 0) return undefined
  const classes = [...new Set([...candidate.classes, ...baseline.classes])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const texts = (codes: Int32Array): Column => ({
    kind: 'string',
    values: order.map((row) => classes[codes[row] as number] ?? null),
  })
  const columns = new Map<string, Column>([
    ['id', idsOf(input.test, id, order)],
    ['row', { kind: 'number', values: Float64Array.from(order, (row) => row + 1) }],
    ['label', texts(ours.truth)],
    ['baseline', texts(theirs.predicted)],
    ['candidate', texts(ours.predicted)],
    ['kind', { kind: 'string', values: order.map((row) => kindOf(row) ?? null) }],
  ])
  const counts = kinds.flatMap((kind) => {
    const count = rows.get(kind)?.length ?? 0
    return count === 0 ? [] : [`${formatCount(count)} ${words[kind]}`]
  })
  const first = order.length > shownRows ? `; the first ${shownRows}` : ''
  return {
    list: { rows: order.length, columns },
    title: `Answers that changed: ${counts.join(', ')}${first}`,
    table: {
      kind: 'table',
      columns: ['', id ?? 'row', 'label', 'baseline', 'this change'].map((title) => ({ title, align: 'left' })),
      rows: order
        .slice(0, shownRows)
        .map((row, place): Cell[] => [
          [words[kindOf(row) as Kind]],
          ...['id', 'label', 'baseline', 'candidate'].map((name): Cell => [shownText(columns.get(name), place)]),
        ]),
    },
  }
}

function grownErrors(input: JudgeInput, id: string | undefined): ChangedRows | undefined {
  const { candidate, baseline } = judgedAnswers(input)
  const [ours, theirs] = [candidate.values, baseline?.values]
  if (ours === undefined || theirs === undefined || input.task === 'ranking') return undefined
  const grown = Float64Array.from(ours.truth, (truth, row) => {
    return Math.abs(truth - (ours.predicted[row] as number)) - Math.abs(truth - (theirs.predicted[row] as number))
  })
  const order = [...grown.keys()]
    .filter((row) => (grown[row] as number) > 0)
    .sort((a, b) => (grown[b] as number) - (grown[a] as number) || a - b)
  if (order.length === 0) return undefined
  const shown = order.slice(0, shownRows)
  const ids = idsOf(input.test, id, shown)
  const numbers = [ours.truth, theirs.predicted, ours.predicted, grown] as const
  const format = formatFor(
    shown.flatMap((row) => numbers.map((of) => of[row])),
    [[grown[shown.at(-1) ?? 0], 2]],
  )
  return {
    list: undefined,
    title: `Rows whose error grew most: ${formatCount(shown.length)} of ${formatCount(order.length)}`,
    table: {
      kind: 'table',
      columns: [id ?? 'row', 'label', 'baseline', 'this change', 'error grew by'].map((title, place) => ({
        title,
        align: place === 0 ? 'left' : 'right',
      })),
      rows: shown.map((row, place): Cell[] => [
        [shownText(ids, place)],
        [format.value(ours.truth[row])],
        [format.value(theirs.predicted[row])],
        [format.value(ours.predicted[row])],
        [format.value(grown[row])],
      ]),
    },
  }
}

/** The rows' ids as they stand in the file; their numbers, from 1, where there is no such column. */
function idsOf({ columns }: Table, id: string | undefined, rows: readonly number[]): Column {
  const column = id === undefined ? undefined : columns.get(id)
  switch (column?.kind) {
    case 'number':
      return { kind: 'number', values: Float64Array.from(rows, (row) => column.values[row] as number) }
    case 'string':
      return { kind: 'string', values: rows.map((row) => column.values[row] ?? null) }
    case 'boolean':
      return { kind: 'boolean', values: rows.map((row) => column.values[row] ?? null) }
    case undefined:
      return { kind: 'number', values: Float64Array.from(rows, (row) => row + 1) }
  }
}

/** Text from the data, as code, so that it can be copied and is not taken for ours. */
function shownText(column: Column | undefined, row: number) {
  const text = (column && textAt(column, row)) ?? '–'
  const characters = [...text]
  return code(characters.length > longestText ? `${characters.slice(0, longestText).join('')}…` : text)
}
