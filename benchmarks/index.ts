/**
 * npm run bench [name] [-- --save]: one benchmark, or all one after the other. `--save` writes benchmarks/results/<name>.md
 * and brings the documentation up to date. Whatever else a benchmark understands stands at its head.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const benchmarks = ['gate', 'gate-calibration', 'drift-rates', 'comment', 'validate']

const [first, ...others] = process.argv.slice(2)
const named = first === undefined || first.startsWith('-') ? undefined : first
const options = named === undefined ? process.argv.slice(2) : others

if (named !== undefined && !benchmarks.includes(named)) {
  process.stderr.write(`There is no benchmark ${named}. There are: ${benchmarks.join(', ')}.\n`)
  process.exitCode = 2
} else {
  for (const name of named === undefined ? benchmarks : [named]) run(`benchmarks/${name}.ts`, options)
  if (options.includes('--save')) run('scripts/generate.ts', [])
}

function run(script: string, args: readonly string[]): void {
  const file = fileURLToPath(new URL(`../${script}`, import.meta.url))
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${script} ended with ${status ?? 'a signal'}.`)
}
