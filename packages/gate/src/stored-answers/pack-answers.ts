import type { CandidateSection, Scores } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import { textAt } from '../answers/class-labels.ts'
import type { JudgedModel, JudgeInput, OtherJudgedModel } from '../judge-input.ts'
import { columnsIn } from '../slices.ts'
import { weakSliceColumns } from '../weak-slices/examine-weak-slices.ts'
import { weakSlicesDecide } from '../weak-slices/weak-slices-section.ts'
import { type StoredAnswers, type StoredModel, type StoredScores, storedDouble } from './stored-answers.ts'

/** What a verdict was made from, as two tables and what is to be known of them. */
export interface PackedAnswers {
  readonly stored: StoredAnswers
  readonly rows: Table
  /** The label's past: `series` and `value`, in the order of time. */
  readonly past: Table | undefined
}

/** By which section each model was read. */
export interface ReadAs {
  readonly candidate: CandidateSection
  readonly baseline: CandidateSection | undefined
  readonly anchor: CandidateSection | undefined
}

/**
 * What a judgement rests on, and no more: the answers, and of the test data the label and the columns that say how rows
 * came about or are sliced by. Ids are not among them, and units of resampling are numbered. `unpackAnswers` gives an
 * input that is judged alike, to the last bit. The input must be one that `judge` took.
 */
export function packAnswers(
  input: JudgeInput,
  of: {
    readonly reads: ReadAs
    readonly features: readonly string[] | undefined
    readonly exclude: readonly string[]
  },
): PackedAnswers {
  const columns = new Map<string, Column>()
  const place = (name: string, column: Column): string => {
    columns.set(name, column)
    return name
  }
  const { test } = input
  const { shown, numbered } = columnsOf(input, of)
  const kept = [...test.columns].flatMap(([name, column], index) => {
    if (shown.has(name)) return [{ name, column: place(`test_${index}`, column) }]
    if (!numbered.has(name)) return []
    return [{ name, column: place(`test_${index}`, numberValues(column)), numbered: true as const }]
  })
  const conditions = [...(input.conditions ?? [])].map(([sql, values], index) => ({
    sql,
    column: place(`condition_${index}`, { kind: 'boolean', values }),
  }))
  const other = (role: 'baseline' | 'anchor', model: OtherJudgedModel | undefined, reads?: CandidateSection) =>
    model === undefined || reads === undefined
      ? {}
      : { [role]: { ...packModel(role, model, reads, place), identical: model.identical } }
  const stored: StoredAnswers = {
    version: 1,
    kind: 'rows',
    rows: test.rows,
    test: kept,
    conditions,
    past: input.training !== undefined,
    candidate: packModel('candidate', input.candidate, of.reads.candidate, place),
    ...other('baseline', input.baseline, of.reads.baseline),
    ...other('anchor', input.anchor, of.reads.anchor),
  }
  return { stored, rows: { rows: test.rows, columns }, past: input.training && pastTable(input.training) }
}

/** Columns whose values count, and those of which only counts which rows share one. */
function columnsOf(
  input: JudgeInput,
  of: { readonly features: readonly string[] | undefined; readonly exclude: readonly string[] },
): { readonly shown: ReadonlySet<string>; readonly numbered: ReadonlySet<string> } {
  const { gate, test, label, columns = {} } = input
  const slicings = [...Object.values(gate.metrics).flatMap(({ slices }) => slices ?? []), ...(gate.fairness?.by ?? [])]
  const { weight, series, time, group, query } = columns
  const shown = new Set([
    label,
    ...[weight, series, time].filter((name) => name !== undefined),
    ...columnsIn(slicings, test.columns),
    ...(weakSlicesDecide(gate.weak_slices) ? weakSliceColumns(input, of) : []),
  ])
  const units = [group, query].filter((name) => name !== undefined)
  return { shown, numbered: new Set(units.filter((name) => !shown.has(name))) }
}

/** The same number where a column has the same value, from 0 in the order of rows. */
function numberValues(column: Column): Column {
  const numbers = new Map<string, number>()
  const values = Float64Array.from({ length: column.values.length }, (_, row) => {
    const text = textAt(column, row)
    if (text === null) return Number.NaN
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  })
  return { kind: 'number', values }
}

type Place = (name: string, column: Column) => string

function packModel(role: string, model: JudgedModel, reads: CandidateSection, place: Place): StoredModel {
  const { threshold, own, latencies, sizeBytes } = model
  const numbers = (values: Float64Array) => Array.from(values, storedDouble)
  return {
    reads,
    scores: packScores(role, model.scores, place),
    ...(threshold === undefined ? {} : { threshold: storedDouble(threshold) }),
    own: [...(own ?? [])].map(([key, measured], index) => {
      if (measured.kind === 'rows') return { key, rows: place(`${role}_own_${index}`, numberColumn(measured.values)) }
      const resampled = measured.resampled && numbers(measured.resampled)
      return { key, value: storedDouble(measured.value), ...(resampled && { resampled }) }
    }),
    ...(latencies === undefined ? {} : { latencies_ms: numbers(latencies) }),
    ...(sizeBytes === undefined ? {} : { size_bytes: sizeBytes }),
  }
}

function packScores(role: string, scores: Scores, place: Place): StoredScores {
  if (scores.kind === 'regression') {
    const { values, intervals, scoredBy } = scores
    return {
      kind: 'regression',
      values: place(`${role}_value`, numberColumn(values)),
      ...(intervals && {
        intervals: {
          lower: place(`${role}_lower`, numberColumn(intervals.lower)),
          upper: place(`${role}_upper`, numberColumn(intervals.upper)),
        },
      }),
      scored_by: scoredBy,
    }
  }
  const { classes, probabilities, labels, rows, scoredBy } = scores
  const ofClass = (matrix: Float64Array, index: number) =>
    numberColumn(Float64Array.from({ length: rows }, (_, row) => matrix[row * classes.length + index] as number))
  return {
    kind: 'classification',
    classes: [...classes],
    ...(probabilities && {
      probabilities: classes.map((_, index) => place(`${role}_probability_${index}`, ofClass(probabilities, index))),
    }),
    ...(labels && { labels: place(`${role}_label`, numberColumn(Float64Array.from(labels))) }),
    scored_by: scoredBy,
  }
}

function numberColumn(values: Float64Array): Column {
  return { kind: 'number', values }
}

function pastTable(training: ReadonlyMap<string, Float64Array>): Table {
  const series = [...training].flatMap(([name, values]) => Array.from(values, () => name))
  const values = Float64Array.from([...training.values()].flatMap((own) => [...own]))
  return {
    rows: series.length,
    columns: new Map<string, Column>([
      ['series', { kind: 'string', values: series }],
      ['value', numberColumn(values)],
    ]),
  }
}
