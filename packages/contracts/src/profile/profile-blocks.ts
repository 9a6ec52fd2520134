import { type Block, fold, type MatrixCell } from '@mlgate/core'
import { count, number, percent, plural } from './change-words.ts'
import type { ColumnProfile, DataProfile, FileProfile } from './data-profile.ts'
import { mostGrouped } from './grouped-values.ts'

/** Histograms of a report, so that it stays light whatever the data are. */
const mostHistograms = 24
/** Share of rows below which not even the most frequent value is worth a word. */
const rareShare = 0.01

/**
 * What the columns of each file hold, as pictures: tables and histograms of the whole report, which neither comment nor
 * summary repeats. Of a masked column nothing that its rows hold is told. Undefined where there are no files.
 */
export function profileFold({ files }: DataProfile): Block | undefined {
  if (files.length === 0) return undefined
  const each = Math.floor(mostHistograms / files.length)
  return fold('What the data hold', ...files.flatMap((file) => [profileTable(file, each), ...histograms(file, each)]))
}

function profileTable(whole: FileProfile, most: number): Block {
  const { data, file, rows, columns } = whole
  const drawn = drawable(whole).length
  // Said here: a paragraph would stand in the comment, where no picture is.
  const cut = drawn > most ? ` Histograms are those of the first ${most} of ${count(drawn)} columns of numbers.` : ''
  const title = `${data}: ${file}, ${count(rows)} ${plural(rows, 'row')}, ${count(columns.length)} ${plural(columns.length, 'column')}`
  return {
    kind: 'chart',
    title,
    summary: `Types, missing values, different values and ranges of the columns of ${data}.`,
    chart: {
      type: 'matrix',
      note: `≈: estimated. profile.json of the artifact has all columns.${cut}`,
      panels: [
        {
          title,
          corner: 'Column',
          columns: ['Type', 'Missing', 'Different', 'Values'],
          rows: columns.map((column) => ({ label: column.name, cells: cellsOf(column, rows) })),
        },
      ],
    },
  }
}

function cellsOf(column: ColumnProfile, rows: number): readonly MatrixCell[] {
  const missing = rows === 0 ? 0 : column.missing / rows
  const plain = (text: string, note?: string): MatrixCell => {
    return { text, tone: 'right', strength: 0, ...(note === undefined ? {} : { note }) }
  }
  return [
    plain(column.kind),
    { text: percent(missing), tone: 'wrong', strength: missing },
    plain(column.kind === 'other' ? '–' : `${column.distinct > mostGrouped ? '≈ ' : ''}${count(column.distinct)}`),
    plain(...valuesOf(column, rows)),
  ]
}

/** The range or the most frequent values, and what else is known, in few words. */
function valuesOf({ masked, numbers, range, values, lengths }: ColumnProfile, rows: number): [string, string?] {
  if (masked) return ['not shown', 'sensitive']
  if (range !== undefined) return [`${range.first} to ${range.last}`]
  if (numbers !== undefined) {
    if (numbers.min === null && numbers.max === null) return ['–']
    const known = [
      ...(numbers.mean === null ? [] : [`mean ${number(numbers.mean)}`]),
      ...(numbers.sd === null ? [] : [`standard deviation ${number(numbers.sd)}`]),
    ]
    const end = (value: number | null): string => (value === null ? 'infinite' : number(value))
    return [`${end(numbers.min)} to ${end(numbers.max)}`, ...(known.length > 0 ? [known.join(', ')] : [])] as [string]
  }
  const length = lengths && `${lengths.min === lengths.max ? '' : `${lengths.min} to `}${lengths.max} characters`
  // Of values that are nearly all different a few say nothing.
  if (values?.complete === false && (values.counts[0]?.count ?? 0) < rareShare * rows) return [length ?? '–']
  const top = values?.counts.slice(0, 3).map((entry) => `${short(entry.value)} ${percent(entry.count / rows)}`) ?? []
  if (top.length === 0) return [length ?? '–']
  return [top.join(', '), ...(length === undefined ? [] : [length])] as [string, string?]
}

/** Of a value no more than leaves room for others beside it. */
function short(value: string): string {
  const characters = [...value]
  return characters.length > 12 ? `${characters.slice(0, 11).join('')}…` : value
}

const drawable = ({ columns }: FileProfile): readonly ColumnProfile[] =>
  columns.filter(({ numbers }) => (numbers?.histogram?.counts.length ?? 0) > 0)

function histograms(file: FileProfile, most: number): readonly Block[] {
  return drawable(file)
    .slice(0, most)
    .flatMap(({ name, numbers }): Block[] => {
      const histogram = numbers?.histogram
      if (histogram === undefined) return []
      const { edges, counts } = histogram
      const [first, last] = [edges[0] ?? Number.NaN, edges.at(-1) ?? Number.NaN]
      // An outline: up at each bin's left edge, level to its right one.
      const points = counts.flatMap((n, bin) => [
        [edges[bin] ?? first, n] as const,
        [edges[bin + 1] ?? last, n] as const,
      ])
      const largest = counts.indexOf(Math.max(...counts))
      const peak = `${number(edges[largest] ?? first)} to ${number(edges[largest + 1] ?? last)}`
      return [
        {
          kind: 'chart',
          title: `${name} of ${file.data}`,
          summary: `${counts.length} bins of equal width from ${number(first)} to ${number(last)}; most values lie from ${peak}.`,
          chart: {
            type: 'lines',
            x: name,
            y: 'rows',
            unit: false,
            diagonal: false,
            marks: false,
            series: [{ name: file.data, points: [[first, 0], ...points, [last, 0]] }],
          },
        },
      ]
    })
}
