import { type FeatureBins, noBin } from './feature-bins.ts'
import type { SliceCondition } from './slice-condition.ts'

export interface FoundSlice {
  readonly conditions: readonly SliceCondition[]
  readonly rows: Uint32Array
  /** How far the mean loss lies above that of all other rows, in standard errors. */
  readonly z: number
}

interface PossibleSlice extends Omit<FoundSlice, 'rows'> {
  readonly pickRows: () => Uint32Array
}

/** Slices that a search goes on from at each depth. */
const beam = 12
/** What a further condition must add, in standard errors against the rest of the slice, to be worth its words. */
const worthwhile = 2

/**
 * Searches for the slice whose mean loss stands out most: a conjunction of at most `depth` conditions, each of which makes
 * the slice worse than it was without, on at least `minRows` of the given rows. Undefined when none stands out.
 */
export function worstSlice(
  features: readonly FeatureBins[],
  losses: Float64Array,
  rows: Uint32Array,
  options: { readonly depth: number; readonly minRows: number },
): FoundSlice | undefined {
  const all = totalsOf(losses, rows)
  let level: FoundSlice[] = [{ conditions: [], rows, z: 0 }]
  const found: FoundSlice[] = []
  for (let depth = 1; depth <= options.depth; depth++) {
    const deeper = new Map<string, PossibleSlice>()
    for (const parent of level) {
      for (const child of childrenOf(parent, features, losses, all, options.minRows)) {
        // The same conditions are reached by several ways.
        const key = JSON.stringify([...child.conditions.map((condition) => JSON.stringify(condition))].sort())
        if (!deeper.has(key)) deeper.set(key, child)
      }
    }
    // Rows are picked for the few that are gone on from: that is what a search costs.
    level = [...deeper.values()]
      .sort((a, b) => b.z - a.z)
      .slice(0, beam)
      .map(({ conditions, z, pickRows }) => ({ conditions, z, rows: pickRows() }))
    found.push(...level)
  }
  const [worst] = found.sort((a, b) => b.z - a.z || a.conditions.length - b.conditions.length)
  return worst && worst.z >= worthwhile ? worst : undefined
}

interface Totals {
  readonly count: number
  readonly sum: number
  readonly squares: number
}

function totalsOf(losses: Float64Array, rows: Uint32Array): Totals {
  let sum = 0
  let squares = 0
  for (const row of rows) {
    const loss = losses[row] as number
    sum += loss
    squares += loss * loss
  }
  return { count: rows.length, sum, squares }
}

function childrenOf(
  parent: FoundSlice,
  features: readonly FeatureBins[],
  losses: Float64Array,
  all: Totals,
  minRows: number,
): PossibleSlice[] {
  const taken = new Set(parent.conditions.map(({ column }) => column))
  const whole = totalsOf(losses, parent.rows)
  return features.flatMap((feature) => {
    if (taken.has(feature.column)) return []
    const bins = binTotals(feature, losses, parent.rows)
    return feature.slices.flatMap(({ bins: members, condition }) => {
      const inside = sumTotals(members.map((bin) => bins[bin] as Totals))
      if (inside.count < minRows || whole.count - inside.count < 1) return []
      if (zOf(inside, whole) < worthwhile) return []
      const z = zOf(inside, all)
      if (z <= parent.z * 0.7) return []
      const pickRows = (): Uint32Array => {
        const isIn = new Uint8Array(256)
        for (const bin of members) isIn[bin] = 1
        return parent.rows.filter((row) => isIn[feature.binOf[row] as number] === 1)
      }
      return [{ conditions: [...parent.conditions, condition], z, pickRows }]
    })
  })
}

function binTotals(feature: FeatureBins, losses: Float64Array, rows: Uint32Array): Totals[] {
  const count = new Float64Array(256)
  const sum = new Float64Array(256)
  const squares = new Float64Array(256)
  for (const row of rows) {
    const bin = feature.binOf[row] as number
    if (bin === noBin) continue
    const loss = losses[row] as number
    count[bin] = (count[bin] as number) + 1
    sum[bin] = (sum[bin] as number) + loss
    squares[bin] = (squares[bin] as number) + loss * loss
  }
  return Array.from({ length: feature.count }, (_, bin) => ({
    count: count[bin] as number,
    sum: sum[bin] as number,
    squares: squares[bin] as number,
  }))
}

function sumTotals(parts: readonly Totals[]): Totals {
  return parts.reduce((a, b) => ({ count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares }), {
    count: 0,
    sum: 0,
    squares: 0,
  })
}

/** How far the mean inside lies above that of the rest, in standard errors. */
function zOf(inside: Totals, whole: Totals): number {
  const rest = {
    count: whole.count - inside.count,
    sum: whole.sum - inside.sum,
    squares: whole.squares - inside.squares,
  }
  if (rest.count < 2 || inside.count < 2) return 0
  const difference = inside.sum / inside.count - rest.sum / rest.count
  const error = Math.sqrt(varianceOf(inside) / inside.count + varianceOf(rest) / rest.count)
  if (difference === 0) return 0
  return error === 0 ? Math.sign(difference) * Number.MAX_VALUE : difference / error
}

function varianceOf({ count, sum, squares }: Totals): number {
  return Math.max(0, squares - (sum * sum) / count) / (count - 1)
}
