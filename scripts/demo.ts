// The story of a repository, told with the real commands on real data: a baseline on main, a change that looks better and
// is blocked, a change that passes. Everything happens in build/demo, from a clean state; nothing is left running.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { prepareFlights } from '../examples/flights/prepare.ts'

const root = join(import.meta.dirname, '..')
const example = join(root, 'examples/flights')
const folder = join(root, 'build/demo')
const projectFile = join(folder, 'mlgate.yml')
const started = performance.now()

say('A repository with 200,000 flights: will this one leave more than 15 minutes late?')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
cpSync(join(example, 'mlgate.yml'), projectFile)
cpSync(join(example, 'contracts'), join(folder, 'contracts'), { recursive: true })
await prepareFlights(join(folder, 'data'))
// Without a forge there are no runs to take the baseline from; here the repository keeps its model in git.
change('branch:main', 'git:main:out/model.onnx')
change('# yaml-language-server: $schema=../../schemas/mlgate.schema.json\n', '')
writeFileSync(join(folder, '.gitignore'), '.mlgate/\n')
git('init', '--quiet', '--initial-branch=main')

say('On main: are the data what the contract promises? Then train the first model and keep it.')
mlgate(0, 'validate-data')
mlgate(0, 'train-model')
commit('Train the first model')

say('A change: use the hour of the day as a category and drop the airport of origin. It looks better overall.')
git('switch', '--quiet', '--create', 'drop-origin')
change('[weekday, hour, distance, origin, destination]', '[weekday, hour_of_day, distance, destination]')
mlgate(0, 'train-model')
commit('Use the hour of the day, drop the origin')
mlgate(1, 'evaluate-gate')
say('The gate says no. This is the comment on the pull request, as Markdown:')
print(readFileSync(join(folder, '.mlgate/flight-delay/evaluate-gate/report.md'), 'utf8'))
const blocked = keepReport('blocked')

say('Another change: the hour of the day as a category, and the origin stays.')
git('switch', '--quiet', 'main')
git('switch', '--quiet', '--create', 'hour-of-day')
change('[weekday, hour, distance, origin, destination]', '[weekday, hour_of_day, distance, origin, destination]')
mlgate(0, 'train-model')
commit('Use the hour of the day')
mlgate(0, 'evaluate-gate')
const passed = keepReport('passed')

say(`Done in ${((performance.now() - started) / 1000).toFixed(0)} s. Open the reports in a browser:`)
print(`  the blocked change  ${blocked}\n  the passing change  ${passed}\n`)
print(`Records, JUnit, OpenMetrics and JSON lie in ${relative(root, join(folder, '.mlgate'))}/flight-delay/<step>/.\n`)

function print(text: string): void {
  process.stdout.write(text)
}

function say(text: string): void {
  print(`\n▌ ${text}\n\n`)
}

/** Replaces a text in the project file, which must hold it. */
function change(before: string, after: string): void {
  const text = readFileSync(projectFile, 'utf8')
  if (!text.includes(before)) throw new Error(`${projectFile} does not hold ${before}`)
  writeFileSync(projectFile, text.replace(before, after))
}

/** Runs a step as a user would, and insists on its exit code: a demo that goes otherwise is broken. */
function mlgate(expected: number, step: string): void {
  print(`$ npx mlgate ${step}\n`)
  const args = [join(root, 'packages/app/bin/mlgate.js'), step, '--host', 'generic', '--log-level', 'warn']
  const run = spawnSync(process.execPath, args, { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' })
  if (run.error) throw run.error
  if (run.status !== expected) {
    process.stderr.write(run.stderr)
    throw new Error(`${step} ended with exit code ${run.status}, not ${expected}.`)
  }
  print(`(exit code ${run.status})\n\n`)
}

function commit(message: string): void {
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
}

/** Git with an identity of its own: the demo must work where none is configured, and touch no configuration. */
function git(...args: string[]): void {
  const identity = ['-c', 'user.name=mlgate demo', '-c', 'user.email=demo@mlgate.invalid', '-c', 'commit.gpgsign=false']
  const run = spawnSync('git', [...identity, ...args], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  if (run.error) throw run.error
  if (run.status !== 0) throw new Error(`git ${args.join(' ')} failed.`)
}

/** Copies the HTML report of the gate out of the folder that the next run empties. */
function keepReport(name: string): string {
  const target = join(folder, 'reports', `${name}.html`)
  cpSync(join(folder, '.mlgate/flight-delay/evaluate-gate/report.html'), target)
  return relative(root, target)
}
