import { ConfigurationError } from '@mlgate/core'
import { categoryMeans, categorySeparation, classSeparation, spearman } from '@mlgate/statistics'
import { quoteName } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import { countOf } from '../../count-words.ts'
import type { MeasureRunner } from '../../measure-runner.ts'
import { columnOf, familyOf } from '../../value-sql.ts'
import { readSample, type SampledColumn, sampleOf } from './sampled-columns.ts'

/** Values that one query brings, at most. */
const valuesAtOnce = 2_000_000
/** With fewer rows of a class, or of numbers, a column tells too much by chance. */
const classRows = 10
const numberRows = 30
/** Classes that are parted, the most frequent ones: every pair takes time. */
const mostClasses = 50
/** Numbers of so few values may be codes, and are looked at as categories as well. */
const codeValues = 100
/** Numeric labels of more values are numbers. */
const numericClasses = 20
/** Columns that are named in words. */
const namedColumns = 10

type Score = (column: SampledColumn) => number

export const revealingColumns: MeasureRunner<MeasureOf<'revealing-columns'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ columns: names, label, task, auc, correlation, sampleRows }, _answers, context) => {
    const sample = sampleOf(context, sampleRows)
    const [target] = await readSample([label], sample, context)
    if (target === undefined) throw new Error('The label was asked for and did not come.')
    const isNumeric = ['integer', 'number'].includes(familyOf(columnOf(context.columns, label)))
    const isRegression =
      (task ?? (isNumeric && target.distinct > numericClasses ? 'regression' : 'classification')) === 'regression'
    if (isRegression && !isNumeric)
      throw new ConfigurationError(`${label} holds no numbers: the task is no regression.`)
    const score = isRegression ? numberScore(target) : classScore(target)
    const limit = isRegression ? correlation : auc
    const scores: { readonly name: string; readonly score: number }[] = []
    const step = Math.max(1, Math.floor(valuesAtOnce / target.categories.length))
    for (let from = 0; from < names.length; from += step) {
      const some = names.slice(from, from + step)
      const columns = await readSample(some, sample, context)
      scores.push(...columns.map((column, index) => ({ name: some[index] ?? '', score: score(column) })))
    }
    const judged = scores.filter(({ score }) => !Number.isNaN(score)).toSorted((a, b) => b.score - a.score)
    if (judged.length === 0) throw new ConfigurationError('no feature has enough values to be judged.')
    const telling = judged.filter(({ score }) => score >= limit)
    const shown = (telling.length > 0 ? telling.slice(0, namedColumns) : judged.slice(0, 1)).map(
      ({ name, score }) => `${quoteName(name)} ${rounded(score)}`,
    )
    const left = scores.length - judged.length
    const rows = target.categories.length
    return {
      value: telling.length,
      observed:
        `${telling.length} of ${names.length} features${telling.length > 0 ? '' : ', the most telling'}: ` +
        `${shown.join(', ')}${telling.length > namedColumns ? ' …' : ''} (${isRegression ? 'rank correlation' : 'AUC'} on ` +
        `${sample.isWhole ? countOf(rows, 'row') : `a sample of ${countOf(rows, 'row')}`})` +
        (left > 0 ? `; ${left} not judged for want of values` : ''),
      countsRows: false,
    }
  },
  failingRows: () => undefined,
}

/** Down, so that a score below the limit never looks as if it reached it. */
function rounded(score: number): number {
  return Math.floor(score * 10_000) / 10_000
}

/** How well a column parts the label's classes, ½ to 1; NaN when it has too few values. */
function classScore(target: SampledColumn): Score {
  const { rows, truth, classes } = classesOf(target)
  if (classes < 2) {
    throw new ConfigurationError(
      `the label has ${classes === 1 ? 'one class' : 'no class'} of at least ${classRows} rows, and two are needed.`,
    )
  }
  const options = { classes, minimumRows: classRows }
  return ({ numbers, categories, distinct, missing }) => {
    const own = Int32Array.from(rows, (row) => categories[row] as number)
    if (numbers === undefined) return categorySeparation(own, truth, options).auc
    const values = Float64Array.from(rows, (row) => numbers[row] as number)
    // That there is no value may tell the label by itself: a date of death.
    const present =
      missing > 0
        ? [
            classSeparation(
              values.map((value) => (Number.isNaN(value) ? 0 : 1)),
              truth,
              options,
            ).auc,
          ]
        : []
    const coded = distinct <= codeValues ? [categorySeparation(own, truth, options).auc] : []
    return greatest([classSeparation(values, truth, options).auc, ...present, ...coded])
  }
}

/** Rows whose class has enough of them, with the index of each one's class. */
function classesOf({ categories, missingCategory }: SampledColumn): {
  readonly rows: readonly number[]
  readonly truth: Int32Array
  readonly classes: number
} {
  const counts = new Map<number, number>()
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1)
  const chosen = [...counts]
    .filter(([category, count]) => category !== missingCategory && count >= classRows)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostClasses)
  const indices = new Map(chosen.map(([category], index) => [category, index]))
  const rows = [...categories.keys()].filter((row) => indices.has(categories[row] as number))
  return {
    rows,
    truth: Int32Array.from(rows, (row) => indices.get(categories[row] as number) ?? 0),
    classes: chosen.length,
  }
}

/** How a column's ranks follow the label's, without sign, 0 to 1; 0 when it has one value, NaN when it has too few. */
function numberScore({ numbers: target }: SampledColumn): Score {
  return ({ numbers, categories }) => {
    if (target === undefined) return Number.NaN
    const labelled = [...target.keys()].filter((row) => !Number.isNaN(target[row]))
    const present = numbers === undefined ? labelled : labelled.filter((row) => !Number.isNaN(numbers[row]))
    if (present.length < numberRows) return Number.NaN
    const truth = Float64Array.from(present, (row) => target[row] as number)
    const values =
      numbers === undefined
        ? categoryMeans(
            Int32Array.from(present, (row) => categories[row] as number),
            truth,
          )
        : Float64Array.from(present, (row) => numbers[row] as number)
    const found = spearman(values, truth)
    if (Number.isNaN(found)) return 0
    return numbers === undefined ? Math.max(0, found) : Math.abs(found)
  }
}

function greatest(scores: readonly number[]): number {
  const known = scores.filter((score) => !Number.isNaN(score))
  return known.length === 0 ? Number.NaN : Math.max(...known)
}
