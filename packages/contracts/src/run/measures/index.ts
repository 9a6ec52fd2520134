import type { Measure, MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { age } from './age.ts'
import { answer } from './answer.ts'
import { breaches } from './breaches.ts'
import { declaredType } from './declared-type.ts'
import { disorder } from './disorder.ts'
import { distinct } from './distinct.ts'
import { distribution } from './distribution.ts'
import { extreme } from './extreme.ts'
import { columnCount, columnDifference, columnPlace } from './file-columns.ts'
import { matching } from './matching.ts'
import { machineLearningRunners } from './ml/index.ts'
import { mostCommon } from './most-common.ts'
import { orphans } from './orphans.ts'
import { baseGrowth, rowDifference, rowGrowth } from './other-rows.ts'
import { outliers } from './outliers.ts'
import { own } from './own.ts'
import { pandasType } from './pandas-type.ts'
import { presence } from './presence.ts'
import { quantile, quantiles } from './quantile.ts'
import { queryNumber } from './query-number.ts'
import { repeated } from './repeated.ts'
import { rows } from './rows.ts'
import { setDifference } from './set-difference.ts'
import { statistic } from './statistic.ts'
import { surplus } from './surplus.ts'
import { unrunnable } from './unrunnable.ts'
import { violations } from './violations.ts'

const runners: { readonly [Kind in Measure['counts']]: MeasureRunner<MeasureOf<Kind>> } = {
  presence,
  rows,
  matching,
  surplus,
  orphans,
  'query-number': queryNumber,
  unrunnable,
  'declared-type': declaredType,
  'pandas-type': pandasType,
  own,
  repeated,
  breaches,
  violations,
  answer,
  outliers,
  disorder,
  statistic,
  extreme,
  age,
  quantile,
  quantiles,
  distinct,
  'set-difference': setDifference,
  'most-common': mostCommon,
  distribution,
  'row-growth': rowGrowth,
  'base-growth': baseGrowth,
  'row-difference': rowDifference,
  columns: columnCount,
  'column-place': columnPlace,
  'column-difference': columnDifference,
  ...machineLearningRunners,
}

/** What runs a measure. */
export function runnerOf<M extends Measure>(measure: M): MeasureRunner<M> {
  // The type above pairs kind and runner; TypeScript loses the pair when it looks one up.
  return runners[measure.counts] as unknown as MeasureRunner<M>
}
