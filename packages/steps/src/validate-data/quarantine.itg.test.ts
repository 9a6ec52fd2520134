import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { gitRepository } from '../../testing/git-repository.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

const project = (quarantine: string) => `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.csv${quarantine}}
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
      - {name: who, logicalType: string, classification: restricted, logicalTypeOptions: {maxLength: 3}}
`
const rows = 'x,who\n1,ann\n7,CANARY\n'

interface Situation {
  readonly onForge?: boolean
  readonly own?: string
  readonly inForce?: string
  readonly changed?: boolean
  readonly place?: { readonly name: string; readonly address: string }
}

async function leftWith({ onForge = false, own = '', inForce = '', changed = false, place }: Situation) {
  const { path, commit } = gitRepository()
  commit({ 'c.yaml': contract, 'train.csv': rows })
  if (changed) await appendFile(join(path, 'train.csv'), '9,bob\n')
  const files = { 'mlgate.yml': project(inForce), 'c.yaml': contract }
  const host = fakeHost({ ...(onForge && { files }), ...(place && { artifactPlace: () => place }) })
  const { report, verdict } = await runValidateData({}, stepDeps(path, project(own), host))
  expect(verdict).toBe('fail')
  const isLeft = existsSync(join(path, 'quarantine', 'train.parquet'))
  expect(JSON.stringify(report).includes('quarantine/train.parquet')).toBe(isLeft)
  return { isLeft, path, report }
}

test('failing rows are left on a machine of one’s own', async () => {
  expect(await leftWith({})).toMatchObject({ isLeft: true })
})

test('the report names the file as it lies on the machine, or in which artifact of the run it is', async () => {
  const here = await leftWith({})
  expect(JSON.stringify(here.report.blocks)).toContain(`duckdb -c \\"select * from 'quarantine/train.parquet'\\"`)
  const place = { name: 'mlgate-m-validate-data-attempt-2', address: 'https://ci.example/runs/7#artifacts' }
  const { report } = await leftWith({ onForge: true, place })
  const [list] = report.blocks.filter((block) => JSON.stringify(block).includes('quarantine/train.parquet'))
  expect(list).toMatchObject({
    items: [
      expect.arrayContaining([
        { kind: 'code', text: 'quarantine/train.parquet' },
        { kind: 'link', href: place.address, content: ['artifact'] },
      ]),
    ],
  })
})

test('on a forge they are left of a file that git holds as it is', async () => {
  expect(await leftWith({ onForge: true })).toMatchObject({ isLeft: true })
  expect(await leftWith({ onForge: true, changed: true })).toMatchObject({ isLeft: false })
})

test('the policy in force has the last word, and the change none', async () => {
  const [yes, no] = [', quarantine: true', ', quarantine: false']
  expect(await leftWith({ onForge: true, changed: true, inForce: yes })).toMatchObject({ isLeft: true })
  expect(await leftWith({ onForge: true, inForce: no, own: yes })).toMatchObject({ isLeft: false })
  expect(await leftWith({ onForge: true, changed: true, own: yes })).toMatchObject({ isLeft: false })
})

test('values of sensitive columns are in no file that the step leaves', async () => {
  const { path, report } = await leftWith({})
  expect(JSON.stringify(report)).not.toContain('CANARY')
  const found = execFileSync('sh', ['-c', 'grep -rla CANARY --exclude-dir=.git . | sort'], { cwd: path }).toString()
  expect(found.trim()).toBe('./train.csv')
})

test('without git, rows are left on a forge only by the policy’s word', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-no-git-'))
  await writeFile(join(directory, 'c.yaml'), contract)
  await writeFile(join(directory, 'train.csv'), rows)
  const host = fakeHost({ files: { 'mlgate.yml': project(''), 'c.yaml': contract } })
  await runValidateData({}, stepDeps(directory, project(''), host))
  expect(existsSync(join(directory, 'quarantine'))).toBe(false)
})
