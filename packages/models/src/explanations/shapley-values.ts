import { ConfigurationError } from '@mlgate/core'
import { seededPermutations } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { type Coalition, coalitionTable } from './coalitions.ts'

export interface ShapleyOptions {
  /** Rows to explain. */
  readonly rows: Table
  /** Rows that stand for "not knowing" a feature: a sample of the data. */
  readonly background: Table
  readonly features: readonly string[]
  /** The model as one number a row, for the row to explain that they belong to. Order and length as given. */
  readonly evaluate: (table: Table, explained: (at: number) => number) => Promise<Float64Array>
  readonly seed: number
  /** How many rows the model may be asked for, in all; decides between exact values and sampling. */
  readonly evaluations: number
}

export interface ShapleyValues {
  /** Row-major, `rows × features`: what each feature adds to the model's output for that row. */
  readonly values: Float64Array
  /** The model's mean output over the background, one a row to explain (the output explained may differ by row). */
  readonly base: Float64Array
  readonly method: 'exact' | 'permutations'
  /** Pairs of orders that were sampled for each row; 0 when exact. */
  readonly pairs: number
}

/** Rows the model is asked for at once. */
const chunk = 50_000

/**
 * Interventional Shapley values: what each feature adds to the output, averaged over the orders in which features become
 * known, with unknown ones taken from background rows. Exact over all 2^F sets of features where that many evaluations
 * are allowed; otherwise from random orders, each walked in both directions (antithetic pairs: exact for models without
 * interactions, linear ones above all). Values of a row sum to its output minus the base.
 * Source: Štrumbelj and Kononenko 2014; Lundberg and Lee 2017; Mitchell et al., Sampling Permutations for Shapley Value
 * Estimation (JMLR 2022). Reference: shap's ExactExplainer with an Independent masker.
 * @throws ConfigurationError when too few evaluations are allowed for a single pair of orders a row
 */
export async function shapleyValues(options: ShapleyOptions): Promise<ShapleyValues> {
  const { rows, background, features, evaluations } = options
  const perSet = rows.rows * background.rows
  if (features.length <= 30 && 2 ** features.length * perSet <= evaluations) return exactValues(options)
  const pairs = Math.floor(evaluations / perSet / Math.max(1, 2 * features.length))
  if (pairs < 1) {
    throw new ConfigurationError(
      `explanations: ${rows.rows} rows × ${background.rows} background rows × ${features.length} features need more than the ${evaluations} evaluations allowed. Explain fewer rows or use a smaller background.`,
    )
  }
  return sampledValues(options, pairs)
}

async function exactValues(options: ShapleyOptions): Promise<ShapleyValues> {
  const { rows, features } = options
  const width = features.length
  const sets = 2 ** width
  const coalitions = function* (): Generator<Coalition> {
    for (let row = 0; row < rows.rows; row++) {
      for (let set = 0; set < sets; set++) {
        yield { row, isPresent: Uint8Array.from({ length: width }, (_, feature) => (set >> feature) & 1) }
      }
    }
  }
  const outputs = await meansOf(coalitions(), rows.rows * sets, options)
  const weights = weightsBySize(width)
  const values = new Float64Array(rows.rows * width)
  for (let row = 0; row < rows.rows; row++) {
    for (let feature = 0; feature < width; feature++) {
      let value = 0
      for (let set = 0; set < sets; set++) {
        if ((set >> feature) & 1) continue
        const added = (outputs[row * sets + (set | (1 << feature))] as number) - (outputs[row * sets + set] as number)
        value += (weights[bitsOf(set)] as number) * added
      }
      values[row * width + feature] = value
    }
  }
  const base = Float64Array.from({ length: rows.rows }, (_, row) => outputs[row * sets] as number)
  return { values, base, method: 'exact', pairs: 0 }
}

/** |S|! (F − |S| − 1)! ÷ F!, by the size of S. */
function weightsBySize(width: number): number[] {
  const weights = [1 / width]
  for (let size = 1; size < width; size++) weights.push(((weights[size - 1] as number) * size) / (width - size))
  return weights
}

function bitsOf(set: number): number {
  let bits = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) bits++
  return bits
}

async function sampledValues(options: ShapleyOptions, pairs: number): Promise<ShapleyValues> {
  const { rows, features, seed } = options
  const width = features.length
  const permute = seededPermutations(seed)
  const orders = Array.from({ length: rows.rows * pairs }, () => permute(width))
  // Both directions of an order share no set but the empty and the full one, which are asked for once a row.
  const setsOfRow = 2 + pairs * 2 * (width - 1)
  const coalitions = function* (): Generator<Coalition> {
    for (let row = 0; row < rows.rows; row++) {
      yield { row, isPresent: new Uint8Array(width) }
      yield { row, isPresent: new Uint8Array(width).fill(1) }
      for (let pair = 0; pair < pairs; pair++) {
        const order = orders[row * pairs + pair] as Uint32Array
        for (const walk of [order, order.toReversed()]) {
          const isPresent = new Uint8Array(width)
          for (const feature of walk.subarray(0, width - 1)) {
            isPresent[feature] = 1
            yield { row, isPresent: isPresent.slice() }
          }
        }
      }
    }
  }
  const outputs = await meansOf(coalitions(), rows.rows * setsOfRow, options)
  const values = new Float64Array(rows.rows * width)
  for (let row = 0; row < rows.rows; row++) {
    const start = row * setsOfRow
    const empty = outputs[start] as number
    const full = outputs[start + 1] as number
    let at = start + 2
    for (let pair = 0; pair < pairs; pair++) {
      const order = orders[row * pairs + pair] as Uint32Array
      for (const walk of [order, order.toReversed()]) {
        let before = empty
        for (const [place, feature] of walk.entries()) {
          const after = place === width - 1 ? full : (outputs[at++] as number)
          const index = row * width + feature
          values[index] = (values[index] as number) + (after - before) / (2 * pairs)
          before = after
        }
      }
    }
  }
  const base = Float64Array.from({ length: rows.rows }, (_, row) => outputs[row * setsOfRow] as number)
  return { values, base, method: 'permutations', pairs }
}

/** The mean output over the background for each coalition. */
async function meansOf(
  coalitions: Iterable<Coalition>,
  count: number,
  { features, rows, background, evaluate }: ShapleyOptions,
): Promise<Float64Array> {
  const means = new Float64Array(count)
  const atOnce = Math.max(1, Math.floor(chunk / background.rows))
  let done = 0
  let waiting: Coalition[] = []
  const flush = async (): Promise<void> => {
    const asked = waiting
    waiting = []
    const table = coalitionTable(asked, features, rows, background)
    const outputs = await evaluate(table, (at) => (asked[Math.floor(at / background.rows)] as Coalition).row)
    for (let index = 0; index < asked.length; index++) {
      let sum = 0
      for (let other = 0; other < background.rows; other++) sum += outputs[index * background.rows + other] as number
      means[done++] = sum / background.rows
    }
  }
  for (const coalition of coalitions) {
    waiting.push(coalition)
    if (waiting.length === atOnce) await flush()
  }
  if (waiting.length > 0) await flush()
  return means
}
