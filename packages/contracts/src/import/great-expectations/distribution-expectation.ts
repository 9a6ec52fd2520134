import { type Arguments, isValue, Untranslated } from './arguments.ts'
import { type Guard, ofBooleans, ofNumbers, ofPlainNumbers, ofTexts } from './guards.ts'
import type { Translate, Translation } from './translation.ts'

type Keys = Readonly<Record<string, unknown>>

/**
 * The Kullback–Leibler divergence from a partition of the suite. Its weights leave room for the holdouts, as Great
 * Expectations makes it: half of the one for tails on each side, the one for bins that expect nothing shared among those.
 */
export const divergence: Translate = (given): Translation => {
  const partition = given.get('partition_object')
  const threshold = given.get('threshold')
  if (partition === undefined)
    throw new Untranslated('has no partition_object, so that the data is compared with itself.')
  if (threshold === undefined) throw new Untranslated('has no threshold, so that it demands nothing.')
  if (typeof partition !== 'object' || partition === null || !('weights' in partition)) {
    throw new Untranslated('partition_object must have weights, and values or bins.')
  }
  const [tail, inner] = [shareOf(given, 'tail_weight_holdout'), shareOf(given, 'internal_weight_holdout')]
  const weights = numbersOf(partition.weights, 'weights')
  const implementation = { check: 'distribution', distance: 'kullback-leibler', maximum: given.number('threshold') }
  const column = given.text('column')
  if (given.get('bucketize_data') === false && 'bins' in partition) {
    throw new Untranslated('bins with bucketize_data: false are not compared.')
  }
  if ('values' in partition) {
    if (tail > 0 || inner > 0) throw new Untranslated('holdouts are not checked for values that are not expected.')
    const { values, guard } = readValues(partition.values)
    makeOne(weights, [])
    return { column, guard, implementation: { ...implementation, values, weights }, where: 'considered' }
  }
  const bins = numbersOf('bins' in partition ? partition.bins : undefined, 'bins')
  const tails = 'tail_weights' in partition ? numbersOf(partition.tail_weights, 'tail_weights') : []
  if (tails.length > 0 && (tail > 0 || tails.length !== 2)) {
    throw new Untranslated('tail_weights must be two, and have no tail_weight_holdout beside them.')
  }
  makeOne(weights, tails)
  const binned = withHoldouts(weights, tails, tail, inner)
  return { column, guard: ofNumbers, implementation: { ...implementation, bins, ...binned }, where: 'considered' }
}

function withHoldouts(weights: readonly number[], tails: readonly number[], tail: number, inner: number): Keys {
  if (tail === 0 && inner === 0) return { weights, ...(tails.length === 0 ? {} : { tailWeights: tails }) }
  const empty = weights.filter((weight) => weight === 0).length
  const held = weights.map((weight) => (weight === 0 && inner > 0 ? inner / empty : weight * (1 - tail - inner)))
  const sides = tails.length === 0 ? [tail / 2, tail / 2] : tails
  // Where no bin expects nothing, what was held out for such is nobody's: all shares grow alike.
  const total = [...held, ...sides].reduce((sum, weight) => sum + weight, 0)
  return { weights: held.map((weight) => weight / total), tailWeights: sides.map((weight) => weight / total) }
}

function shareOf(given: Arguments, name: string): number {
  const share = given.optionalNumber(name) ?? 0
  if (share < 0 || share >= 1) throw new Untranslated(`${name} must be at least 0 and less than 1.`)
  return share
}

/** Throws Untranslated unless the shares make 1 together. */
function makeOne(weights: readonly number[], tails: readonly number[]): void {
  const total = [...weights, ...tails].reduce((sum, weight) => sum + weight, 0)
  if (Math.abs(total - 1) > 1e-8 || [...weights, ...tails].some((weight) => weight < 0)) {
    throw new Untranslated('the weights of partition_object do not make 1 together.')
  }
}

function readValues(values: unknown): { readonly values: readonly unknown[]; readonly guard: Guard } {
  if (Array.isArray(values) && values.every(isValue) && new Set(values.map(String)).size === values.length) {
    const types = new Set(values.map((value) => typeof value))
    const [type] = types
    if (types.size === 1) {
      return { values, guard: type === 'string' ? ofTexts : type === 'number' ? ofPlainNumbers : ofBooleans }
    }
  }
  throw new Untranslated('the values of partition_object must be different, and of one type.')
}

function numbersOf(value: unknown, name: string): readonly number[] {
  if (Array.isArray(value) && value.every((one): one is number => typeof one === 'number')) return value
  throw new Untranslated(`${name} of partition_object must be a list of numbers.`)
}
