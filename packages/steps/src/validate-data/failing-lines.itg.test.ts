import { execFileSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

const project = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.csv}
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
      - {name: note, logicalType: string}
`

/** Where the one failed check shows, in a repository that holds the data or not. */
async function shownIn(tracked: boolean) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-lines-'))
  await writeFile(join(directory, 'c.yaml'), contract)
  await writeFile(join(directory, 'train.csv'), 'x,note\n1,"two\nlines"\n7,a\n2,b\n9,c\n')
  execFileSync('git', ['init', '--quiet', directory])
  if (tracked) execFileSync('git', ['-C', directory, 'add', 'train.csv'])
  const { report } = await runValidateData({}, stepDeps(directory, project, fakeHost()))
  return report.checks.find(({ verdict }) => verdict === 'fail')?.places
}

test('failing rows of a committed table are shown on their lines, however many lines the rows before them have', async () => {
  const places = await shownIn(true)
  expect(places?.map(({ position }) => position)).toEqual([
    { file: 'train.csv', line: 4, column: 1 },
    { file: 'train.csv', line: 6, column: 1 },
  ])
  expect(places?.[0]?.message).toMatch(/^Row 2 breaks x: maximum/)
})

test('those of a table that git does not hold are not: nobody could open the line', async () => {
  expect(await shownIn(false)).toBeUndefined()
})

test('the lines are those of the file as mlgate.yml declares it, and so are the rows', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-lines-'))
  await writeFile(join(directory, 'c.yaml'), contract)
  await writeFile(join(directory, 'train.csv'), Buffer.from('# \xe9\nx;note\n"1";"\xe9\n"\n7;-\n', 'latin1'))
  execFileSync('git', ['init', '--quiet', directory])
  execFileSync('git', ['-C', directory, 'add', 'train.csv'])
  const declared = project.replace(
    'train: train.csv',
    'train: train.csv, reading: {encoding: latin-1, comment: "#", null_values: ["-"]}',
  )
  const { report } = await runValidateData({}, stepDeps(directory, declared, fakeHost()))
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  expect(failed.map(({ places }) => places?.map(({ position }) => position.line))).toEqual([[5]])
})
