import { ConfigurationError } from '@mlgate/core'
import type { Scores } from '@mlgate/models'
import { groupsBy } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { type Answers, regressionAnswers, type Truth } from './answers.ts'
import { type Role, textAt } from './class-labels.ts'

/** Puts a ranking model's scores beside the relevance of documents, query by query. */
export function rankingAnswers(
  scores: Scores,
  truth: Truth,
  role: Role,
  of: { readonly test: Table; readonly query: string | undefined },
): Answers {
  const answers = regressionAnswers(scores, truth, role)
  const { values } = answers
  if (of.query === undefined) {
    throw new ConfigurationError('data.query: missing. Ranking judges documents query by query: name the column.')
  }
  const queries = groupsBy(keysOf(of.test, of.query, 'data.query'))
  const negative = values?.truth.findIndex((relevance) => relevance < 0) ?? -1
  if (negative >= 0) {
    throw new ConfigurationError(
      `data.label: relevance is negative in row ${negative + 1} of the test data. 0 is not relevant, more is better.`,
    )
  }
  return {
    ...answers,
    ranking: values && {
      kind: 'ranking',
      truth: values.truth,
      predicted: values.predicted,
      query: queries.groupOfRow,
      queries: queries.count,
    },
  }
}

/** Puts a forecast beside what came, series by series, with what the model could learn from. */
export function forecastAnswers(
  scores: Scores,
  truth: Truth,
  role: Role,
  of: {
    readonly test: Table
    readonly series: string | undefined
    /** The in-sample values by the name of their series, in the order of time; one of any name without `series`. */
    readonly training: ReadonlyMap<string, Float64Array> | undefined
  },
): Answers {
  const answers = regressionAnswers(scores, truth, role)
  const { values } = answers
  const intervals = scores.kind === 'regression' ? scores.intervals : undefined
  return {
    ...answers,
    forecast: values && of.training && { ...values, kind: 'forecast', ...seriesOf(of.test, of.series, of.training) },
    intervals: values && intervals && { kind: 'intervals', truth: values.truth, ...intervals },
  }
}

function seriesOf(
  test: Table,
  series: string | undefined,
  training: ReadonlyMap<string, Float64Array>,
): { readonly series: Int32Array; readonly training: readonly Float64Array[] } {
  const names = [...training.keys()]
  if (series === undefined) {
    return { series: new Int32Array(test.rows), training: [...training.values()].slice(0, 1) }
  }
  const numbers = new Map(names.map((name, number) => [name, number]))
  const keys = keysOf(test, series, 'data.series')
  const unknown = keys.find((key) => !numbers.has(key))
  if (unknown !== undefined) {
    throw new ConfigurationError(
      `data.series: the test data hold the series ${JSON.stringify(unknown)}, which data.train does not. Scaled errors need its past.`,
    )
  }
  return { series: Int32Array.from(keys, (key) => numbers.get(key) as number), training: [...training.values()] }
}

/** The text of a column in every row. Throws ConfigurationError when it is not there or a row has none. */
export function keysOf(test: Table, name: string, where: string): readonly string[] {
  const column = test.columns.get(name)
  if (!column) {
    throw new ConfigurationError(
      `${where}: the test data have no column ${JSON.stringify(name)}. They have ${[...test.columns.keys()].join(', ')}.`,
    )
  }
  return Array.from({ length: test.rows }, (_, row) => {
    const text = textAt(column, row)
    if (text === null) {
      throw new ConfigurationError(
        `${where}: column ${JSON.stringify(name)} has no value in row ${row + 1} of the test data. Fill or remove it.`,
      )
    }
    return text
  })
}
