import { type Block, type Cell, code, paragraph } from '@mlgate/core'
import { type Distance, formatCount, formatFor, formatLimit } from '../number-format.ts'

/** A weak slice as it is told: what was measured of it on the half of the rows that had no part in the search. */
export interface ShownSlice {
  readonly against: 'rest' | 'baseline'
  /** `age ≥ 61 and plan = basic` */
  readonly words: string
  /** To be put under `slices`. */
  readonly sql: string
  readonly rows: number
  /** The candidate's metric in the slice and elsewhere, and the baseline's where there is one. */
  readonly value: number
  readonly elsewhere: number
  readonly baseline: number | undefined
  readonly baselineElsewhere: number | undefined
  readonly adjustedP: number
  /** `age ≥ 61 and plan = basic: recall 0.52, n = 412 (elsewhere 0.81, baseline 0.60)` */
  readonly sentence: string
}

/** Slices of either kind that the fold shows; the record has all. */
const mostShown = 5

type Numbers = Pick<ShownSlice, 'value' | 'elsewhere' | 'baseline' | 'baselineElsewhere'>

/** The numbers of a slice in words: of one that lost, against the baseline; else against all other rows. */
export function inNumbers(against: ShownSlice['against'], rows: number, of: Numbers): string {
  const { value, elsewhere, baseline } = of
  const [here, there] = changesOf(of)
  const distance = against === 'rest' ? value - elsewhere : here
  const format = formatFor([value, elsewhere, baseline], [[distance, 2]])
  const measured = `${format.value(value)}, n = ${formatCount(rows)}`
  if (against === 'baseline') {
    return `${measured} (baseline ${format.value(baseline)}: ${format.change(here)}, elsewhere ${format.change(there)})`
  }
  return `${measured} (elsewhere ${format.value(elsewhere)}${baseline === undefined ? '' : `, baseline ${format.value(baseline)}`})`
}

/** By how much the metric changed against the baseline, in the slice and elsewhere. */
function changesOf({ value, elsewhere, baseline, baselineElsewhere }: Numbers) {
  return [
    baseline === undefined ? undefined : value - baseline,
    baselineElsewhere === undefined ? undefined : elsewhere - baselineElsewhere,
  ] as const
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
  const tables = [
    ['baseline', 'Lost more against the baseline than elsewhere'],
    ['rest', 'Worse than all other rows'],
  ] as const
  const sampled = how.looked < how.rows ? ` of ${formatCount(how.looked)} rows drawn from ${formatCount(how.rows)}` : ''
  return [
    ...tables.flatMap(([kind, caption]) => {
      const slices = shown.filter(({ against }) => against === kind)
      const first = slices.length > mostShown ? `; the first ${mostShown} of ${formatCount(slices.length)}` : ''
      return slices.length === 0 ? [] : [sliceTable(kind, `${caption}${first}`, slices.slice(0, mostShown), how.metric)]
    }),
    ...how.problems.map((problem) => paragraph(`Not searched: ${problem}.`)),
    paragraph(
      `Searched for on one half${sampled}, by ${formatCount(how.columns.length)} ${how.columns.length === 1 ? 'column' : 'columns'} and at most ${how.depth} conditions; the numbers are of the other half. Of all slices found, ${formatLimit(how.falseDiscoveryRate * 100)} % may be there by chance. The SQL can be put under `,
      code('slices'),
      ' of a metric, to be judged from then on.',
    ),
  ]
}

function sliceTable(
  against: ShownSlice['against'],
  caption: string,
  slices: readonly ShownSlice[],
  metric: string,
): Block {
  const numbers = slices.flatMap(({ value, elsewhere, baseline }) => [value, elsewhere, baseline])
  const distances = slices.map((slice): Distance => [changesOf(slice)[0], 1])
  const format = formatFor(numbers, against === 'baseline' ? distances : [])
  const isCompared = slices.some(({ baseline }) => baseline !== undefined)
  const columns: readonly (readonly [title: string, cell: (slice: ShownSlice) => Cell])[] = [
    ['n', ({ rows }) => [formatCount(rows)]],
    ...(isCompared ? [['baseline', ({ baseline }: ShownSlice) => [format.value(baseline)]] as const] : []),
    [metric, ({ value }) => [format.value(value)]],
    ...(against === 'rest'
      ? [['elsewhere', ({ elsewhere }: ShownSlice) => [format.value(elsewhere)]] as const]
      : ([
          ['Δ', (slice: ShownSlice) => [format.change(changesOf(slice)[0])]],
          ['Δ elsewhere', (slice: ShownSlice) => [format.change(changesOf(slice)[1])]],
        ] as const)),
  ]
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'Slice', align: 'left' },
      ...columns.map(([title]) => ({ title, align: 'right' }) as const),
      { title: 'SQL', align: 'left' },
    ],
    rows: slices.map((slice): Cell[] => [[slice.words], ...columns.map(([, cell]) => cell(slice)), [code(slice.sql)]]),
  }
}
