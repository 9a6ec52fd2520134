import type { Average, MetricName } from '@mlgate/statistics'
import type { Slice } from './slices.ts'

/** The metric as people say it: `f1 (macro)`; `binary` goes without saying. */
export function metricLabel(metric: MetricName, average: Average | undefined): string {
  return average === undefined || average === 'binary' ? metric : `${metric} (${average})`
}

/** `origin = MDW`, `age >= 61` */
export function sliceLabel(slice: Slice): string {
  return slice.label
}

/** The name of a gate, unique in a judgement: `recall on origin = MDW`. */
export function gateName(metric: MetricName, average: Average | undefined, slice: Slice | undefined): string {
  const label = metricLabel(metric, average)
  return slice ? `${label} on ${sliceLabel(slice)}` : label
}
