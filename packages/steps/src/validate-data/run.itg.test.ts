import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

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

/** Validates a checkout with `own` as its contract, where the target branch holds `inForce`. */
async function validated(own: string, inForce: Readonly<Record<string, string>> | undefined) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-validate-'))
  await writeFile(join(directory, 'train.csv'), 'x\n1\n7\n9\n')
  await writeFile(join(directory, 'c.yaml'), own)
  const host = fakeHost(inForce === undefined ? {} : { files: { 'mlgate.yml': project, ...inForce } })
  return runValidateData({}, stepDeps(directory, project, host))
}

describe('validate-data', () => {
  it('judges by the contract in force, whatever the change writes into its own', async () => {
    const { verdict, report, record } = await validated(contract(100), { 'c.yaml': contract(5) })
    expect(verdict).toBe('fail')
    const text = JSON.stringify(report)
    expect(text).toContain('This change alters the contract')
    const failed = report.checks.filter((check) => check.verdict === 'fail')
    expect(failed.map(({ message }) => message).join()).toMatch(/2 .*3.*2, 3/)
    // A line of a file that is not checked out cannot be pointed at.
    expect(failed[0]).not.toHaveProperty('position')
    expect(record.predicate).toMatchObject({ result: 'FAILED' })
  })

  it('wants the data to keep a stricter contract that the change brings as well', async () => {
    const { verdict, report } = await validated(contract(5), { 'c.yaml': contract(100) })
    expect(verdict).toBe('fail')
    const failed = report.checks.filter((check) => check.verdict === 'fail')
    expect(failed[0]?.position).toMatchObject({ file: 'c.yaml', line: 9 })
  })

  it('points at the checked-out contract when it is the one in force', async () => {
    const { report } = await validated(contract(5), { 'c.yaml': contract(5) })
    expect(report.checks.find((check) => check.verdict === 'fail')?.position).toMatchObject({ file: 'c.yaml' })
  })

  it('passes nothing by a contract that the target branch does not have', async () => {
    expect(await validated(contract(100), {})).toMatchObject({ verdict: 'inconclusive' })
    expect(await validated(contract(5), {})).toMatchObject({ verdict: 'fail' })
  })

  it('judges by the working tree on a machine of one’s own', async () => {
    expect(await validated(contract(100), undefined)).toMatchObject({ verdict: 'pass', outputs: { rows: '3' } })
  })
})
