/** The weight of a group's rows by what was true and what was predicted; unweighted: how many there are. */
export interface GroupCounts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly trueNegatives: number
  readonly falseNegatives: number
}

/** A rate of one group; NaN where the group has no row that it is about. */
export type GroupRate = (counts: GroupCounts) => number

/** Share of the group's rows that are predicted positive; NaN without rows. Source: `fairlearn.metrics.selection_rate`. */
export function selectionRate(counts: GroupCounts): number {
  const selected = counts.truePositives + counts.falsePositives
  return selected / (selected + counts.trueNegatives + counts.falseNegatives)
}

/**
 * Share of the group's positive rows that are predicted positive. NaN without positive rows, where Fairlearn says 0, which
 * looks like a model that fails the group.
 * Source: `fairlearn.metrics.true_positive_rate`.
 */
export function truePositiveRate({ truePositives, falseNegatives }: GroupCounts): number {
  return truePositives / (truePositives + falseNegatives)
}

/**
 * Share of the group's negative rows that are predicted positive. NaN without negative rows, where Fairlearn says 0.
 * Source: `fairlearn.metrics.false_positive_rate`.
 */
export function falsePositiveRate({ falsePositives, trueNegatives }: GroupCounts): number {
  return falsePositives / (falsePositives + trueNegatives)
}

/** All groups together. */
export function overallCounts(groups: Iterable<GroupCounts>): GroupCounts {
  const sum = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 }
  for (const counts of groups) {
    sum.truePositives += counts.truePositives
    sum.falsePositives += counts.falsePositives
    sum.trueNegatives += counts.trueNegatives
    sum.falseNegatives += counts.falseNegatives
  }
  return sum
}
