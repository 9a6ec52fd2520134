import type { ExpectedAnswer } from './release.ts'

/**
 * How far an answer may be from the score: onnxruntime adds float32 numbers in another order for another number of rows,
 * which moves the sixth digit at most. A wrong model, column order or missing value moves far more.
 */
export const smokeTolerance = 1e-5

export interface SmokeResult {
  readonly rows: number
  readonly agreeing: number
  /** Of probabilities, or of values over the largest expected one; 0 when there are labels alone. */
  readonly worstDifference: number
  /** The first row that differs, in words; undefined when all agree. */
  readonly problem: string | undefined
}

/** Compares answers of `/predict` with what is expected. Anything that is not an answer counts as a difference. */
export function compareAnswers(expected: readonly ExpectedAnswer[], answers: readonly unknown[]): SmokeResult {
  const scale = valueScale(expected)
  let agreeing = 0
  let worstDifference = 0
  let problem: string | undefined
  for (const [row, wanted] of expected.entries()) {
    const { difference, wrong } = compare(wanted, answers[row], scale)
    worstDifference = Math.max(worstDifference, difference)
    if (wrong === undefined) agreeing++
    else problem ??= `row ${row + 1}: ${wrong}`
  }
  if (answers.length !== expected.length) problem ??= `${answers.length} answers for ${expected.length} rows`
  return { rows: expected.length, agreeing, worstDifference, problem }
}

interface Comparison {
  readonly difference: number
  readonly wrong: string | undefined
}

/** The size of the values, so that those of a model that predicts millionths are not all taken for equal. */
function valueScale(expected: readonly ExpectedAnswer[]): number {
  const values = expected.flatMap((answer) => ('value' in answer ? [Math.abs(answer.value)] : []))
  const largest = values.reduce((most, value) => Math.max(most, value), 0)
  return largest === 0 ? 1 : largest
}

function compare(wanted: ExpectedAnswer, answer: unknown, scale: number): Comparison {
  if ('value' in wanted) {
    const value = field(answer, 'value')
    if (typeof value !== 'number') return { difference: 0, wrong: 'the answer has no value' }
    const difference = Math.abs(value - wanted.value) / scale
    // Written so that NaN is wrong.
    const near = difference <= smokeTolerance
    return { difference, wrong: near ? undefined : `value ${value}, expected ${wanted.value}` }
  }
  const label = field(answer, 'label')
  if (typeof label !== 'string') return { difference: 0, wrong: 'the answer has no label' }
  const { difference, wrong } = compareProbabilities(wanted.probabilities ?? {}, field(answer, 'probabilities'))
  if (wrong !== undefined || label === wanted.label || isTie(wanted, label)) return { difference, wrong }
  return { difference, wrong: `label ${JSON.stringify(label)}, expected ${JSON.stringify(wanted.label)}` }
}

function compareProbabilities(wanted: Readonly<Record<string, number>>, given: unknown): Comparison {
  let difference = 0
  for (const [name, expected] of Object.entries(wanted)) {
    const probability = field(given, name)
    const label = JSON.stringify(name)
    if (typeof probability !== 'number') return { difference, wrong: `no probability of ${label}` }
    difference = Math.max(difference, Math.abs(probability - expected))
    if (!(difference <= smokeTolerance)) {
      return { difference, wrong: `probability of ${label} ${probability}, expected ${expected}` }
    }
  }
  return { difference, wrong: undefined }
}

type LabelAnswer = Exclude<ExpectedAnswer, { value: number }>

/** Rounding may decide between classes that are equally probable. */
function isTie({ label, probabilities }: LabelAnswer, other: string): boolean {
  const expected = probabilities?.[label]
  const given = probabilities && Object.hasOwn(probabilities, other) ? probabilities[other] : undefined
  return expected !== undefined && given !== undefined && expected - given <= 2 * smokeTolerance
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
