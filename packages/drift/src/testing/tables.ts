import type { Column, Table } from '@mlgate/tables'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Random numbers that are the same for the same seed. */
export function randomSource(seed: number) {
  const generator = xoroshiro128plus(seed)
  const uniform = (): number => ((generator.next() >>> 0) + 0.5) / 2 ** 32
  return {
    uniform,
    /** Standard normal ones, by Box and Muller, moved. */
    normal: (rows: number, mean = 0): Float64Array =>
      Float64Array.from(
        { length: rows },
        () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) + mean,
      ),
    /** Categories `a`, `b` … with shares that fall off, the first the likelier the larger `slope`. */
    categories: (rows: number, count: number, slope = 1): string[] =>
      Array.from({ length: rows }, () => `category ${Math.floor(uniform() ** slope * count)}`),
  }
}

export function numbers(values: ArrayLike<number>): Column {
  return { kind: 'number', values: Float64Array.from(values) }
}

export function strings(values: readonly (string | null)[]): Column {
  return { kind: 'string', values }
}

export function table(columns: Readonly<Record<string, Column>>): Table {
  const entries = Object.entries(columns)
  return { rows: entries[0]?.[1].values.length ?? 0, columns: new Map(entries) }
}
