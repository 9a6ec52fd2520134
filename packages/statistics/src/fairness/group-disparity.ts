import type { MetricValue } from '../metrics/prepared-metric.ts'
import { type GroupCounts, type GroupRate, overallCounts } from './group-rates.ts'

/** The counts of each group, by its name. */
export type Groups = ReadonlyMap<string, GroupCounts>
/** Groups with each other (unless said otherwise), or each with all rows together. */
export type GroupComparison = 'between_groups' | 'to_overall'

/**
 * The disparity of one or more rates over the groups: of several, the worst or the mean. Undefined, with a reason that
 * names the groups, when there are fewer than two, when a rate of a group is undefined, and when a ratio is 0/0.
 * Source: `fairlearn.metrics.MetricFrame.difference` and `.ratio`.
 */
export function disparityOf(
  groups: Groups,
  kind: 'difference' | 'ratio',
  rates: readonly GroupRate[],
  comparison: GroupComparison = 'between_groups',
  aggregation: 'worst_case' | 'mean' = 'worst_case',
): MetricValue {
  if (groups.size < 2) return undefinedBecause('there are fewer than two groups')
  const unseen = [...groups].filter(([, counts]) => rates.some((rate) => Number.isNaN(rate(counts))))
  if (unseen.length > 0) {
    return undefinedBecause(`no row tells the rates of ${listed(unseen.map(([name]) => name))}`)
  }
  const overall = overallCounts(groups.values())
  const measure = kind === 'difference' ? differenceOf : ratioOf
  const found = rates.map((rate) => measure([...groups.values()].map(rate), rate(overall), comparison))
  if (found.some(Number.isNaN)) return undefinedBecause('a rate is 0 in every group, so that it has no ratio')
  const worst = kind === 'difference' ? Math.max(...found) : Math.min(...found)
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length
  return { value: aggregation === 'mean' ? mean : worst }
}

function differenceOf(rates: readonly number[], overall: number, comparison: GroupComparison): number {
  if (comparison === 'between_groups') return Math.max(...rates) - Math.min(...rates)
  return Math.max(...rates.map((rate) => Math.abs(rate - overall)))
}

function ratioOf(rates: readonly number[], overall: number, comparison: GroupComparison): number {
  if (comparison === 'between_groups') return Math.min(...rates) / Math.max(...rates)
  return Math.min(...rates.map((rate) => (rate > overall ? overall / rate : rate / overall)))
}

function undefinedBecause(reason: string): MetricValue {
  return { value: Number.NaN, undefinedBecause: reason }
}

function listed(names: readonly string[]): string {
  const first = names.slice(0, 5).map((name) => JSON.stringify(name))
  return names.length > 5 ? `${first.join(', ')} and ${names.length - 5} more groups` : first.join(', ')
}
