import type { Block } from '@mlgate/core'
import { formatCount, formatFor, noNumber } from '../number-format.ts'
import type { ExplanationFacts, ModelExplanation } from './judge-explanations.ts'

/** More features than this make a table that nobody reads; the most important are shown. */
const mostFeatures = 20

/** Both models' importances in one table and one chart, the candidate's most important features first. */
export function explanationBlocks({ candidate, baseline }: ExplanationFacts): Block[] {
  if (typeof candidate === 'string') return [{ kind: 'paragraph', content: [candidate] }]
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
        ...(typeof baseline === 'string' ? [` No baseline beside it: ${baseline}.`] : []),
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
  const both = [candidate, ...(baseline ? [baseline] : [])]
  const importances = both.flatMap(({ ranked }) => ranked.map(({ importance }) => importance))
  const growths = both.flatMap(({ shuffled }) => shuffled.map(({ mean }) => mean))
  const ofImportance = formatFor(importances, [])
  const ofGrowth = formatFor(growths, [])
  const importanceIn = (model: ModelExplanation | undefined, feature: string): string => {
    const found = model?.ranked.find((one) => one.feature === feature)
    if (found === undefined) return noNumber
    return `${ofImportance.value(found.importance)} (${ofImportance.value(found.low)} to ${ofImportance.value(found.high)})`
  }
  const rankIn = (model: ModelExplanation | undefined, feature: string): string => {
    const found = model?.ranked.find((one) => one.feature === feature)
    return found === undefined ? noNumber : String(found.rank)
  }
  const growthIn = (model: ModelExplanation | undefined, feature: string): string => {
    const found = model?.shuffled.find((one) => one.feature === feature)
    if (found === undefined) return noNumber
    return `${ofGrowth.change(found.mean)} (${ofGrowth.change(found.low)} to ${ofGrowth.change(found.high)})`
  }
  return {
    kind: 'table',
    columns: [
      { title: 'feature', align: 'left' },
      { title: 'rank', align: 'right' },
      { title: 'rank of the baseline', align: 'right' },
      { title: 'mean |Shapley|', align: 'right' },
      { title: 'of the baseline', align: 'right' },
      { title: 'growth of the loss', align: 'right' },
      { title: 'of the baseline', align: 'right' },
    ],
    rows: features.map((feature) => [
      [feature],
      [rankIn(candidate, feature)],
      [rankIn(baseline, feature)],
      [importanceIn(candidate, feature)],
      [importanceIn(baseline, feature)],
      [growthIn(candidate, feature)],
      [growthIn(baseline, feature)],
    ]),
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
        { name: 'candidate', values: valuesOf(candidate) },
        ...(baseline ? [{ name: 'baseline', values: valuesOf(baseline) }] : []),
      ],
    },
  }
}
