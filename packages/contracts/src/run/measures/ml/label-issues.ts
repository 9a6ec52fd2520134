import { ConfigurationError } from '@mlgate/core'
import { findLabelIssues } from '@mlgate/statistics'
import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import { countOf, grouped } from '../../count-words.ts'
import type { MeasureContext, MeasureRunner } from '../../measure-runner.ts'
import { columnOf } from '../../value-sql.ts'
import { comparable, valueSql } from './comparable.ts'
import { comparedColumn, comparedFile } from './compared-file.ts'
import { shortened } from './unbalanced-classes.ts'

type Issues = MeasureOf<'label-issues'>

/** Numbers held at once, row numbers and probabilities: 160 MB as they come. */
const numbersAtOnce = 2_000_000
/** The most that is computed with: eight bytes each. */
const numbersInAll = 250_000_000

/** Rows without a label are left out. */
export const labelIssues: MeasureRunner<Issues> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure, _answers, context) => {
    const { rows, ...observed } = await readProbabilities(measure, context)
    const { rows: issues } = findLabelIssues(observed)
    return {
      value: issues.length,
      of: rows.length,
      observed: `${countOf(issues.length, 'row')} of ${grouped(rows.length)} with a label that is likely wrong`,
      countsRows: true,
      failing: { by: 'number', rows: issues.map((index) => rows[index] as number) },
    }
  },
  // Measuring has found them.
  failingRows: () => undefined,
}

async function readProbabilities(
  measure: Issues,
  context: MeasureContext,
): Promise<{ rows: Float64Array; labels: Int32Array; classes: number; probabilities: Float64Array }> {
  const { classes, from, beside } = await sourceOf(measure, context)
  const { ask } = context
  const [[count] = []] = await ask(`SELECT count(*) FROM (${from})`, { beside })
  const total = Number(count)
  if (total === 0) throw new ConfigurationError('no row has a label.')
  if (total * classes.length > numbersInAll) {
    throw new ConfigurationError(
      `${total} rows of ${classes.length} classes are too many to look at. Choose rows with where.`,
    )
  }
  const rows = new Float64Array(total)
  const labels = new Int32Array(total)
  const probabilities = new Float64Array(total * classes.length)
  const places = new Map(classes.map((name, index) => [name, index]))
  const step = Math.max(1, Math.floor(numbersAtOnce / (classes.length + 2)))
  let at = 0
  for (let first = 1; first <= context.rows; first += step) {
    const range = `r BETWEEN ${first} AND ${first + step - 1}`
    for (const [row, label, ...values] of await ask(`SELECT * FROM (${from}) WHERE ${range} ORDER BY r`, {
      beside,
    })) {
      const index = places.get(String(label))
      if (index === undefined) {
        const named = context.sensitive.has(measure.label) ? 'is' : `${shortened(String(label))} is`
        throw new ConfigurationError(`row ${row}: its label ${named} none of the classes that have probabilities.`)
      }
      rows[at] = Number(row)
      labels[at] = index
      for (const [place, value] of values.entries()) {
        // A missing number must not become 0.
        const probability = value === null ? Number.NaN : Number(value)
        if (!(probability >= 0 && probability <= 1)) {
          throw new ConfigurationError(
            `row ${row}: the probability of class ${shortened(classes[place] ?? '')} is not a number from 0 to 1.`,
          )
        }
        probabilities[at * classes.length + place] = probability
      }
      at++
    }
  }
  return { rows, labels, classes: classes.length, probabilities }
}

/** SQL of rows with a label: row number, label as text, one probability a class. */
async function sourceOf(
  { label, probabilities }: Issues,
  context: MeasureContext,
): Promise<{ classes: readonly string[]; from: string; beside: ReadonlyMap<string, string> }> {
  const { columns, considered } = context
  const row = quoteName(rowNumberName)
  const own = `SELECT * FROM numbered WHERE ${considered}`
  const present = `${valueSql(columnOf(columns, label))} IS NOT NULL`
  const text = `${quoteName(label)}::VARCHAR AS label`
  if (probabilities.in === 'columns') {
    const classes = [...probabilities.columnOfClass.keys()]
    const list = [...probabilities.columnOfClass.values()].map(
      (name, index) => `TRY_CAST(${quoteName(name)} AS DOUBLE) AS p${index}`,
    )
    return {
      classes,
      from: `SELECT ${row} AS r, ${text}, ${list.join(', ')} FROM (${own}) WHERE ${present}`,
      beside: new Map(),
    }
  }
  const file = await comparedFile(probabilities.file, [probabilities.id], context)
  const prefix = 'probability_'
  const names = file.columns.map(({ name }) => name).filter((name) => name.startsWith(prefix))
  if (names.length < 2)
    throw new ConfigurationError(`${file.name} needs two columns ${prefix}<class> at least, and has ${names.length}.`)
  const [mine, theirs] = comparable(columnOf(columns, probabilities.id), comparedColumn(file, probabilities.id))
  const values = names.map((name, index) => `TRY_CAST(${quoteName(name)} AS DOUBLE) AS p${index}`)
  const predicted = `SELECT ${theirs} AS id, ${values.join(', ')} FROM ${file.relation}`
  const { ask } = context
  const [[surplus] = []] = await ask(`SELECT count(id) - count(DISTINCT id) FROM (${predicted})`, {
    beside: file.beside,
  })
  if (Number(surplus) > 0)
    throw new ConfigurationError(`${file.name}: ${countOf(Number(surplus), 'row')} with an id that stands above.`)
  const list = names.map((_, index) => `p${index}`)
  // A row that has no prediction gets NULL, which is no probability.
  const from =
    `SELECT mine.r, mine.label, ${list.join(', ')} FROM (SELECT ${row} AS r, ${text}, ${mine} AS id FROM (${own}) WHERE ${present}) AS mine ` +
    `LEFT JOIN (${predicted}) AS theirs ON mine.id = theirs.id`
  return { classes: names.map((name) => name.slice(prefix.length)), from, beside: file.beside }
}
