import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, digestOfBytes } from '@mlgate/core'
import { provenanceType, writeRecord } from '@mlgate/evidence'
import { encodeModel, node, valueInfo } from '@mlgate/models'
import { describe, expect, it } from 'vitest'
import { type FakeForge, fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
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
  files: Readonly<Record<string, Uint8Array>> = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-gate-'))
  await writeFile(join(directory, 'test.csv'), rows)
  await writeFile(join(directory, 'scores.csv'), perfect)
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(directory, name), bytes)
  const host = fakeHost({ files: { 'mlgate.yml': inForce, 'test.csv': rows }, ...forge })
  return runEvaluateGate(inputs, stepDeps(directory, own, host))
}

const scored = project('{onnx: model.onnx}')
const declared = project('{predictions: scores.csv}')

describe('a policy that has models scored here', () => {
  it('does not let a change hand in scores of its own', async () => {
    await expect(judged(scored, declared)).rejects.toThrow('this change hands in scores of its own')
  })

  it('does not let a model see the truth, by the name of its input or by candidate.features', async () => {
    const echo = encodeModel({
      nodes: [node('Identity', ['y'], ['output_label'])],
      initializers: [],
      inputs: [valueInfo('y', 'string', ['N', 1])],
      outputs: [valueInfo('output_label', 'string', ['N', 1])],
      opsets: { '': 17 },
    })
    await expect(judged(scored, scored, noArtifact, {}, { 'model.onnx': echo })).rejects.toThrow(/takes y|"y"|\by\b/)
    const features = project('{onnx: model.onnx, features: [y]}')
    await expect(judged(scored, features, noArtifact, {}, { 'model.onnx': echo })).rejects.toThrow(ConfigurationError)
  })

  it('does not let an artifact bring a table in the place of the model', async () => {
    const download = async (_reference: unknown, into: string) => {
      await mkdir(join(into, 'model'), { recursive: true })
      await writeFile(join(into, 'model/scores.csv'), perfect)
      const subject = [{ name: 'model/scores.csv', digest: digestOfBytes(perfect) }] as const
      await writeRecord(into, { subject: [...subject], predicateType: provenanceType, predicate: {} })
    }
    const inputs = { 'training-artifact-id': '7', 'training-artifact-digest': digestOfBytes('zip') }
    await expect(judged(scored, scored, inputs, { download })).rejects.toThrow('must be a file that ends with .onnx')
  })
})

describe('a change that is judged by its own policy', () => {
  it.each([
    ['because it renames its model', { 'mlgate.yml': declared.replace('model: m', 'model: other'), 'test.csv': rows }],
    ['because the target branch has none', { 'test.csv': rows }],
  ])('%s passes nothing, and on_inconclusive is not its to set', async (_what, files) => {
    const own = declared.replace('gate: {', 'gate: {confidence: {on_inconclusive: pass}, ')
    const result = await judged(declared, own, noArtifact, { files })
    expect(result).toMatchObject({ verdict: 'inconclusive', inconclusivePasses: false })
    expect(result.record.predicate).toMatchObject({ verificationResult: 'FAILED' })
    expect(JSON.stringify(result.report.reason)).toContain('Nothing passes here')
  })

  it('may not open folders outside the repository', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'mlgate-outside-'))
    await writeFile(join(outside, 'scores.csv'), perfect)
    const own = declared
      .replace('scores.csv', join(outside, 'scores.csv'))
      .replace("positive: 'yes'", "positive: 'yes', roots: ['/']")
    await expect(judged(declared, own)).rejects.toThrow('leads outside the repository')
    const renamed = { 'mlgate.yml': declared.replace('model: m', 'model: other'), 'test.csv': rows }
    await expect(judged(declared, own, noArtifact, { files: renamed })).rejects.toThrow('leads outside the repository')
  })
})

describe('the gate', () => {
  it('takes label, positive class, metrics and slices from the policy alone', async () => {
    const own = declared.replace('min: 0.9', 'min: 0').replace("label: y, positive: 'yes'", "label: id, positive: 'no'")
    const { record, report } = await judged(declared, own)
    expect(record.predicate).toMatchObject({
      mlgate_evaluation: { judgements: [{ gates: [{ conditions: [{ kind: 'min', demanded: '0.9' }] }] }] },
    })
    expect(JSON.stringify(report.reason)).toContain('This change alters the policy')
  })

  it('slices by conditions in SQL, on the rows of the test data', async () => {
    const sliced = (by: string) => declared.replace('min: 0.9', `min: 0.9, slices: [${JSON.stringify(by)}]`)
    const { report } = await judged(sliced("y = 'yes'"), declared)
    expect(report.checks.map(({ name }) => name)).toEqual(['accuracy', "accuracy on y = 'yes'"])
    await expect(judged(sliced('idd > 1'), declared)).rejects.toThrow(/neither a column nor a condition.*idd/)
    await expect(judged(sliced('id + 1'), declared)).rejects.toThrow('it is not true or false. Columns of the')
  })

  it('refuses an id that is no column: rows could not be paired', async () => {
    const wrong = declared.replace('id: id', 'id: rowid')
    await expect(judged(wrong, wrong)).rejects.toThrow(
      'data.id: the test data have no column "rowid". They have id, y.',
    )
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
