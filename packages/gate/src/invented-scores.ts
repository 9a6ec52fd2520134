import type { ClassificationScores, RegressionScores, Scores } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import type { JudgeInput } from './judge-input.ts'

/** Invented models and tables for this package's tests: the same from the same seed. */

/** Uniform numbers from 0 to 1 (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** True classes 0 and 1, a third of them 1. */
export function inventTruth(rows: number, seed: number): number[] {
  const random = uniform(seed)
  return Array.from({ length: rows }, () => (random() < 1 / 3 ? 1 : 0))
}

/**
 * A binary classifier that is right with the chance that `skill` gives for a row, with probabilities to match. Two
 * models of the same skill and different seeds are equally good and disagree at random.
 */
export function inventClassifier(
  truth: readonly number[],
  skill: number | ((row: number) => number),
  seed: number,
): ClassificationScores {
  const random = uniform(seed)
  return binaryScores(
    truth.map((label, row) => {
      const right = random() < (typeof skill === 'number' ? skill : skill(row))
      const sure = 0.5 + random() * 0.45
      return (label === 1) === right ? sure : 1 - sure
    }),
  )
}

/** Scores of a model with the classes 0 and 1 from the probabilities of 1. */
export function binaryScores(positives: readonly number[], classes = ['0', '1']): ClassificationScores {
  return {
    kind: 'classification',
    rows: positives.length,
    classes,
    probabilities: Float64Array.from(positives.flatMap((positive) => [1 - positive, positive])),
    labels: undefined,
    scoredBy: 'mlgate',
  }
}

/** Scores of a model that gives labels alone. */
export function labelScores(labels: readonly string[], classes: readonly string[]): ClassificationScores {
  return {
    kind: 'classification',
    rows: labels.length,
    classes,
    probabilities: undefined,
    labels: Int32Array.from(labels, (label) => classes.indexOf(label)),
    scoredBy: 'mlgate',
  }
}

export function valueScores(values: readonly number[]): RegressionScores {
  return { kind: 'regression', rows: values.length, values: Float64Array.from(values), scoredBy: 'mlgate' }
}

/** What is to be judged, its models by their scores alone. */
export type ScoredCase = Omit<JudgeInput, 'candidate' | 'baseline'> & {
  readonly candidate: Scores
  readonly baseline?: Scores | undefined
  /** The baseline is the candidate, byte for byte. */
  readonly identical?: boolean
}

export function judgeInputOf({ candidate, baseline, identical = false, ...others }: ScoredCase): JudgeInput {
  return {
    ...others,
    candidate: { scores: candidate },
    baseline: baseline && { scores: baseline, identical },
  }
}

type Cells = readonly number[] | readonly (string | null)[] | readonly (boolean | null)[]

/** A table from arrays: of numbers, of strings, of booleans. */
export function tableOf(columns: Readonly<Record<string, Cells>>): Table {
  const rows = Object.values(columns)[0]?.length ?? 0
  return { rows, columns: new Map(Object.entries(columns).map(([name, cells]) => [name, columnOf(cells)])) }
}

function columnOf(cells: Cells): Column {
  if (cells.every((cell) => typeof cell === 'number')) return { kind: 'number', values: Float64Array.from(cells) }
  if (cells.every((cell) => cell === null || typeof cell === 'boolean')) return { kind: 'boolean', values: cells }
  return { kind: 'string', values: cells.map((cell) => (cell === null ? null : String(cell))) }
}
