import { expect, test } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'

const files = {
  'mlgate.yml': `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.csv, test: test.csv, tables: {stations: stations.csv}}
`,
  'c.yaml': `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: id, unique: true}
      - {name: "x\\e[2J", required: true}
`,
  'train.csv': 'id,x\nvalue-of-1,2\nvalue-of-1,3\n',
  'test.csv': 'id,x\n1,2\n',
  'stations.csv': 'id\n1\n',
}

test('validate-data --explain tells what would be asked of each file, judges nothing and leaves nothing', () => {
  const { mlgate, has } = cliProject(files)
  const { status, stdout } = mlgate(['validate-data', '--explain'])
  expect(status).toBe(0)
  expect(stdout).toContain('train: train.csv\nby c.yaml, version 1.0.0 (contract of this change)\n')
  expect(stdout).toContain('test: test.csv\n')
  expect(stdout).toContain('missing   x\\u{1b}[2J: the check will fail')
  expect(stdout).toContain('Not checked, for the contract has no such object: stations')
  expect(stdout).not.toContain('value-of-1')
  expect(stdout).not.toContain('\u001b')
  expect(has('.mlgate')).toBe(false)
})

test('the explanation as data has each contract that judges with its files, and keeps what a run left', () => {
  const { run, read } = cliProject(files)
  expect(run('validate-data').status).toBe(1)
  const before = read('.mlgate/m/validate-data/result.json')
  const { status, result } = run('validate-data', ['--explain'])
  expect(status).toBe(0)
  expect(Object.keys(result)).toEqual(['model', 'failOn', 'contracts'])
  expect(result).toMatchObject({
    model: 'm',
    failOn: 'error',
    contracts: [
      { file: 'c.yaml', unchecked: ['stations'], files: [{ data: 'train' }, { data: 'test', object: 'rows' }] },
    ],
  })
  expect(read('.mlgate/m/validate-data/result.json')).toBe(before)
})

test('a contract that is wrong, and a form that there is none of, end with 2', () => {
  const { mlgate, write } = cliProject(files)
  const { status, stderr } = mlgate(['validate-data', '--explain', '--format', 'markdown'])
  expect([status, stderr]).toEqual([2, expect.stringContaining('--explain has the formats text and json')])
  expect(mlgate(['evaluate-gate', '--explain']).status).toBe(2)
  write('c.yaml', 'kind: Other\n')
  expect(mlgate(['validate-data', '--explain'])).toMatchObject({ status: 2, stdout: '' })
})
