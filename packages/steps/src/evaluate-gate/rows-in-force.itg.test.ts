import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runEvaluateGate } from './run.ts'

const header = 'id,y\n'
const test = `${header}1,yes\n2,no\n3,yes\n4,no\n`
const validation = `${header}1,yes\n2,no\n3,yes\n4,no\n`
/** The same scores, other truths: here a threshold of 0.9 reaches a recall of 1. */
const kindValidation = `${header}1,yes\n2,no\n3,no\n4,no\n`
const scores = 'id,prediction,probability\n1,yes,0.9\n2,no,0.2\n3,yes,0.6\n4,no,0.1\n'
const project = (path = 'validation.csv') => `model: m
task: classification
candidate: {predictions: scores.csv}
data: {test: test.csv, validation: ${path}, label: y, positive: 'yes', id: id}
gate: {threshold: {at: {recall: 1}}, metrics: {recall: {min: 0, min_rows: 1}}}
`
const inputs = { 'training-artifact-id': undefined, 'training-artifact-digest': undefined }

/** Judges a checkout whose validation data are `own`, under the policy and files of the target branch. */
async function thresholdOf(own: string, atTip: Readonly<Record<string, string>>, text = project()) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-rows-'))
  for (const [name, content] of Object.entries({ 'test.csv': test, 'scores.csv': scores, 'validation.csv': own })) {
    await writeFile(join(directory, name), content)
  }
  const host = fakeHost({ files: { 'mlgate.yml': text, 'test.csv': test, ...atTip } })
  const { record } = await runEvaluateGate(inputs, stepDeps(directory, text, host))
  const { mlgate_evaluation: evaluation } = record.predicate as {
    mlgate_evaluation: { judgements: [{ threshold: { candidate: number } }] }
  }
  return evaluation.judgements[0].threshold.candidate
}

describe('the operating point', () => {
  it('is fixed on the validation data of the target branch, whatever the change makes of them', async () => {
    expect(await thresholdOf(validation, { 'validation.csv': validation })).toBe(0.6)
    expect(await thresholdOf(kindValidation, { 'validation.csv': validation })).toBe(0.6)
  })

  it('takes validation data that git does not hold as the job brought them', async () => {
    expect(await thresholdOf(validation, {})).toBe(0.6)
  })

  it('needs validation data', async () => {
    const without = project().replace('validation: validation.csv, ', '')
    await expect(thresholdOf(validation, {}, without)).rejects.toThrow(
      'data.validation is missing: gate.threshold.at is fixed on it',
    )
  })
})
