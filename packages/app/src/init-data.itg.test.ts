import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadProject } from '@mlgate/project'
import { expect, it } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'
import { initHere } from '../testing/init-here.ts'

interface Row {
  readonly id: number
  readonly x: number
  readonly z: string
  readonly label: string
}

const made = (from: number, to: number): readonly Row[] =>
  Array.from({ length: to - from }, (_, index) => {
    const id = from + index
    return { id, x: ((id * 7) % 40) / 2, z: `k${id % 3}`, label: (id * 7) % 40 > 19 === id % 11 > 0 ? 'yes' : 'no' }
  })
const csv = (rows: readonly Row[]): string =>
  `id,x,z,label\n${rows.map(({ id, x, z, label }) => `${id},${x},${z},${label}\n`).join('')}`
const lines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const [train, test] = [made(0, 300), made(300, 450)]

const modelIn = (text: string) => [...loadProject(text, 'mlgate.yml').models.values()][0]

async function database(path: string, rows: readonly Row[]): Promise<void> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  const values = rows.map(({ id, x, z, label }) => `(${id}, ${x}::DOUBLE, '${z}', '${label}')`).join(', ')
  await connection.run(`CREATE TABLE rows AS FROM (VALUES ${values}) AS t(id, x, z, label)`)
  connection.closeSync()
  instance.closeSync()
}

it.each<[string, (rows: readonly Row[]) => string | Uint8Array]>([
  ['csv.gz', (rows) => gzipSync(csv(rows))],
  ['ndjson', lines],
  ['jsonl.zst', (rows) => zstdCompressSync(Buffer.from(lines(rows)))],
])('files of rows are found as .%s, and keep the contract', async (extension, content) => {
  const project = cliProject({})
  project.write(`data/train.${extension}`, content(train))
  project.write(`data/test.${extension}`, content(test))
  expect(await initHere(project.folder, ['--yes', '--forge', 'none', '--model', 'm'])).toMatchObject({ status: 0 })
  expect(modelIn(project.read('mlgate.yml'))?.data).toMatchObject({
    train: `data/train.${extension}`,
    test: `data/test.${extension}`,
    label: 'label',
  })
  expect(project.run('validate-data')).toMatchObject({ status: 0, result: { verdict: 'pass' } })
})

it('databases of one table are found', async () => {
  const project = cliProject({})
  mkdirSync(join(project.folder, 'data'))
  await database(join(project.folder, 'data/train.duckdb'), train)
  await database(join(project.folder, 'data/test.ddb'), test)
  expect(await initHere(project.folder, ['--yes', '--forge', 'none'])).toMatchObject({ status: 0 })
  expect(modelIn(project.read('mlgate.yml'))?.data).toMatchObject({ train: 'data/train.duckdb', test: 'data/test.ddb' })
  expect(project.run('validate-data').status).toBe(0)
})

it('the contract has the rules about learning that fit, and what the rows break of them is a warning that is told', async () => {
  const project = cliProject({ 'data/train.csv': csv(train), 'data/val.csv': csv(made(450, 520)) })
  project.write('data/test.csv', csv([...test, ...train.slice(0, 5)]))
  const { status, stdout } = await initHere(project.folder, ['--yes', '--forge', 'none', '--model', 'm'])
  expect(status).toBe(0)
  expect(modelIn(project.read('mlgate.yml'))?.data.validation).toBe('data/val.csv')
  const contract = project.read('contracts/m.odcs.yaml')
  const severities = Object.fromEntries(
    [...contract.matchAll(/check: (\w+).*\}(?:\n *severity: (\w+))?/g)].map(([, check, severity]) => [check, severity]),
  )
  expect(severities).toEqual({
    sharedIds: 'warning',
    sharedRows: 'warning',
    targetMissing: undefined,
    unseenLabels: undefined,
    conflictingLabels: 'warning',
    revealingFeatures: undefined,
    constantFeatures: undefined,
  })
  expect(contract).toContain('So far a warning, since data/train.csv breaks it')
  expect(stdout).toMatch(/Note {5}A rule about learning is broken: data\/train\.csv: sharedIds: .*; 5 in test/)
  const { status: judged, result } = project.run('validate-data')
  expect([judged, result.verdict]).toEqual([0, 'pass'])
  const inferred = project.mlgate(['contract', 'infer'])
  for (const check of Object.keys(severities)) expect(inferred.stdout).toContain(`check: ${check}`)
})

it('CSV files are read as the flag says, or the project file that is there', async () => {
  const odd = (rows: readonly Row[]) =>
    Buffer.from(csv(rows).replaceAll(',', ';').replaceAll('.', ',').replaceAll('k1', 'zwölf'), 'latin1')
  const project = cliProject({})
  project.write('data/train.csv', odd(train))
  project.write('data/test.csv', odd(test))
  const plain = await initHere(project.folder, ['--yes', '--forge', 'none'])
  expect(plain).toMatchObject({ status: 2, stderr: expect.stringContaining("--reading '{encoding: windows-1252}'") })
  expect(await initHere(project.folder, ['--yes', '--reading', '{encodin: latin-1}'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Did you mean encoding?'),
  })
  const flag = ['--yes', '--forge', 'none', '--reading', '{encoding: latin-1, decimal: ","}']
  expect(await initHere(project.folder, flag)).toMatchObject({ status: 0 })
  const { data } = modelIn(project.read('mlgate.yml')) ?? {}
  expect(data?.reading).toEqual({ encoding: 'latin-1', decimal: ',' })
  expect(project.read(data?.contract ?? '')).toContain('zwölf')
  expect(project.run('validate-data').status).toBe(0)
  const again = await initHere(project.folder, ['--yes', '--forge', 'none', '--force'])
  expect(again.status).toBe(0)
  expect(modelIn(project.read('mlgate.yml'))?.data.reading).toEqual(data?.reading)
})

it('partitions are one table to train on for a model that comes from elsewhere, and refused where one file is needed', async () => {
  const project = cliProject({ 'model.onnx': 'no model' })
  project.write('data/train/year=2025/month=1/part-0.csv', csv(train.slice(0, 100)))
  project.write('data/train/year=2026/month=1/part-0.csv', csv(train.slice(100)))
  project.write('data/test.csv', csv(test))
  const { status, stdout } = await initHere(project.folder, ['--yes', '--forge', 'none', '--onnx', 'model.onnx'])
  expect(status).toBe(0)
  expect(stdout).toContain('data/train/**/*.csv')
  const contract = modelIn(project.read('mlgate.yml'))?.data.contract ?? ''
  expect(project.read(contract)).toContain('Left out, since not every file has it: "year"')
  expect(project.run('validate-data')).toMatchObject({ status: 0, result: { verdict: 'pass' } })
  project.write('train.py', '')
  expect(await initHere(project.folder, ['--yes', '--force'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('train-model needs one file: write the rows into one, and name it with --train.'),
  })
  expect(await initHere(project.folder, ['--yes', '--train', 'data/test.csv', '--test', 'data/train'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('evaluate-gate needs one file'),
  })
})
