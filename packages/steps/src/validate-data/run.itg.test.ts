import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes, InfrastructureError, type Inline } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { type FakeForge, fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

const project = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.csv}
`
const contract = (maximum: number) => `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: x, logicalType: integer, logicalTypeOptions: {maximum: ${maximum}}}
`

/** Validates a checkout with `own` as its contract, where the target branch holds `inForce`. */
async function validated(
  own: string,
  inForce: Readonly<Record<string, string>> | undefined,
  forge: FakeForge = {},
  file = project,
) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-validate-'))
  await writeFile(join(directory, 'train.csv'), 'x\n1\n7\n9\n')
  await writeFile(join(directory, 'c.yaml'), own)
  const host = fakeHost(inForce === undefined ? forge : { ...forge, files: { 'mlgate.yml': project, ...inForce } })
  return runValidateData({}, stepDeps(directory, file, host))
}

function plain(inlines: readonly Inline[]): string {
  const words = (inline: Inline): string => {
    if (typeof inline === 'string') return inline
    return 'content' in inline ? plain(inline.content) : 'text' in inline ? inline.text : ''
  }
  return inlines.map(words).join('')
}

describe('validate-data', () => {
  it('judges by the contract in force, whatever the change writes into its own', async () => {
    const { verdict, report, record } = await validated(contract(100), { 'c.yaml': contract(5) })
    expect(verdict).toBe('fail')
    const text = JSON.stringify(report)
    expect(text).toContain('This change alters the contract')
    const failed = report.checks.filter((check) => check.verdict === 'fail')
    expect(failed.map(({ message }) => message).join()).toMatch(/2 .*3.*2, 3/)
    // A line of a file that is not checked out cannot be pointed at.
    expect(failed[0]).not.toHaveProperty('position')
    expect(record.predicate).toMatchObject({ result: 'FAILED' })
  })

  it('tells what a change of the contract demands otherwise, what breaks the model’s features first', async () => {
    const columns = (a: string, b: string) =>
      contract(100).replace(/properties:.*/s, `properties:\n      - {name: a${a}}\n      - {name: x${b}}\n`)
    const features = project.replace('{onnx: m.onnx}', '{onnx: m.onnx, features: [x]}')
    const inForce = columns(', required: true', ', required: true, description: old')
    const own = columns('', ', unique: true, description: old')
    const { report } = await validated(own, { 'mlgate.yml': features, 'c.yaml': inForce }, {}, features)
    expect(plain(report.reason)).toContain('This change alters the contract (2 breaking, 1 stricter): ')
    const fold = report.blocks.find((block) => block.kind === 'fold' && plain(block.title).startsWith('Contract'))
    const [table] = fold?.kind === 'fold' ? fold.blocks : []
    const rows = table?.kind === 'table' ? table.rows.map((row) => row.map(plain).join(' | ')) : []
    expect(rows).toEqual([
      'breaking | x | no longer promised: every row has a value (NaN is none) | yes',
      'breaking | a | no longer promised: every row has a value (NaN is none) | no',
      expect.stringMatching(/^stricter \| x \| .* \| yes$/),
    ])
  })

  it('says when a contract is only worded otherwise', async () => {
    const { verdict, report } = await validated(`# mine\n${contract(100)}`, { 'c.yaml': contract(100) })
    expect(verdict).toBe('pass')
    expect(plain(report.reason)).toContain('alters the contract in words alone')
    expect(JSON.stringify(report.blocks)).not.toContain('Contract: ')
  })

  it('wants the data to keep a stricter contract that the change brings as well', async () => {
    const { verdict, report } = await validated(contract(5), { 'c.yaml': contract(100) })
    expect(verdict).toBe('fail')
    const failed = report.checks.filter((check) => check.verdict === 'fail')
    expect(failed[0]?.position).toMatchObject({ file: 'c.yaml', line: 9 })
  })

  it('points at the checked-out contract when it is the one in force', async () => {
    const { report } = await validated(contract(5), { 'c.yaml': contract(5) })
    expect(report.checks.find((check) => check.verdict === 'fail')?.position).toMatchObject({ file: 'c.yaml' })
  })

  it('passes nothing by a contract that the target branch does not have', async () => {
    expect(await validated(contract(100), {})).toMatchObject({ verdict: 'inconclusive' })
    expect(await validated(contract(5), {})).toMatchObject({ verdict: 'fail' })
  })

  it('judges by the working tree on a machine of one’s own', async () => {
    expect(await validated(contract(100), undefined)).toMatchObject({ verdict: 'pass', outputs: { rows: '3' } })
  })
})

describe('a contract for several tables', () => {
  const head = contract(100).split('schema:')[0]
  const several = `${head}schema:
  - name: rows
    properties:
      - {name: x, logicalType: integer}
  - name: stations
    properties:
      - {name: id, primaryKey: true}
      - {name: city, quality: [{metric: nullValues, mustBe: 0, severity: warning}]}
`
  async function judged(data: string, schema = several) {
    const directory = await mkdtemp(join(tmpdir(), 'mlgate-tables-'))
    await writeFile(join(directory, 'train.csv'), 'x\n1\n7\n')
    await writeFile(join(directory, 'stations.csv'), 'id,city\n1,X\n2,\n')
    await writeFile(join(directory, 'c.yaml'), schema)
    return runValidateData({}, stepDeps(directory, project.replace('train: train.csv', data), fakeHost()))
  }

  it('judges each object by the rows of its file, and the record names all of them', async () => {
    const { verdict, report, record } = await judged('train: train.csv, tables: {stations: stations.csv}')
    expect(verdict).toBe('pass')
    expect(report.checks.map(({ name }) => name)).toContain('stations: primary key (id): unique')
    expect(record.subject.map(({ name }) => name)).toEqual(['train.csv', 'stations.csv'])
    expect(record.predicate).toMatchObject({ result: 'WARNED', warnedTests: ['stations: city: nullValues'] })
  })

  it('fails by a warning when the policy says so', async () => {
    const { verdict, outputs } = await judged('fail_on: warning, train: train.csv, tables: {stations: stations.csv}')
    expect(verdict).toBe('fail')
    expect(outputs['failed-checks']).toBe('1')
  })

  it('refuses an object without data, and a name that is taken', async () => {
    await expect(judged('train: train.csv')).rejects.toThrow('no file of the project belongs to "rows", "stations"')
    await expect(judged('train: train.csv, tables: {train: stations.csv}')).rejects.toThrow('data.tables.train')
  })
})

describe('the data of a change', () => {
  const change = { number: 5, url: 'https://x', targetBranch: 'main', headCommit: 'a'.repeat(40), fromFork: false }
  const held = contract(100)
  const artifact = { id: '7', digest: digestOfBytes(new Uint8Array()) }
  const found = { found: true, artifact, runUrl: 'https://x/runs/1', commit: '1dbb6a7'.padEnd(40, '0') } as const

  /** The fold about the data, as its title and its text, where the newest run on main left these files. */
  async function dataFold(forge: FakeForge) {
    const { verdict, report } = await validated(held, { 'c.yaml': held }, { change, ...forge })
    expect(verdict).toBe('pass')
    const folds = report.blocks.filter((block) => block.kind === 'fold')
    const fold = folds.find(({ title }) => String(title[0]).startsWith('Data'))
    return { title: fold && plain(fold.title), text: JSON.stringify(fold?.blocks ?? []) }
  }
  /** A run on main whose train.csv held these rows. */
  async function baseWith(rows: string): Promise<FakeForge> {
    const directory = await mkdtemp(join(tmpdir(), 'mlgate-base-'))
    await writeFile(join(directory, 'train.csv'), rows)
    await writeFile(join(directory, 'c.yaml'), held)
    const deps = stepDeps(directory, project, fakeHost())
    await runValidateData({}, deps)
    return {
      branchArtifact: async () => found,
      download: async (_, into) => void (await cp(deps.folder.output, into, { recursive: true })),
    }
  }

  it('is told against what the newest run on the target branch left, with what the contract says', async () => {
    const { title, text } = await dataFold(await baseWith('x\n1\n7\n'))
    expect(title).toBe('Data: 3 changes against main@1dbb6a7')
    expect(text).toContain('has 3 rows, 1 more (+50 %)')
    expect(text).toContain('has 1 new value')
    expect(text).toContain('says nothing of it')
    expect(text).toMatch(/holds: \d checks/)
  })

  it('is told to be the same when it is', async () => {
    expect(await dataFold(await baseWith('x\n1\n7\n9\n'))).toMatchObject({
      title: 'Data: no changes against main@1dbb6a7',
    })
  })

  it.each([
    ['there is no run yet', async () => ({ found: false as const, reason: 'No run on main.' }), 'No run on main.'],
    [
      'the runs may not be listed',
      () => Promise.reject(new InfrastructureError('HTTP 403', { retryable: false })),
      'HTTP 403',
    ],
  ])('is judged all the same when %s, and that is said', async (_, branchArtifact, words) => {
    const { title, text } = await dataFold({ branchArtifact })
    expect(title).toBe('Data: not compared with main')
    expect(text).toContain(words)
  })

  it('must not hold many more rows when the contract says so, and that cannot be asked without a base', async () => {
    const rule = '{type: custom, engine: mlgate, implementation: {check: rowCountChange, against: base, maximum: 0.4}}'
    const bounded = `${held}    quality: [${rule}]\n`
    const judged = async (forge: FakeForge) => {
      const { verdict, report } = await validated(bounded, { 'c.yaml': bounded }, { change, ...forge })
      return { verdict, words: report.checks.map(({ message }) => message).join() }
    }
    expect(await judged(await baseWith('x\n1\n7\n9\n'))).toMatchObject({ verdict: 'pass' })
    expect(await judged(await baseWith('x\n1\n7\n'))).toMatchObject({
      verdict: 'fail',
      words: expect.stringContaining('0.5: 3 rows here, 2 in main@1dbb6a7'),
    })
    const none = async () => ({ found: false as const, reason: 'No run on main.' })
    expect(await judged({ branchArtifact: none })).toMatchObject({
      verdict: 'error',
      words: expect.stringContaining('Found: No run on main.'),
    })
  })

  it('is not compared with a profile that is none', async () => {
    const download: FakeForge['download'] = async (_, into) => {
      await mkdir(into)
      await writeFile(join(into, 'profile.json'), '{"format": "mlgate-profile/9"}')
    }
    const { text } = await dataFold({ branchArtifact: async () => found, download })
    expect(text).toContain('not of the schema of profile.json')
  })
})
