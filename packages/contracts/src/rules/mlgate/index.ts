import { place } from './column-place.ts'
import { dateFormat, dateParseable, inSet, json, length, notInSet, type, zScore } from './column-values.ts'
import { distinctCount, distinctShare, distinctValues, mostCommonValue } from './distinct-values.ts'
import { distribution } from './distribution.ts'
import { foreignKey } from './foreign-key.ts'
import { freshness } from './freshness.ts'
import { nullCount, nullRule, nullShare } from './missing-values.ts'
import { machineLearningRules } from './ml/index.ts'
import { notNull } from './not-null.ts'
import { commandCheck, moduleCheck } from './own-checks.ts'
import { pandasType } from './pandas-type.ts'
import { median, quantile, quantiles } from './quantile-rules.ts'
import { decreasing, increasing } from './row-order.ts'
import { distinctWithinRow, equalColumns, greaterColumn, pairInSet, sumOfColumns } from './row-rules.ts'
import type { RuleKind } from './rule-kind.ts'
import { condition, sqlValue, violations } from './sql-rules.ts'
import { maximumValue, mean, minimumValue, standardDeviation, sum, textLengthMean, variance } from './statistics.ts'
import { columnCount, columns, rowCount, rowCountChange, rowCountEquals } from './table-rules.ts'
import { matches, notMatches } from './text-patterns.ts'
import { unique } from './uniqueness.ts'
import { range } from './value-range.ts'

const ofRows = [
  notNull,
  nullRule,
  inSet,
  notInSet,
  range,
  matches,
  notMatches,
  length,
  dateFormat,
  dateParseable,
  json,
  type,
  pandasType,
  place,
  zScore,
  increasing,
  decreasing,
  unique,
  distinctWithinRow,
  condition,
  equalColumns,
  greaterColumn,
  pairInSet,
  sumOfColumns,
  foreignKey,
  violations,
]

const ofNumbers = [
  mean,
  median,
  sum,
  standardDeviation,
  variance,
  minimumValue,
  maximumValue,
  quantile,
  quantiles,
  distinctCount,
  distinctShare,
  distinctValues,
  mostCommonValue,
  distribution,
  nullShare,
  nullCount,
  textLengthMean,
  freshness,
  rowCount,
  rowCountChange,
  rowCountEquals,
  columnCount,
  columns,
  sqlValue,
]

/** Every check of `engine: mlgate`, by the name that contracts use. */
export const ruleKinds: ReadonlyMap<string, RuleKind> = new Map(
  [...ofRows, ...ofNumbers, ...machineLearningRules, moduleCheck, commandCheck].map((kind) => [kind.check, kind]),
)
