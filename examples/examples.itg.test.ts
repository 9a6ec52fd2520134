import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareFlights } from './flights/prepare.ts'
import { preparePenguins } from './penguins/prepare.ts'

const cli = join(import.meta.dirname, '../packages/app/bin/mlgate.js')

/** A user's copy of an example, outside this repository, with its data. */
async function copyOf(example: string, prepare: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), `mlgate-${example}-`))
  cpSync(join(import.meta.dirname, example), folder, { recursive: true })
  await prepare(join(folder, 'data'))
  const run = (step: string) => {
    const args = [cli, step, '--format', 'json', '--host', 'generic']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
    })
    return { status, result: stdout === '' ? undefined : JSON.parse(stdout), stderr }
  }
  return { folder, run }
}

/** Exchanges a text in a file, which must hold it. */
function exchange(file: string, before: string, after: string): void {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(before)
  writeFileSync(file, text.replace(before, after))
}

describe.each([
  {
    example: 'flights',
    prepare: prepareFlights,
    leastChecks: 90,
    // Some flights are longer than that.
    breakIt: (folder: string) =>
      exchange(join(folder, 'contracts/flights.odcs.yaml'), 'maximum: 6000', 'maximum: 4000'),
  },
  {
    example: 'penguins',
    prepare: preparePenguins,
    leastChecks: 60,
    breakIt: (folder: string) => exchange(join(folder, 'data/test.csv'), 'Adelie', 'Emperor'),
  },
])('the example $example', ({ example, prepare, leastChecks, breakIt }) => {
  it('keeps its contract, trains, and passes its gate', async () => {
    const { folder, run } = await copyOf(example, prepare)
    const validated = run('validate-data')
    expect(validated).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    expect(validated.result.checks.length).toBeGreaterThanOrEqual(leastChecks)
    expect(run('train-model')).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    const judged = run('evaluate-gate')
    expect(judged).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    const record = JSON.parse(
      readFileSync(join(folder, '.mlgate', judged.result.model, 'evaluate-gate/record.unsigned.json'), 'utf8'),
    )
    expect(record.predicate).toMatchObject({
      verificationResult: 'PASSED',
      mlgate_evaluation: { verdict: 'pass', judgements: [{ scoredBy: { candidate: 'mlgate' } }] },
    })
  })

  it('names the rows when its data break the contract', async () => {
    const { folder, run } = await copyOf(example, prepare)
    breakIt(folder)
    const { status, result } = run('validate-data')
    expect(status).toBe(1)
    const failed = result.checks.filter((check: { verdict: string }) => check.verdict === 'fail')
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0].message).toMatch(/rows?/)
  })
})
