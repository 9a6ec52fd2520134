import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { digestOfBytes } from '@mlgate/core'
import { openTables } from '@mlgate/tables'
import { expect, test } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runTrainModel } from '../train-model/run.ts'
import { runValidateData } from './run.ts'

const project = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: data/train/**/*.csv}
`
const contract = `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: x, logicalType: integer, logicalTypeOptions: {maximum: 5}}
      - {name: year, logicalType: integer}
`
const data = { 'data/train/year=2025/a.csv': 'x\n1\n7\n', 'data/train/year=2026/b.csv': 'x\n2\n9\n3\n' }

async function checkout(files: Readonly<Record<string, string>>) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-set-'))
  for (const [name, content] of Object.entries({ 'c.yaml': contract, ...files })) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), content)
  }
  return directory
}

test('several files are judged as one table, and each row is told by its file', async () => {
  const directory = await checkout(data)
  execFileSync('git', ['init', '--quiet', directory])
  execFileSync('git', ['-C', directory, 'add', '.'])
  const { report, outputs } = await runValidateData({}, stepDeps(directory, project, fakeHost()))
  expect(outputs.rows).toBe('5')
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  expect(failed.map(({ message }) => message)).toEqual([
    expect.stringContaining('First rows: 2 (year=2025/a.csv, 2), 4 (year=2026/b.csv, 2).'),
  ])
  expect(failed[0]?.places).toEqual([
    {
      position: { file: 'data/train/year=2025/a.csv', line: 3, column: 1 },
      message: expect.stringMatching(/^Row 2 breaks x/),
    },
    {
      position: { file: 'data/train/year=2026/b.csv', line: 3, column: 1 },
      message: expect.stringMatching(/^Row 2 breaks x/),
    },
  ])
  expect(JSON.stringify(report.blocks)).toContain('read as 2 files of CSV')
  await using tables = await openTables({ allow: [directory] })
  const kept = await tables.query(
    join(directory, 'quarantine', 'train.parquet'),
    'SELECT "row", file, file_row, x, year FROM data',
  )
  expect(kept).toEqual([
    [2, 'year=2025/a.csv', 2, 7, 2025],
    [4, 'year=2026/b.csv', 2, 9, 2026],
  ])
})

test('the record has one digest of them all, as sha256sum gives it, and one of each', async () => {
  const { record } = await runValidateData({}, stepDeps(await checkout(data), project, fakeHost()))
  const hex = (content: string) => createHash('sha256').update(content).digest('hex')
  const [a, b] = Object.values(data)
  const list = `${hex(a ?? '')}  year=2025/a.csv\n${hex(b ?? '')}  year=2026/b.csv\n`
  expect(record.subject).toEqual([
    { name: 'data/train/**/*.csv', digest: digestOfBytes(list) },
    { name: 'data/train/year=2025/a.csv', digest: digestOfBytes(a ?? '') },
    { name: 'data/train/year=2026/b.csv', digest: digestOfBytes(b ?? '') },
  ])
  const about = {
    role: 'train',
    name: 'data/train/**/*.csv',
    digest: { sha256: hex(list) },
    files: 2,
    rows: 5,
    bytes: (a ?? '').length + (b ?? '').length,
    readAs: '2 files of CSV in utf-8, delimiter ","',
  }
  expect(record.predicate).toMatchObject({ mlgate_data: [about] })
})

test('the record says of every table how much was read and how, also of one that the contract says nothing of', async () => {
  const more = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: a.csv, test: b.csv, tables: {other: c.jsonl}, reading: {decimal: ','}}
`
  const files = { 'a.csv': 'x;year\n1;2025\n', 'b.csv': 'x;year\n2;2026\n', 'c.jsonl': '{"z": 1}\n{"z": 2}\n' }
  const { record } = await runValidateData({}, stepDeps(await checkout(files), more, fakeHost()))
  const csv = 'CSV in utf-8, delimiter ";", decimal ","'
  const read = [
    { role: 'train', name: 'a.csv', files: 1, rows: 1, bytes: 14, readAs: csv },
    { role: 'test', name: 'b.csv', files: 1, rows: 1, bytes: 14, readAs: csv },
    { role: 'other', name: 'c.jsonl', files: 1, rows: 2, bytes: 18, readAs: 'JSON' },
  ]
  expect(record.predicate).toMatchObject({ mlgate_data: read })
  expect(record.subject.map(({ name }) => name)).toEqual(['a.csv', 'b.csv', 'c.jsonl'])
})

test('a file by itself has the digest of its bytes', async () => {
  const one = project.replace('data/train/**/*.csv', 'data/train/year=2025/a.csv')
  const own = contract.replace('      - {name: year, logicalType: integer}\n', '')
  const { record } = await runValidateData({}, stepDeps(await checkout({ ...data, 'c.yaml': own }), one, fakeHost()))
  expect(record.subject).toEqual([
    { name: 'data/train/year=2025/a.csv', digest: digestOfBytes(data['data/train/year=2025/a.csv']) },
  ])
})

test('a sensitive column may not be the name of a folder, which report and record tell', async () => {
  const secret = contract.replace('{name: year,', '{name: Year, classification: confidential,')
  const deps = stepDeps(await checkout({ ...data, 'c.yaml': secret }), project, fakeHost())
  await expect(runValidateData({}, deps)).rejects.toThrow('calls the column "year" sensitive, and the names of folders')
})

test('a link out of the repository is refused, and so is a set where one file is needed', async () => {
  const directory = await checkout(data)
  const deps = stepDeps(directory, project, fakeHost())
  const training = stepDeps(directory, `${project}train: {command: [python, train.py]}\n`, fakeHost())
  await expect(
    runTrainModel({ 'validation-artifact-id': '', 'validation-artifact-digest': '' }, training),
  ).rejects.toThrow('"data/train/**/*.csv" stands for several files')
  await symlink('/etc/hostname', join(directory, 'data/train/c.csv'))
  await expect(runValidateData({}, deps)).rejects.toThrow('"data/train/c.csv" is a link that leads outside')
})
