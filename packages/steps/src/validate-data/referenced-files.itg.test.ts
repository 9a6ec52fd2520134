import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { digestOfBytes, type StepResult } from '@mlgate/core'
import { expect, test } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

const project = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: data/rides.csv}
`
const contract = (file: string, classification = 'public') => `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rides
    properties:
      - {name: station, logicalType: string, classification: ${classification}}
    quality:
      - type: custom
        engine: mlgate
        name: known
        implementation: {check: foreignKey, columns: [station], to: {file: ${file}, columns: [code]}}
`
const rides = 'station\nA\nB\nZZ\n'
const stations = 'code,town\nA,x\nB,y\n'

async function checkout(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-referenced-'))
  for (const [name, content] of Object.entries({ 'data/rides.csv': rides, ...files })) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), content)
  }
  return directory
}

const validate = (directory: string, own = project): Promise<StepResult> =>
  runValidateData({}, stepDeps(directory, own, fakeHost()))

const known = ({ report }: StepResult) => report.checks.find(({ name }) => name.endsWith('known'))

test('a key may stand in a file that the contract names by path, and the record says that it was read', async () => {
  const result = await validate(
    await checkout({ 'c.yaml': contract('data/stations.csv'), 'data/stations.csv': stations }),
  )
  expect(known(result)).toMatchObject({ verdict: 'fail', message: expect.stringContaining('1 row of 3') })
  expect(result.record.subject).toEqual([
    { name: 'data/rides.csv', digest: digestOfBytes(rides) },
    { name: 'data/stations.csv', digest: digestOfBytes(stations) },
  ])
  expect(result.record.predicate).toMatchObject({
    mlgate_data: [
      { role: 'train', rows: 3 },
      { role: 'data/stations.csv', name: 'data/stations.csv', files: 1, rows: 2, bytes: stations.length },
    ],
  })
  const more = await validate(
    await checkout({ 'c.yaml': contract('data/stations.csv'), 'data/stations.csv': `${stations}ZZ,z\n` }),
  )
  expect(known(more)?.verdict).toBe('pass')
})

test('several files may be the other table, and one that mlgate.yml names as well is read once', async () => {
  const parts = { 'data/stations/a.csv': 'code\nA\n', 'data/stations/b.csv': 'code\nB\nZZ\n' }
  const set = await validate(await checkout({ 'c.yaml': contract('data/stations/*.csv'), ...parts }))
  expect(known(set)?.verdict).toBe('pass')
  expect(set.record.subject.map(({ name }) => name)).toEqual([
    'data/rides.csv',
    'data/stations/*.csv',
    'data/stations/a.csv',
    'data/stations/b.csv',
  ])
  const named = project.replace('rides.csv}', 'rides.csv, tables: {stations: data/stations.csv}}')
  const once = await validate(
    await checkout({ 'c.yaml': contract('./data/stations.csv'), 'data/stations.csv': stations }),
    named,
  )
  expect(known(once)?.verdict).toBe('fail')
  expect(once.record.subject.map(({ name }) => name)).toEqual(['data/rides.csv', 'data/stations.csv'])
})

test('a path that leads elsewhere, or is not there, stops the run at its place in the contract', async () => {
  const refused = async (file: string) => validate(await checkout({ 'c.yaml': contract(file) }))
  await expect(refused('/etc/passwd')).rejects.toThrow(
    /^c\.yaml:\d+:\d+ foreignKey: to\.file: "\/etc\/passwd" leads outside/,
  )
  await expect(refused('../x.csv')).rejects.toThrow('leads outside')
  await expect(refused('data/stations.csv')).rejects.toThrow(/c\.yaml.*is not there|c\.yaml.*does not exist/)
  const linked = await checkout({ 'c.yaml': contract('data/stations.csv') })
  await symlink('/etc/hostname', join(linked, 'data/stations.csv'))
  await expect(validate(linked)).rejects.toThrow('is a link that leads outside')
})

test('values of a sensitive key are not told, and no folder of the other table may tell one', async () => {
  const hidden = await checkout({ 'c.yaml': contract('data/stations.csv', 'secret'), 'data/stations.csv': stations })
  const result = await validate(hidden)
  expect(known(result)?.verdict).toBe('fail')
  expect(JSON.stringify(result.report)).not.toContain('ZZ')
  const told = { 'data/stations/station=ZZ/a.csv': 'code\nA\n' }
  await expect(validate(await checkout({ 'c.yaml': contract('data/stations', 'secret'), ...told }))).rejects.toThrow(
    'calls the column "station" sensitive',
  )
})
