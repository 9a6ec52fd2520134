import { ConfigurationError } from '@mlgate/core'
import type { GatheredNumbers } from './gather-outputs.ts'

export type OutputMeaning = 'probabilities' | 'logits'

/** float32 softmaxes leave values like −1.2e-7. */
const rangeTolerance = 1e-5

/**
 * Rows miss 1 by a little more the more classes there are. Not by much: probabilities are not renormalised, so that a
 * model whose scores are all a thousandth too high would lower its log loss by that thousandth.
 */
const sumToleranceOfClass = 1e-5

/**
 * A classifier's scores as probabilities, `rows × classes`, classes at least 2. Declared logits go through a softmax, or a
 * sigmoid when there is one column, which stands for the second class. Without a declaration the values must look like
 * probabilities: outputs called so may hold margins (SVC, SGDClassifier, RidgeClassifier). Probabilities are not
 * renormalised. Throws ConfigurationError for NaN and for values that are not what was declared; that declared logits look
 * like probabilities is such a contradiction in a whole set, and chance in a few rows.
 */
export function toProbabilities(
  scores: GatheredNumbers,
  declared: OutputMeaning | undefined,
  model: string,
  wholeSet = true,
): { readonly classes: number; readonly values: Float64Array } {
  refuseNotANumber(scores, model)
  const doubt = whyNotProbabilities(scores)
  if (declared === 'logits') {
    if (wholeSet && doubt === undefined && scores.width > 1) {
      throw new ConfigurationError(
        `${model}: declared as logits, but every row is within [0, 1] and adds up to 1: these are probabilities already. Remove candidate.output.`,
      )
    }
    const classes = Math.max(2, scores.width)
    const values = scores.width === 1 ? sigmoid(scores.values) : softmax(scores)
    // Infinite logits: a softmax has no answer to them.
    refuseNotANumber({ width: classes, values }, model)
    return { classes, values }
  }
  if (doubt !== undefined) {
    throw new ConfigurationError(
      declared === 'probabilities'
        ? `${model}: declared as probabilities, but ${doubt}. Export probabilities, or set candidate.output: logits.`
        : `${model}: ${doubt}, so these are no probabilities. Set candidate.output: logits to have a ${scores.width === 1 ? 'sigmoid' : 'softmax'} ` +
            'applied (PyTorch and Keras without a last activation), or export probabilities (SVC, SGDClassifier and RidgeClassifier give margins).',
    )
  }
  return scores.width === 1
    ? { classes: 2, values: complement(scores.values) }
    : { classes: scores.width, values: scores.values }
}

/** Says what keeps scores from being probabilities: a value outside [0, 1] or a row that does not add up to 1. */
export function whyNotProbabilities({ values, width }: GatheredNumbers): string | undefined {
  for (let at = 0; at < values.length; at += width) {
    let sum = 0
    for (let i = at; i < at + width; i++) {
      const value = values[i]!
      if (value < -rangeTolerance || value > 1 + rangeTolerance) return `row ${at / width + 1} holds ${value}`
      sum += value
    }
    if (width > 1 && Math.abs(sum - 1) > sumToleranceOfClass * width)
      return `row ${at / width + 1} adds up to ${sum}${almost(sum)}`
  }
  return undefined
}

/** Says of a sum close to 1 that it is not close enough: those who read it would else look for logits. */
function almost(sum: number): string {
  return Math.abs(sum - 1) < 0.05
    ? ' (float32 is off by a hundred-thousandth a class at most; divide each row by its sum)'
    : ''
}

/** A model that meets a missing value it was not made for answers NaN; no metric could be right after that. */
function refuseNotANumber(scores: GatheredNumbers, model: string): void {
  refuse(scores, Number.isNaN, 'NaN', model)
}

/** A predicted number must be finite. */
export function refuseNotFinite(scores: GatheredNumbers, model: string): void {
  refuseNotANumber(scores, model)
  refuse(scores, (value) => !Number.isFinite(value), 'an infinite value', model)
}

function refuse(
  { values, width }: GatheredNumbers,
  bad: (value: number) => boolean,
  what: string,
  model: string,
): void {
  let count = 0
  let first = 0
  for (let at = 0; at < values.length; at += width) {
    if (!values.subarray(at, at + width).some(bad)) continue
    if (count === 0) first = at / width + 1
    count++
  }
  if (count === 0) return
  throw new ConfigurationError(
    `${model}: ${count} of ${values.length / width} rows get ${what} (first row ${first}). ` +
      'The model cannot handle the values in them; where they are missing values, impute inside the exported pipeline.',
  )
}

/** Both columns of a binary classifier, from the second class's probabilities. */
export function complement(positive: Float64Array): Float64Array {
  const values = new Float64Array(2 * positive.length)
  positive.forEach((p, row) => {
    values[2 * row] = 1 - p
    values[2 * row + 1] = p
  })
  return values
}

function sigmoid(logits: Float64Array): Float64Array {
  const values = new Float64Array(2 * logits.length)
  logits.forEach((z, row) => {
    // Each side by itself: 1 − p would lose the digits of a small probability.
    values[2 * row] = 1 / (1 + Math.exp(z))
    values[2 * row + 1] = 1 / (1 + Math.exp(-z))
  })
  return values
}

function softmax({ values, width }: GatheredNumbers): Float64Array {
  const probabilities = new Float64Array(values.length)
  for (let at = 0; at < values.length; at += width) {
    let highest = Number.NEGATIVE_INFINITY
    for (let i = at; i < at + width; i++) highest = Math.max(highest, values[i]!)
    let sum = 0
    for (let i = at; i < at + width; i++) {
      const power = Math.exp(values[i]! - highest)
      probabilities[i] = power
      sum += power
    }
    for (let i = at; i < at + width; i++) probabilities[i]! /= sum
  }
  return probabilities
}
