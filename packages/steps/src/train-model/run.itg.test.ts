import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes, type Verdict } from '@mlgate/core'
import { testResultRecord, writeRecord } from '@mlgate/evidence'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runTrainModel } from './run.ts'

const rows = `x,y\n${Array.from({ length: 40 }, (_, row) => `${row},${row > 19 ? 'yes' : 'no'}\n`).join('')}`
const project = (id = '') => `model: m
task: classification
candidate: {onnx: m.onnx}
data: {train: train.csv, label: y${id}}
train: {builtin: {algorithm: logistic-regression}}
`
const artifact = { 'validation-artifact-id': '7', 'validation-artifact-digest': digestOfBytes('zip') }
const none = { 'validation-artifact-id': undefined, 'validation-artifact-digest': undefined }

/** Trains in a checkout, after a validate-data that came to `verdict` on `validatedRows`. */
async function trained(
  inputs: Parameters<typeof runTrainModel>[0],
  verdict: Verdict = 'pass',
  validatedRows = rows,
  yaml = project(),
) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-train-'))
  await writeFile(join(directory, 'train.csv'), rows)
  const download = async (_reference: unknown, into: string) => {
    const data = [{ name: 'train.csv', digest: digestOfBytes(validatedRows) }] as const
    const more = { configuration: [], runUrl: undefined, passed: [], warned: [], failed: [] }
    await writeRecord(into, testResultRecord({ data: [...data], verdict, ...more }))
  }
  return runTrainModel(inputs, stepDeps(directory, yaml, fakeHost({ download })))
}

describe('train-model', () => {
  it('trains on the very data that validate-data passed', async () => {
    expect(await trained(artifact)).toMatchObject({ verdict: 'pass', record: { subject: [{ name: 'model/m.onnx' }] } })
  })

  it('refuses data that did not pass', async () => {
    await expect(trained(artifact, 'fail')).rejects.toThrow('is not one of data that passed')
  })

  it('refuses other data than those that passed', async () => {
    await expect(trained(artifact, 'pass', 'x,y\n1,no\n')).rejects.toThrow('Both jobs must see the same data.')
  })

  it('refuses an id without its digest', async () => {
    const half = { ...artifact, 'validation-artifact-digest': undefined }
    await expect(trained(half)).rejects.toThrow('pass both outputs of the earlier step')
  })

  it('refuses an id that is no column, which would make the real one a feature', async () => {
    await expect(trained(none, 'pass', rows, project(', id: rowid'))).rejects.toThrow(
      'data.id: the training data have no column "rowid". They have x, y.',
    )
  })
})
