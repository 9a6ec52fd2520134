import type { Block } from '@mlgate/core'
import { formatCount, formatFor, noNumber } from '../number-format.ts'
import type { ExplanationFacts, ModelExplanation } from './model-explanation.ts'

/** More features than this make a table that nobody reads; the most important are shown. */
const mostFeatures = 20

/** Both models' importances in one table and one chart, the candidate's most important features first. */
export function explanationBlocks({ candidate, baseline }: ExplanationFacts): Block[] {
  if (typeof candidate === 'string') return []
  const other = typeof baseline === 'string' ? undefined : baseline
  const ranked = [...candidate.ranked].sort((a, b) => b.importance - a.importance)
  const features = ranked.slice(0, mostFeatures).map(({ feature }) => feature)
  const left = ranked.length - features.length
  return [
    {
      kind: 'paragraph',
      content: [
        `Mean |Shapley value| of ${formatCount(candidate.rows)} rows against ${formatCount(candidate.background)} background rows (${candidate.method}): how much a feature moves the output. Growth of the mean loss: how much worse the model is when the feature is shuffled.`,
        ...(left > 0 ? [` ${formatCount(left)} less important features are not shown.`] : []),
        ...(typeof baseline === 'string' ? [` Not compared with a baseline: ${baseline}.`] : []),
      ],
    },
    tableOf(features, candidate, other),
    chartOf(features, candidate, other),
  ]
}

function tableOf(
  features: readonly string[],
  candidate: ModelExplanation,
  baseline: ModelExplanation | undefined,
): Block {
  const both = baseline === undefined ? [candidate] : [candidate, baseline]
  const shown = both.flatMap(({ ranked }) => ranked.filter(({ feature }) => features.includes(feature)))
  const sizes = shown.map(({ importance }) => importance)
  const size = formatFor(sizes, [[Math.min(...sizes.filter((one) => one > 0)), 1]])
  const growth = formatFor(
    both.flatMap(({ shuffled }) => shuffled.map(({ mean }) => mean)),
    [],
  )
  const cells = ({ ranked, shuffled }: ModelExplanation, feature: string): [string, string, string] => {
    const place = ranked.find((one) => one.feature === feature)
    const lost = shuffled.find((one) => one.feature === feature)
    return [
      place === undefined ? noNumber : String(place.rank),
      place === undefined
        ? noNumber
        : `${size.value(place.importance)} (${size.value(place.low)} to ${size.value(place.high)})`,
      lost === undefined
        ? noNumber
        : `${growth.change(lost.mean)} (${growth.change(lost.low)} to ${growth.change(lost.high)})`,
    ]
  }
  // A column of the candidate's, and beside it the baseline's where there is one.
  const titles = ['rank', 'mean |Shapley|', 'growth of the loss'].flatMap((title) =>
    baseline === undefined ? [title] : [title, 'of the baseline'],
  )
  return {
    kind: 'table',
    columns: [{ title: 'feature', align: 'left' }, ...titles.map((title) => ({ title, align: 'right' as const }))],
    rows: features.map((feature) => {
      const rows = both.map((model) => cells(model, feature))
      return [[feature], ...[0, 1, 2].flatMap((column) => rows.map((row) => [row[column] ?? noNumber]))]
    }),
  }
}

function chartOf(
  features: readonly string[],
  candidate: ModelExplanation,
  baseline: ModelExplanation | undefined,
): Block {
  const valuesOf = ({ ranked }: ModelExplanation): number[] =>
    features.map((feature) => ranked.find((one) => one.feature === feature)?.importance ?? 0)
  const { value } = formatFor(valuesOf(candidate), [])
  return {
    kind: 'chart',
    title: 'Mean |Shapley value| by feature',
    summary: `The candidate’s most important features: ${features
      .slice(0, 5)
      .map((feature, index) => `${feature} ${value(valuesOf(candidate)[index])}`)
      .join(', ')}.`,
    chart: {
      type: 'bars',
      x: 'mean |Shapley value|',
      categories: features,
      series: [
        { name: 'this change', values: valuesOf(candidate) },
        ...(baseline ? [{ name: 'baseline', values: valuesOf(baseline) }] : []),
      ],
    },
  }
}
