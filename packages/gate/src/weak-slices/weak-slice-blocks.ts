import { type Block, type Cell, code, paragraph } from '@mlgate/core'
import { formatCount, formatFor, formatLimit } from '../number-format.ts'

/** A weak slice as it is told: what was measured of it on the half of the rows that had no part in the search. */
export interface ShownSlice {
  readonly against: 'rest' | 'baseline'
  /** `age ≥ 61 and plan = basic` */
  readonly words: string
  /** To be put under `slices`. */
  readonly sql: string
  readonly rows: number
  /** The candidate's metric in the slice and elsewhere, and the baseline's in the slice. */
  readonly value: number
  readonly elsewhere: number
  readonly baseline: number | undefined
  readonly adjustedP: number
  /** `age ≥ 61 and plan = basic: recall 0.52, n = 412 (elsewhere 0.81, baseline 0.6)` */
  readonly sentence: string
}

/** What the fold shows: the slices, the SQL that gates them from now on, and how they were found. */
export function weakSliceBlocks(
  shown: readonly ShownSlice[],
  how: {
    readonly metric: string
    readonly depth: number
    readonly minRows: number
    readonly falseDiscoveryRate: number
    readonly columns: readonly string[]
    readonly problems: readonly string[]
    readonly rows: number
    /** Rows that were looked at. */
    readonly looked: number
  },
): Block[] {
  const ofRest = shown.filter(({ against }) => against === 'rest')
  const ofBaseline = shown.filter(({ against }) => against === 'baseline')
  const sampled = how.looked < how.rows ? ` of ${formatCount(how.looked)} rows drawn from ${formatCount(how.rows)}` : ''
  return [
    ...(ofBaseline.length > 0
      ? [sliceTable('Lost more against the baseline than elsewhere', ofBaseline, how.metric)]
      : []),
    ...(ofRest.length > 0 ? [sliceTable('Worse than all other rows', ofRest, how.metric)] : []),
    ...how.problems.map((problem) => paragraph(`Not searched: ${problem}.`)),
    paragraph(
      `Searched for on one half${sampled}, by ${formatCount(how.columns.length)} ${how.columns.length === 1 ? 'column' : 'columns'} and at most ${how.depth} conditions; the numbers are of the other half. Of all slices found, ${formatLimit(how.falseDiscoveryRate * 100)} % may be there by chance. The SQL can be put under `,
      code('slices'),
      ' of a metric, to be judged from then on.',
    ),
  ]
}

function sliceTable(caption: string, slices: readonly ShownSlice[], metric: string): Block {
  const format = formatFor(
    slices.flatMap(({ value, elsewhere, baseline }) => [value, elsewhere, baseline]),
    [],
  )
  const isCompared = slices.some(({ baseline }) => baseline !== undefined)
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'Slice', align: 'left' },
      { title: 'n', align: 'right' },
      { title: metric, align: 'right' },
      ...(isCompared ? [{ title: 'baseline', align: 'right' } as const] : []),
      { title: 'elsewhere', align: 'right' },
      { title: 'SQL', align: 'left' },
    ],
    rows: slices.map(({ words, sql, rows, value, elsewhere, baseline }): Cell[] => [
      [words],
      [formatCount(rows)],
      [format.value(value)],
      ...(isCompared ? [[format.value(baseline)]] : []),
      [format.value(elsewhere)],
      [code(sql)],
    ]),
  }
}
