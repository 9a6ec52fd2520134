import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runDriftReport } from './run.ts'

const project = (drift: string) => `model: m
task: classification
candidate: {onnx: m.onnx}
data: {train: train.csv, test: test.csv, label: y, id: id}
${drift}
`
const section = 'drift: {current: now.csv}'

/** 400 rows of a number around `shift`, in a fixed order. */
const table = (shift: number) =>
  `id,x,y\n${Array.from({ length: 400 }, (_, row) => `${row},${((row * 37) % 100) / 10 + shift},a\n`).join('')}`

async function compared(now: string, own = project(section), inForce?: string) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-drift-'))
  await writeFile(join(directory, 'train.csv'), table(0))
  await writeFile(join(directory, 'test.csv'), table(0))
  await writeFile(join(directory, 'now.csv'), now)
  const host = fakeHost(inForce === undefined ? {} : { files: { 'mlgate.yml': inForce } })
  return runDriftReport({}, stepDeps(directory, own, host))
}

describe('drift-report', () => {
  it('passes rows that are as the reference’s', async () => {
    const { verdict, outputs, record } = await compared(table(0))
    expect(verdict).toBe('pass')
    expect(outputs).toEqual({ drifted: 'false', 'drifted-columns': '0' })
    expect(record).toMatchObject({ subject: [{ name: 'now.csv' }], predicate: { result: 'PASSED' } })
  })

  it('fails rows that moved, and names the column', async () => {
    const { verdict, outputs, report } = await compared(table(3))
    expect(verdict).toBe('fail')
    expect(outputs).toEqual({ drifted: 'true', 'drifted-columns': '1' })
    expect(JSON.stringify(report.reason)).toContain('x')
  })

  it('only tells where the policy says so', async () => {
    const told = await compared(table(3), project('drift: {current: now.csv, fail_on: never}'))
    expect(told).toMatchObject({ verdict: 'pass', outputs: { drifted: 'true' } })
  })

  it('takes the limits from the policy in force, and shows what the change would alter', async () => {
    const own = project('drift: {current: now.csv, floors: {wasserstein_over_sigma: 100}}')
    const { verdict, report } = await compared(table(3), own, project(section))
    expect(verdict).toBe('fail')
    expect(JSON.stringify(report.reason)).toContain('This change alters the policy')
  })

  it('says what is missing', async () => {
    await expect(compared(table(0), project(''))).rejects.toThrow('drift is missing. Name the current rows.')
    const scored = project('drift: {current: now.csv, prediction: {score: candidate}}')
    await expect(compared(table(0), scored.replace('onnx: m.onnx', 'predictions: m.csv'))).rejects.toThrow(
      'needs a model that can score',
    )
  })
})
