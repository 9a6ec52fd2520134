import type { ObservedColumn } from '@mlgate/contracts'
import type { ProposedTask } from './choose-columns.ts'

/** One metric that the gate demands. */
export interface ProposedMetric {
  readonly name: 'accuracy' | 'balanced_accuracy' | 'roc_auc' | 'r2' | 'rmse'
  readonly min?: number
  /** In the metric's own unit, or a percentage of the baseline's value. */
  readonly maxRegression?: number | `${number}%`
  readonly because: string
}

/** Share of rows on which a model trained again answers differently; what `mlgate simulate` takes as well. */
const disagreement = 0.05

/**
 * One-sided 95 % for one and for two comparisons (Holm's first step), each plus the 80 % at which an equal model should
 * pass: quantiles of the normal distribution, 1.645 + 0.842 and 1.960 + 0.842.
 */
const deviations: Readonly<Record<1 | 2, number>> = { 1: 2.487, 2: 2.802 }

/**
 * Metrics for a first gate. `min` is what needs no model at all (chance, the most frequent class, the mean), so that it is
 * no invented demand; the margin is what so many test rows can tell from chance.
 *
 * @param label the label's column of the test file, with two values or more
 */
export function proposeGate(task: ProposedTask, label: ObservedColumn): readonly ProposedMetric[] {
  const rows = label.present
  if (task === 'regression') {
    const margin = percentUp(deviations[1] * Math.sqrt(disagreement / rows))
    return [
      { name: 'r2', min: 0, because: 'better than answering the mean of the test rows each time' },
      { name: 'rmse', maxRegression: margin, because: estimated(`${rows} test rows`) },
    ]
  }
  const counts = [...(label.values?.values() ?? [])]
  if (counts.length === 0) {
    return [
      {
        name: 'accuracy',
        min: roundUp(1 / label.distinct, 4),
        maxRegression: marginUp(deviations[1] * Math.sqrt(disagreement / rows)),
        because: `min: guessing among about ${label.distinct} classes. ${estimated(`${rows} test rows`)}`,
      },
    ]
  }
  const [most, frequent] = [...(label.values ?? [])].map(([value, count]) => [count, value] as const)[0] ?? [rows, '']
  const accuracy: ProposedMetric = {
    name: 'accuracy',
    min: roundUp(most / rows, 3),
    maxRegression: marginUp(deviations[2] * Math.sqrt(disagreement / rows)),
    because: `min: always answering ${JSON.stringify(frequent)} is right in ${most} of ${rows} test rows. ${estimated(`${rows} test rows`)}`,
  }
  if (counts.length === 2) {
    const [a = 1, b = 1] = counts
    const auc: ProposedMetric = {
      name: 'roc_auc',
      min: 0.5,
      maxRegression: marginUp(deviations[2] * areaDifferenceError(Math.min(a, b), Math.max(a, b))),
      because: `min: tossing a coin. ${estimated(`${Math.min(a, b)} test rows of the rarer class`)}`,
    }
    // Where nearly all rows are of one class, hardly any good model is right more often than always answering it.
    return most / rows > 0.8 ? [auc] : [auc, accuracy]
  }
  const error = Math.sqrt((disagreement / counts.length ** 2) * counts.reduce((sum, count) => sum + 1 / count, 0))
  const balanced: ProposedMetric = {
    name: 'balanced_accuracy',
    min: roundUp(1 / counts.length, 3),
    maxRegression: marginUp(deviations[2] * error),
    because: `min: guessing among ${counts.length} classes. ${estimated(`${Math.min(...counts)} test rows of the rarest class`)}`,
  }
  return [accuracy, balanced]
}

function estimated(rows: string): string {
  return `max_regression: what ${rows} can tell from chance, estimated for models that differ on 5 % of the rows; mlgate simulate measures it.`
}

/**
 * The same metrics with margins that were simulated with a model; those without one keep their estimate.
 *
 * @param margins by metric, in its own unit, with the model's value
 */
export function withMeasuredMargins(
  metrics: readonly ProposedMetric[],
  margins: ReadonlyMap<string, { readonly margin: number; readonly value: number; readonly disagreement: number }>,
  model: string,
): readonly ProposedMetric[] {
  return metrics.map((metric) => {
    const found = margins.get(metric.name)
    if (found === undefined || metric.maxRegression === undefined || !(found.margin > 0)) return metric
    const maxRegression =
      typeof metric.maxRegression === 'number'
        ? marginUp(found.margin)
        : percentUp(found.margin / Math.abs(found.value))
    const because = metric.because.replace(
      /max_regression: .*$/,
      `max_regression: the smallest that a model as good as ${model} keeps in four of five simulated runs, where two such models differ on ${found.disagreement * 100} % of the rows.`,
    )
    return { ...metric, maxRegression, because }
  })
}

/**
 * Standard error of the difference of two areas under the ROC curve on the same rows (Hanley and McNeil, Radiology 148,
 * 1983): for areas of 0.8 whose ranks agree as those of models that differ on 5 % of the rows (correlation 0.9).
 */
function areaDifferenceError(positives: number, negatives: number): number {
  const area = 0.8
  const q1 = area / (2 - area)
  const q2 = (2 * area ** 2) / (1 + area)
  const variance =
    (area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (negatives - 1) * (q2 - area ** 2)) /
    (positives * negatives)
  return Math.sqrt(2 * variance * (1 - 0.9))
}

/** Two digits, upwards: a margin that is rounded down would be asked in vain. */
export function marginUp(margin: number): number {
  const digits = 1 - Math.floor(Math.log10(margin))
  return roundUp(margin, Math.min(4, digits))
}

function percentUp(share: number): `${number}%` {
  return `${marginUp(share * 100)}%`
}

function roundUp(value: number, digits: number): number {
  return Number((Math.ceil(value * 10 ** digits - 1e-9) / 10 ** digits).toFixed(digits))
}
