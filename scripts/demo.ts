// The story of a repository, told with the real commands on real data: a baseline on main, a change that looks better and
// is blocked, a change that passes. Everything happens in build/demo, from a clean state; nothing is left running.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { freePort } from '@mlgate/core/testing'
import { prepareFlights } from '../examples/flights/prepare.ts'

const root = join(import.meta.dirname, '..')
const example = join(root, 'examples/flights')
const folder = join(root, 'build/demo')
const projectFile = join(folder, 'mlgate.yml')
const started = performance.now()
const port = await freePort()
// Whatever happens, nothing is left running.
process.on('exit', () => {
  if (existsSync(join(folder, '.mlgate/deployments'))) run('undeploy', ['--environment', 'staging'], 'ignore')
})

say('A repository with 200,000 flights: will this one leave more than 15 minutes late?')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
cpSync(join(example, 'mlgate.yml'), projectFile)
cpSync(join(example, 'contracts'), join(folder, 'contracts'), { recursive: true })
await prepareFlights(join(folder, 'data'))
// Without a forge there are no runs to take the baseline from; here the registry gives it, in a folder of the demo's own.
change('branch:main', 'registry:production')
change('  roots: [/srv/mlgate/registry]\n', '')
change('/srv/mlgate/registry', 'registry')
change('port: 8080', `port: ${port}`)
change('# yaml-language-server: $schema=../../schemas/mlgate.schema.json\n', '')
writeFileSync(join(folder, '.gitignore'), '.mlgate/\nregistry/\n')
git('init', '--quiet', '--initial-branch=main')

say('On main: are the data what the contract promises? Then train the first model, judge it, keep it and serve it.')
mlgate(0, 'validate-data')
mlgate(0, 'train-model')
mlgate(0, 'evaluate-gate')
mlgate(0, 'register-model', '--alias', 'production')
mlgate(0, 'deploy-model', '--environment', 'staging')
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
mlgate(0, 'register-model', '--alias', 'production')
mlgate(0, 'deploy-model', '--environment', 'staging')
say('The new version answers:')
await ask()

say('A month later: are the flights of June still those of May?')
mlgate(0, 'drift-report')
mlgate(0, 'undeploy', '--environment', 'staging')

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

/** Asks the served model about one flight, as any client would. */
async function ask(): Promise<void> {
  const row = { weekday: 'Fri', hour_of_day: '18h', distance: 599, origin: 'ORD', destination: 'ATL' }
  const body = JSON.stringify({ rows: [row] })
  print(`$ curl http://127.0.0.1:${port}/predict -d '${body}'\n`)
  const answer = await fetch(`http://127.0.0.1:${port}/predict`, { method: 'POST', body })
  const text = await answer.text()
  print(`${text}\n`)
  if (!answer.ok) throw new Error(`The served model answered ${answer.status}.`)
}

/** Runs a step as a user would, and insists on its exit code: a demo that goes otherwise is broken. */
function mlgate(expected: number, step: string, ...flags: string[]): void {
  print(`$ npx mlgate ${[step, ...flags].join(' ')}\n`)
  const done = run(step, flags, 'inherit')
  if (done.status !== expected) {
    process.stderr.write(done.stderr)
    throw new Error(`${step} ended with exit code ${done.status}, not ${expected}.`)
  }
  print(`(exit code ${done.status})\n\n`)
}

function run(step: string, flags: readonly string[], output: 'inherit' | 'ignore') {
  const args = [join(root, 'packages/app/bin/mlgate.js'), step, ...flags, '--host', 'generic', '--log-level', 'warn']
  // It plays on a developer's machine, also when CI runs it: in CI the registry takes signed verdicts alone.
  const env = { ...process.env, CI: 'false' }
  const done = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  })
  if (done.error) throw done.error
  return done
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

/** Copies the reports of the gate out of the folder that the next run empties; the page is told. */
function keepReport(name: string): string {
  for (const kind of ['md', 'html']) {
    cpSync(
      join(folder, `.mlgate/flight-delay/evaluate-gate/report.${kind}`),
      join(folder, 'reports', `${name}.${kind}`),
    )
  }
  return relative(root, join(folder, 'reports', `${name}.html`))
}
