import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes } from '@mlgate/core'
import { writeRecord } from '@mlgate/evidence'
import { loadProject } from '@mlgate/project'
import { describe, expect, it } from 'vitest'
import { type FakeForge, fakeHost } from '../../testing/fake-host.ts'
import { runForTest } from '../../testing/run-for-test.ts'
import { loadPolicy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'
import { runEvaluateGate } from './run.ts'

const rows = 'id,y\n1,yes\n2,no\n'
const perfect = 'id,prediction\n1,yes\n2,no\n'
const project = (candidate: string) => `model: m
task: classification
candidate: ${candidate}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate: {metrics: {accuracy: {min: 0.9, min_rows: 1}}}
`
const noArtifact = { 'training-artifact-id': undefined, 'training-artifact-digest': undefined }

/** Runs the gate on a checkout whose mlgate.yml says `own`, under the policy `inForce`. */
async function judged(
  inForce: string,
  own: string,
  inputs = noArtifact as Parameters<typeof runEvaluateGate>[0],
  forge: FakeForge = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-gate-'))
  await writeFile(join(directory, 'test.csv'), rows)
  await writeFile(join(directory, 'scores.csv'), perfect)
  const host = fakeHost({ files: { 'mlgate.yml': inForce, 'test.csv': rows }, ...forge })
  const body = loadProject(own, 'mlgate.yml').models.get('m')
  if (body === undefined) throw new Error('The test project has the model m.')
  const quiet = () => undefined
  const deps: StepDeps = {
    host,
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    progress: { start: quiet, advance: quiet, stop: quiet },
    exec: runForTest,
    keep: quiet,
    folder: { directory, repositoryRoot: directory, output: directory, version: '1.2.3' },
    modelName: 'm',
    model: body,
    policy: () =>
      loadPolicy({
        host,
        projectFile: 'mlgate.yml',
        local: { text: own, body, directory, repositoryRoot: directory },
        modelName: 'm',
      }),
  }
  return runEvaluateGate(inputs, deps)
}

const scored = project('{onnx: model.onnx}')
const declared = project('{predictions: scores.csv}')

describe('a policy that has models scored here', () => {
  it('does not let a change hand in scores of its own', async () => {
    await expect(judged(scored, declared)).rejects.toThrow('this change hands in scores of its own')
  })

  it('does not let an artifact bring a table in the place of the model', async () => {
    const download = async (_reference: unknown, into: string) => {
      await mkdir(join(into, 'model'), { recursive: true })
      await writeFile(join(into, 'model/scores.csv'), perfect)
      const subject = [{ name: 'model/scores.csv', digest: digestOfBytes(perfect) }] as const
      await writeRecord(into, { subject: [...subject], predicateType: 'test', predicate: {} })
    }
    const inputs = { 'training-artifact-id': '7', 'training-artifact-digest': digestOfBytes('zip') }
    await expect(judged(scored, scored, inputs, { download })).rejects.toThrow('must be a file that ends with .onnx')
  })
})

describe('a policy that takes scores at their word', () => {
  it('judges them, and says in the record that they are declared', async () => {
    const { verdict, record } = await judged(declared, declared)
    expect(verdict).toBe('pass')
    expect(record.predicate).toMatchObject({
      mlgate_evaluation: { judgements: [{ scoredBy: { candidate: 'declared' } }] },
    })
  })
})
