import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { explainValidateData } from './explain.ts'

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

it('explains the contract in force, and after it what a change brings', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-explain-'))
  await writeFile(join(directory, 'train.csv'), 'x\n1\n7\n')
  await writeFile(join(directory, 'c.yaml'), contract(100))
  const host = fakeHost({ files: { 'mlgate.yml': project, 'c.yaml': contract(5) } })
  const { text, data } = await explainValidateData(stepDeps(directory, project, host))
  const parts = text.split(/^train: train\.csv$/m)
  expect(parts).toHaveLength(3)
  expect(parts[1]).toContain('(contract in force)')
  expect(parts[1]).toContain('every value is at most 5\n')
  expect(parts[2]).toContain('(contract of this change)')
  expect(parts[2]).toContain('every value is at most 100\n')
  expect(data).toMatchObject({ contracts: [{ origin: 'contract in force' }, { origin: 'contract of this change' }] })
  expect((await readdir(directory)).toSorted()).toEqual(['c.yaml', 'train.csv'])
})
