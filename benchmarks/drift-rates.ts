// How often drift-report's defaults raise an alarm about one column, without drift and with a known one. Seeded: the same
// table every time. Takes about a minute. `--save` writes benchmarks/results/drift-rates.md.
import { parseArgs } from 'node:util'
import { compareColumns } from '@mlgate/drift'
import type { Column } from '@mlgate/tables'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { lastLine, ownPeakMb, saveResult } from './results.ts'

const { values: options } = parseArgs({ options: { save: { type: 'boolean', default: false } } })
const pairs = 500
const generator = xoroshiro128plus(2026)
/** Uniform in (0, 1): 32 bits, shifted off both ends. */
const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())

const numbers = (rows: number, shift = 0): Column => ({
  kind: 'number',
  values: Float64Array.from({ length: rows }, () => normal() + shift),
})
/** Equal shares of 20 categories; `moved` of the rows come from the first one instead. */
const categories = (rows: number, moved = 0): Column => ({
  kind: 'string',
  values: Array.from({ length: rows }, () => (uniform() < moved ? 'c0' : `c${Math.floor(uniform() * 20)}`)),
})

const kinds = [
  { name: 'numbers, no drift', before: numbers, now: numbers },
  { name: '20 categories, no drift', before: categories, now: categories },
  { name: 'numbers, moved by 0.2 σ', before: numbers, now: (rows: number) => numbers(rows, 0.2) },
  { name: '20 categories, 15 % moved to one', before: categories, now: (rows: number) => categories(rows, 0.15) },
]
const sizes = [
  [200, 200],
  [1000, 1000],
  [1001, 100],
  [10_000, 10_000],
] as const

const lines = [
  `| reference / current rows | ${sizes.map((size) => size.join(' / ')).join(' | ')} |`,
  `| --- |${' --: |'.repeat(sizes.length)}`,
]
for (const { name, before, now } of kinds) {
  const rates = sizes.map(([reference, current]) => {
    let alarms = 0
    for (let pair = 0; pair < pairs; pair++) {
      const tables = [before(reference), now(current)].map((x) => ({
        rows: x.values.length,
        columns: new Map([['x', x]]),
      })) as [{ rows: number; columns: Map<string, Column> }, { rows: number; columns: Map<string, Column> }]
      if (compareColumns(...tables, { current: 'x' }).drifted) alarms++
    }
    return `${((100 * alarms) / pairs).toFixed(1)} %`
  })
  lines.push(`| ${name} | ${rates.join(' | ')} |`)
}
process.stdout.write(`${lines.join('\n')}\n\n`)
if (options.save) saveResult('drift-rates', 'How often drift-report is wrong', lines.join('\n'))
process.stdout.write(lastLine('drift-rates', undefined, undefined, ownPeakMb()))
