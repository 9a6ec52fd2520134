import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FakeForge, fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { drawsOf } from './own-metric-command.ts'
import { runMetricModule } from './own-metric-module.ts'
import { runEvaluateGate } from './run.ts'

const count = 60
const each = <T>(make: (row: number) => T): T[] => Array.from({ length: count }, (_, row) => make(row))
const rows = ['id,price,y', ...each((row) => `${row},${row % 7},${row % 3 === 0 ? 'yes' : 'no'}`)].join('\n')
const answers = ['id,prediction', ...each((row) => `${row},${row % 5 === 0 ? 'yes' : 'no'}`)].join('\n')
/** The price of every row that is answered with yes and is one. */
const profit = each((row) => (row % 15 === 0 ? row % 7 : 0)).reduce((sum, one) => sum + one, 0)

const project = (metric: string, baseline = '') => `model: m
task: classification
candidate: {predictions: scores.csv}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate: {${baseline}metrics: {profit: {${metric}, direction: maximize, min_rows: 1}}}
`

const good = `export default async ({ rows, columns }) => {
  let sum = 0
  for (let row = 0; row < rows; row++) {
    if (columns.prediction[row] === 'yes' && columns.label[row] === 'yes') sum += columns.price[row]
  }
  return sum
}`

async function judged(
  metric: string,
  options: {
    /** Files that the policy's tip has. */
    readonly atTip?: Readonly<Record<string, string>>
    /** Files in the checkout. */
    readonly here?: Readonly<Record<string, string>>
    readonly baseline?: string
    readonly forge?: FakeForge
  } = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-own-'))
  const files = { 'test.csv': rows, 'scores.csv': answers, ...options.here }
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  const policy = project(metric, options.baseline)
  const host = fakeHost({ files: { 'mlgate.yml': policy, 'test.csv': rows, ...options.atTip }, ...options.forge })
  const inputs = {
    'training-artifact-id': undefined,
    'training-artifact-digest': undefined,
    'endpoint-token': undefined,
  }
  const { verdict, record, report } = await runEvaluateGate(inputs, stepDeps(directory, policy, host))
  const { mlgate_evaluation: evaluation, policy: judging } = record.predicate as {
    mlgate_evaluation: { judgements: { gates: { candidate: number; conditions: { comparison?: unknown }[] }[] }[] }
    policy: { digest: unknown }
  }
  const [gate] = evaluation.judgements[0]?.gates ?? []
  return { verdict, gate, digest: JSON.stringify(judging), report }
}

/** Test data with a column that is called label and is not what is to be predicted. */
const twoLabels = rows
  .split('\n')
  .map((line, index) => `${line},${index === 0 ? 'Label' : 'yes'}`)
  .join('\n')

it.each([
  ['module: profit.js, min: 0', { 'profit.js': good }],
  ['mean_of: "(label = prediction)::int", min: 0', {}],
])('the truth of a metric (%s) is never another column that is called label', async (metric, code) => {
  const files = { 'test.csv': twoLabels }
  await expect(judged(metric, { atTip: { ...files, ...code }, here: files })).rejects.toThrow(
    /ha(s|ve) a column "label"/i,
  )
})

describe('a metric that is a module', () => {
  const demand = 'module: profit.js, min: 0'

  it('gets rows and columns, and returns a number', async () => {
    const { verdict, gate } = await judged(demand, { atTip: { 'profit.js': good } })
    expect([verdict, gate?.candidate]).toEqual(['pass', profit])
  })

  it('is the policy’s: a change cannot bring its own', async () => {
    const here = { 'profit.js': 'export default () => 1e9' }
    const { gate } = await judged(demand, { atTip: { 'profit.js': good }, here })
    expect(gate?.candidate).toBe(profit)
    await expect(judged(demand, { here })).rejects.toThrow(
      'gate.metrics.profit.module: there is no "profit.js" where the policy is read (mlgate.yml at main@4f1c2d0). A metric\'s code is policy: merge it first.',
    )
  })

  it('makes another policy when its bytes change', async () => {
    const one = await judged(demand, { atTip: { 'profit.js': good } })
    const same = await judged(demand, { atTip: { 'profit.js': good } })
    const other = await judged(demand, { atTip: { 'profit.js': `${good}\n` } })
    expect(one.digest).toBe(same.digest)
    expect(one.digest).not.toBe(other.digest)
  })

  it('never runs beside credentials', async () => {
    const run = judged(demand, { atTip: { 'profit.js': good }, forge: { credentials: ['NPM_TOKEN', 'SIGNING_KEY'] } })
    await expect(run).rejects.toThrow(
      'gate.metrics.profit.module: will not run beside credentials, and this job has NPM_TOKEN, SIGNING_KEY. Judge in a job without these variables, or write the metric as mean_of (SQL), which needs no program.',
    )
  })

  it.each([
    ['fails', 'export default () => { throw new RangeError("no prices") }', 'RangeError: no prices'],
    ['has no function', 'export const metric = () => 1', 'it has no function as its default export'],
    ['returns text', 'export default () => "12"', 'it returns string and no number'],
    ['is no JavaScript', 'export default (', 'SyntaxError'],
    ['imports another file', 'import "./lib.js"\nexport default () => 1', 'ERR_|Cannot find|Access'],
    ['ends the process', 'export default () => process.exit(3)', 'ended (exit code 3) without an answer'],
  ])('says so when it %s', async (_what, module, message) => {
    const pattern = new RegExp(`gate\\.metrics\\.profit\\.module: .*(${message.replace(/[()]/g, '\\$&')})`)
    await expect(judged(demand, { atTip: { 'profit.js': module } })).rejects.toThrow(pattern)
  })

  it('is no pass when it returns NaN', async () => {
    const { verdict, gate } = await judged(demand, { atTip: { 'profit.js': 'export default () => NaN' } })
    expect(verdict).toBe('error')
    expect(JSON.stringify(gate)).toContain('it is no finite number for the candidate')
  })
})

describe('the process of a module', () => {
  const table = { rows: 1, columns: new Map([['a', { kind: 'number', values: Float64Array.of(1) }]] as const) }
  const run = (code: string, limits?: Parameters<typeof runMetricModule>[3]) =>
    runMetricModule('here', new TextEncoder().encode(code), table, limits)

  it('sees no variable of the job, and no file but its own', async () => {
    process.env.MLGATE_TEST_VARIABLE = 'seen'
    await expect(run('export default () => (process.env.MLGATE_TEST_VARIABLE ? 1 : 0)')).resolves.toBe(0)
    delete process.env.MLGATE_TEST_VARIABLE
    const reads = `import { readFileSync } from 'node:fs'\nexport default () => readFileSync(${JSON.stringify(import.meta.filename)}).length`
    await expect(run(reads)).rejects.toThrow('Access to this API has been restricted')
    const writes = `import { writeFileSync } from 'node:fs'\nexport default () => { writeFileSync('x', ''); return 1 }`
    await expect(run(writes)).rejects.toThrow('Access to this API has been restricted')
    const starts = `import { execFileSync } from 'node:child_process'\nexport default () => execFileSync('id').length`
    await expect(run(starts)).rejects.toThrow('Access to this API has been restricted')
  })

  it('is stopped when it takes too long or too much memory', async () => {
    await expect(run('export default () => { for (;;); }', { seconds: 1, memoryBytes: 1e12 })).rejects.toThrow(
      'here: the module takes more than 1 seconds',
    )
    const greedy = `export default async () => {
      const kept = []
      for (;;) { kept.push(new Float64Array(4e6).fill(1)); await new Promise((resolve) => setTimeout(resolve, 10)) }
    }`
    await expect(run(greedy, { seconds: 60, memoryBytes: 4e8 })).rejects.toThrow(/here: the module takes .* of memory/)
  })

  it('leaves nothing behind', async () => {
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('mlgate-metric-')).length
    const before = await left()
    await run('export default () => 1')
    expect(await left()).toBe(before)
  })
})

describe('a metric that is a command', () => {
  const demand = 'command: [node, profit.mjs], min: 0'

  it('gets the path of a Parquet file, and prints a number', async () => {
    const script = `import { readFileSync } from 'node:fs'
      const bytes = readFileSync(process.argv.at(-1))
      console.log(bytes.subarray(0, 4).toString() === 'PAR1' ? 12.5 : 0)`
    const { gate } = await judged(demand, { atTip: { 'profit.mjs': script } })
    expect(gate?.candidate).toBe(12.5)
  })

  it('runs the policy’s script, in a folder without the change’s files', async () => {
    const script = `import { readdirSync } from 'node:fs'
      console.log(readdirSync('.').join() === 'profit.mjs' ? 1 : 0)`
    const here = { 'profit.mjs': 'console.log(1e9)' }
    const { gate } = await judged(demand, { atTip: { 'profit.mjs': script }, here })
    expect(gate?.candidate).toBe(1)
    await expect(judged(demand, { here })).rejects.toThrow(
      /"node" failed with exit code 1\. It runs in a folder that holds/,
    )
  })

  it('is compared by what it prints for each resample', async () => {
    const script = `console.log(process.argv.at(-1).length > 0 ? 2 : 0)
      if (process.env.MLGATE_RESAMPLES) for (let i = 0; i < 200; i++) console.log(2 + i / 1000)`
    const baseline = "baseline: {from: ['file:old.csv']}, confidence: {resamples: 200}, "
    const { gate } = await judged('command: [node, profit.mjs], max_regression: 1', {
      atTip: { 'profit.mjs': script },
      here: { 'old.csv': `${answers}\n` },
      baseline,
    })
    expect(gate?.conditions[0]?.comparison).toMatchObject({ method: 'numbers', difference: 0 })
  })

  it.each([
    ['prints words', 'console.log("profit: 3")', 'printed "profit: 3", which is no number'],
    ['prints nothing', '', 'printed "", which is no number'],
    ['prints numbers that nobody asked for', 'console.log("1\\n2\\n3")', 'printed 2 numbers after the metric'],
  ])('says so when it %s', async (_what, script, message) => {
    await expect(judged(demand, { atTip: { 'profit.mjs': script } })).rejects.toThrow(message)
  })

  it('never runs beside credentials', async () => {
    const run = judged(demand, { forge: { credentials: ['TOKEN'] } })
    await expect(run).rejects.toThrow('gate.metrics.profit.command: will not run beside credentials')
  })
})

describe('resamples for a command', () => {
  it('draw as many rows as there are, the same for the same seed', () => {
    const drawn = drawsOf(50, { count: 3, seed: 1, groups: undefined })
    const sums = [...(drawn?.columns.values() ?? [])].map(({ values }) =>
      (values as Float64Array).reduce((a, b) => a + b),
    )
    expect(sums).toEqual([50, 50, 50])
    expect(drawn).toEqual(drawsOf(50, { count: 3, seed: 1, groups: undefined }))
    expect(drawn).not.toEqual(drawsOf(50, { count: 3, seed: 2, groups: undefined }))
  })

  it('draw groups whole, and not at all from fewer than 30', () => {
    const groups = Array.from({ length: 80 }, (_, row) => `g${row >> 1}`)
    const values = drawsOf(80, { count: 1, seed: 1, groups })?.columns.get('r0')?.values as Float64Array
    for (let row = 0; row < 80; row += 2) expect(values[row]).toBe(values[row + 1])
    expect(drawsOf(80, { count: 1, seed: 1, groups: groups.map((name) => name.slice(0, 2)) })).toBeUndefined()
  })
})
