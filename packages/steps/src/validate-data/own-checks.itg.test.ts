import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FakeForge, fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

const project = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.csv}
`
const rows = 'carrier,fare\nAA,10\nUA,-3\nAA,20\nUA,\nAA,-1\n'

const contract = (implementation: object, classification = 'public'): string =>
  JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1.0.0',
    status: 'active',
    schema: [
      {
        name: 'rows',
        properties: [{ name: 'carrier' }, { name: 'fare', classification }],
        quality: [{ type: 'custom', engine: 'mlgate', name: 'fares', implementation }],
      },
    ],
  })

interface Setting {
  /** Files that the target branch has beside mlgate.yml and the contract; without it there is no such branch. */
  readonly atTip?: Readonly<Record<string, string>>
  /** Files in the checkout. */
  readonly here?: Readonly<Record<string, string>>
  readonly forge?: FakeForge
  readonly classification?: string
}

/** What became of the check. */
async function fares(implementation: object, { atTip, here, forge, classification }: Setting = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-own-check-'))
  const text = contract(implementation, classification)
  const files = { 'train.csv': rows, 'c.yaml': text, ...here }
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content)
  const tip = atTip && { files: { 'mlgate.yml': project, 'c.yaml': text, ...atTip } }
  const { verdict, report } = await runValidateData({}, stepDeps(directory, project, fakeHost({ ...tip, ...forge })))
  return { verdict, check: report.checks.find(({ name }) => name.endsWith('fares')), report }
}

const negative = `export default ({ rows, columns }) => {
  const failing = []
  for (let row = 0; row < rows; row++) if (columns.fare[row] < 0) failing.push(columns['#row'][row])
  return failing
}`
const moduleCheck = { check: 'module', path: 'fares.mjs' }

describe('a check that is a module', () => {
  it('names the rows that fail', async () => {
    const { verdict, check } = await fares(moduleCheck, { here: { 'fares.mjs': negative } })
    expect(verdict).toBe('fail')
    expect(check?.message).toMatch(/every row keeps what fares\.mjs checks.*2 rows of 5.*First rows: 2, 5/)
  })

  it('holds when it names none, and within its tolerance', async () => {
    const none = { 'fares.mjs': 'export default () => []' }
    expect((await fares(moduleCheck, { here: none })).verdict).toBe('pass')
    const tolerant = { ...moduleCheck, mostly: 0.6 }
    expect((await fares(tolerant, { here: { 'fares.mjs': negative } })).verdict).toBe('pass')
    expect((await fares({ ...tolerant, mostly: 0.61 }, { here: { 'fares.mjs': negative } })).verdict).toBe('fail')
  })

  it('sees the rows that where chooses, under their own numbers, and the columns that it asks for', async () => {
    const all = "export default ({ columns }) => (Object.keys(columns).join() === '#row,fare' ? columns['#row'] : [])"
    const chosen = { ...moduleCheck, where: "carrier = 'UA'", columns: ['fare'] }
    const { check } = await fares(chosen, { here: { 'fares.mjs': all } })
    expect(check?.message).toMatch(/2 rows of 2.*First rows: 2, 4/)
  })

  it('is asked for the share of the rows that where chooses, and is an error when those are none', async () => {
    const here = { 'fares.mjs': negative }
    const tolerant = { ...moduleCheck, where: "carrier = 'AA'", mostly: 0.66 }
    expect((await fares(tolerant, { here })).check?.verdict).toBe('pass')
    const strict = await fares({ ...tolerant, mostly: 0.67 }, { here })
    expect(strict.check?.message).toMatch(/1 row of 3.*First rows: 5/)
    const none = { ...moduleCheck, where: "carrier = 'DL'" }
    expect((await fares(none, { here })).check).toMatchObject({ verdict: 'error' })
    expect((await fares({ ...none, ifNoRows: 'pass' }, { here })).check?.verdict).toBe('pass')
  })

  it('may name no row that where does not choose', async () => {
    const outside = { 'fares.mjs': 'export default () => [2]' }
    const { verdict, check } = await fares({ ...moduleCheck, where: "carrier = 'AA'" }, { here: outside })
    expect([verdict, check?.verdict]).toEqual(['error', 'error'])
    expect(check?.message).toContain('names row 2, which where does not choose')
  })

  it('is the policy’s: a change cannot bring its own', async () => {
    const here = { 'fares.mjs': 'export default () => []' }
    const judged = await fares(moduleCheck, { atTip: { 'fares.mjs': negative }, here })
    expect(judged.verdict).toBe('fail')
    const without = await fares(moduleCheck, { atTip: {}, here })
    expect(without).toMatchObject({ verdict: 'error', check: { verdict: 'error' } })
    expect(without.check?.message).toContain("A check's code is policy: merge it first.")
  })

  it('never runs beside credentials', async () => {
    const { verdict, check } = await fares(moduleCheck, {
      here: { 'fares.mjs': negative },
      forge: { credentials: ['NPM_TOKEN'] },
    })
    expect(verdict).toBe('error')
    expect(check?.message).toContain('fares.mjs: will not run beside credentials, and this job has NPM_TOKEN.')
  })

  it.each([
    ['throws', 'export default () => { throw new Error("broken") }', 'broken'],
    ['returns a number', 'export default () => 3', 'returns number. Return the array'],
    ['returns texts', "export default () => ['2']", 'an array of other things than numbers'],
    ['names a row that is not there', 'export default () => [6]', 'names row 6; there are rows 1 to 5'],
    ['names half a row', 'export default () => [1.5]', 'names row 1.5'],
    ['takes too long', 'export default () => new Promise(() => setInterval(() => {}, 99))', 'more than 1 seconds'],
  ])('is an error when it %s', async (_what, code, words) => {
    const { verdict, check } = await fares({ ...moduleCheck, seconds: 1 }, { here: { 'fares.mjs': code } })
    expect([verdict, check?.verdict]).toEqual(['error', 'error'])
    expect(check?.message).toContain(words)
  })

  it('does not tell values of sensitive columns', async () => {
    const tells = 'export default ({ columns }) => { throw new Error("fare " + columns.fare[0]) }'
    const { report } = await fares(moduleCheck, { here: { 'fares.mjs': tells }, classification: 'restricted' })
    expect(JSON.stringify(report)).not.toContain('fare 10')
  })
})

describe('a check that is a command', () => {
  const node = (script: string) => ({ here: { 'fares.mjs': script } })
  const commandCheck = { check: 'command', command: [process.execPath, 'fares.mjs'] }

  it('gets a Parquet file with the numbers of the rows, and prints those that fail', async () => {
    const script = `import { readFileSync } from 'node:fs'
const bytes = readFileSync(process.argv.at(-1))
if (bytes.subarray(0, 4).toString() !== 'PAR1' || !bytes.includes('#row')) process.exit(9)
console.log('2\\n\\n 5 ')`
    const { verdict, check } = await fares(commandCheck, node(script))
    expect(verdict).toBe('fail')
    expect(check?.message).toMatch(/2 rows of 5.*First rows: 2, 5/)
  })

  it('gets the rows that where chooses alone, and may name no other', async () => {
    const chosen = { ...commandCheck, where: "carrier = 'AA'" }
    const { check } = await fares(chosen, node('console.log(5)'))
    expect(check?.message).toMatch(/1 row of 3.*First rows: 5/)
    const other = await fares(chosen, node('console.log(2)'))
    expect(other).toMatchObject({ verdict: 'error', check: { verdict: 'error' } })
  })

  it('holds when it prints nothing', async () => {
    expect((await fares(commandCheck, node('console.error("all is well")'))).verdict).toBe('pass')
  })

  it.each([
    ['fails', 'console.error("no table"); process.exit(3)', 'failed with exit code 3'],
    ['prints a sentence', 'console.log("row 2 is bad")', 'printed "row 2 is bad", which is no row number'],
    ['is killed', 'process.kill(process.pid, "SIGTERM")', 'was ended by SIGTERM'],
    ['takes too long', 'setInterval(() => {}, 99)', 'was stopped after 1 seconds'],
  ])('is an error when it %s', async (_what, script, words) => {
    const { verdict, check } = await fares({ ...commandCheck, seconds: 1 }, node(script))
    expect([verdict, check?.verdict]).toEqual(['error', 'error'])
    expect(check?.message).toContain(words)
  })

  it('does not tell what it prints of sensitive columns', async () => {
    const setting = { ...node('console.log("4711"+"-x"); console.error("4711")'), classification: 'restricted' }
    expect(JSON.stringify((await fares(commandCheck, setting)).report)).not.toContain('4711')
  })
})
