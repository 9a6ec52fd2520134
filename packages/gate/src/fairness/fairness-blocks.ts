import { type Block, type Cell, code, type Measurement, paragraph } from '@mlgate/core'
import { falsePositiveRate, type GroupCounts, selectionRate, truePositiveRate } from '@mlgate/statistics'
import type { Finding } from '../finding.ts'
import { formatCount, formatFor, formatLimit, noNumber } from '../number-format.ts'
import { formatOfDisparity, type MeasuredDisparity } from './judge-disparity.ts'

/** What was measured of the groups that one column or condition makes. */
export interface MeasuredGrouping {
  readonly by: string
  readonly minRows: number
  readonly groups: readonly {
    readonly name: string
    readonly rows: number
    readonly candidate: GroupCounts | undefined
    readonly baseline: GroupCounts | undefined
  }[]
  readonly disparities: readonly MeasuredDisparity[]
}

const rates = [
  { title: 'predicted positive', rows: 'rows', name: 'selection_rate', of: selectionRate },
  { title: 'true positive rate', rows: 'positive rows', name: 'true_positive_rate', of: truePositiveRate },
  { title: 'false positive rate', rows: 'negative rows', name: 'false_positive_rate', of: falsePositiveRate },
] as const

/** What the fold is called: `Fairness by sex: within limits`. */
export function fairnessTitle(by: readonly string[], findings: readonly Finding[]): string {
  const worst = (['error', 'fail', 'inconclusive'] as const).find((verdict) =>
    findings.some((finding) => finding.verdict === verdict),
  )
  const outcomes = { error: 'cannot be judged', fail: 'too far apart', inconclusive: 'undecided' } as const
  const outcome = findings.length === 0 ? 'not judged' : worst === undefined ? 'within limits' : outcomes[worst]
  return `Fairness by ${by.join(', ')}: ${outcome}`
}

/** The disparities with what became of them, then the groups of each column or condition. */
export function fairnessBlocks(
  groupings: readonly MeasuredGrouping[],
  findings: readonly Finding[],
  { alpha, resamples }: { readonly alpha: number; readonly resamples: number },
): Block[] {
  const all = groupings.flatMap(({ disparities }) => disparities)
  const isCompared = all.some(({ baseline }) => baseline !== undefined)
  const level = formatLimit(Number(((1 - alpha) * 100).toFixed(6)))
  return [
    disparityTable(all, findings, isCompared),
    ...groupings.flatMap((grouping) => [groupTable(grouping, isCompared), ...rateCharts(grouping)]),
    paragraph(
      `Intervals are of the candidate’s value, from ${formatCount(resamples)} resamples of the groups’ counts, each bound one-sided at ${level} %. A rate without rows to tell it is ${noNumber}: undefined, neither fair nor unfair.`,
    ),
  ]
}

function disparityTable(all: readonly MeasuredDisparity[], findings: readonly Finding[], isCompared: boolean): Block {
  return {
    kind: 'table',
    columns: [
      { title: '', align: 'center' },
      { title: 'Disparity', align: 'left' },
      ...(isCompared ? [{ title: 'baseline', align: 'right' } as const] : []),
      { title: 'this change (interval)', align: 'right' },
      { title: 'allowed', align: 'right' },
    ],
    rows: all.map((measured): Cell[] => {
      const { name, disparity, by, candidate, baseline, interval } = measured
      const finding = findings.find((one) => one.name === name)
      const format = formatOfDisparity(measured)
      const bounds = 'reason' in interval ? '' : ` (${format.value(interval.low)} to ${format.value(interval.high)})`
      return [
        finding ? [{ kind: 'verdict', verdict: finding.verdict }] : [noNumber],
        [`${disparity} by `, code(by)],
        ...(isCompared ? [[format.value(baseline?.value)]] : []),
        [`${format.value(candidate.value)}${bounds}`],
        [allowedOf(measured)],
      ]
    }),
  }
}

function allowedOf({ kind, limit, confident, maxRegression }: MeasuredDisparity): string {
  const [sign, worse] = kind === 'difference' ? ['≤', '+'] : ['≥', '−']
  return [
    ...(limit === undefined ? [] : [`${sign} ${formatLimit(limit)}${confident ? ' for certain' : ''}`]),
    ...(maxRegression === undefined ? [] : [maxRegression === 0 ? 'no loss' : `${worse}${formatLimit(maxRegression)}`]),
  ].join(', ')
}

function groupTable({ by, groups, minRows }: MeasuredGrouping, isCompared: boolean): Block {
  const format = formatFor([1], [])
  return {
    kind: 'table',
    caption: `Groups by ${by}${isCompared ? ', in brackets the baseline' : ''}`,
    columns: [
      { title: 'Group', align: 'left' },
      { title: 'rows', align: 'right' },
      { title: 'positive', align: 'right' },
      ...rates.map(({ title }) => ({ title, align: 'right' }) as const),
    ],
    rows: groups.map(({ name, rows, candidate, baseline }): Cell[] => [
      [code(name)],
      [`${formatCount(rows)}${rows < minRows ? ` of ${formatCount(minRows)} wanted` : ''}`],
      [candidate ? formatCount(candidate.truePositives + candidate.falseNegatives) : noNumber],
      ...rates.map(({ of }): Cell => {
        const before = baseline ? ` (${format.value(of(baseline))})` : ''
        return [`${format.value(candidate && of(candidate))}${before}`]
      }),
    ]),
  }
}

/** Bars of each rate by group, the baseline's beside the candidate's. */
function rateCharts({ by, groups }: MeasuredGrouping): Block[] {
  const format = formatFor([1], [])
  const isCompared = groups.some(({ baseline }) => baseline !== undefined)
  return rates.flatMap(({ title, rows, of }): Block[] => {
    const values = groups.map(({ candidate }) => (candidate ? of(candidate) : Number.NaN))
    if (!values.some(Number.isFinite)) return []
    const theirs = groups.map(({ baseline }) => (baseline ? of(baseline) : Number.NaN))
    return [
      {
        kind: 'chart',
        title: `${title.charAt(0).toUpperCase()}${title.slice(1)} by ${by}`,
        summary: `${groups.map(({ name }, index) => `${name}: ${format.value(values[index])}${isCompared ? `, baseline ${format.value(theirs[index])}` : ''}`).join('; ')}.`,
        chart: {
          type: 'bars',
          x: `share of the group’s ${rows} that are predicted positive`,
          categories: groups.map(({ name }) => name),
          series: [{ name: 'this change', values }, ...(isCompared ? [{ name: 'baseline', values: theirs }] : [])],
        },
      },
    ]
  })
}

/** Rates and disparities for machines; what is undefined is left out. */
export function fairnessMeasurements(groupings: readonly MeasuredGrouping[]): Measurement[] {
  const measurements = groupings.flatMap(({ by, groups, disparities }) => [
    ...groups.flatMap(({ name: group, candidate, baseline }) =>
      Object.entries({ candidate, baseline }).flatMap(([role, counts]) =>
        counts === undefined
          ? []
          : rates.map(({ name, of }) => ({
              name: 'gate_group_rate',
              help: 'A rate of one group of the test rows.',
              labels: { by, group, rate: name, role },
              value: of(counts),
            })),
      ),
    ),
    ...disparities.flatMap(({ disparity, candidate, baseline }) =>
      Object.entries({ candidate, baseline }).flatMap(([role, measured]) =>
        measured === undefined
          ? []
          : [
              {
                name: 'gate_disparity',
                help: 'How far groups of the test rows are apart.',
                labels: { by, disparity, role },
                value: measured.value,
              },
            ],
      ),
    ),
  ])
  return measurements.filter(({ value }) => Number.isFinite(value))
}
