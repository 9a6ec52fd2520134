import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfFile } from '@mlgate/core'
import { openTables } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runEvaluateGate } from './run.ts'

const table = (header: string, cells: (row: number) => string) =>
  [header, ...Array.from({ length: 120 }, (_, row) => cells(row))].join('\n')
const people = table(
  'id,y,age,plan',
  (row) => `${row},${row % 2 ? 'yes' : 'no'},${row % 60},${row % 3 ? 'basic' : 'pro'}`,
)
const said = (isWrong: (row: number) => boolean) =>
  table('id,prediction', (row) => `${row},${(row % 2 === 1) !== isWrong(row) ? 'yes' : 'no'}`)
const policy = `model: m
task: classification
candidate: {predictions: scores.csv}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate:
  baseline: {from: ["file:before.csv"]}
  metrics: {accuracy: {min: 0}}
  fairness: {by: ["age >= 40"], min_rows: 20, equal_opportunity_difference: {max: 0.1}}
  calibration: true
  weak_slices: {depth: 1}
`

/** Judges a model that overlooks the positives from 40 on, after one that was always right. */
async function judged(own = policy) {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-beside-'))
  await writeFile(join(folder, 'test.csv'), people)
  await writeFile(
    join(folder, 'scores.csv'),
    said((row) => row % 60 >= 40 && row % 2 === 1),
  )
  await writeFile(
    join(folder, 'before.csv'),
    said(() => false),
  )
  const host = fakeHost({ files: { 'mlgate.yml': own, 'test.csv': people } })
  const inputs = {
    'training-artifact-id': undefined,
    'training-artifact-digest': undefined,
    'endpoint-token': undefined,
  }
  return { ...(await runEvaluateGate(inputs, stepDeps(folder, own, host))), folder }
}

describe('what is looked at beside the metrics', () => {
  it('answers the conditions that groups are made by, and lets their distance decide', async () => {
    const { verdict, report, record } = await judged()
    expect(verdict).toBe('fail')
    expect(JSON.stringify(report.reason)).toContain('equal_opportunity_difference by age >= 40 is 1.00')
    expect(JSON.stringify(report.blocks)).toContain('Fairness by age >= 40: too far apart')
    const wrong = policy.replace('age >= 40', 'agee >= 40')
    await expect(judged(wrong)).rejects.toThrow(
      /gate.fairness.by names "agee >= 40", which is neither a column nor a condition/,
    )
    expect(JSON.stringify(record.predicate)).toContain('"kind":"weak_slices"')
    expect(JSON.stringify(report.blocks)).toContain('the model gives labels alone')
  })

  it('leaves all answers that changed in a file, which the record names by its digest', async () => {
    const { record, report, folder } = await judged()
    const list = join(folder, 'flips.parquet')
    await using tables = await openTables({ allow: [list] })
    const { rows, columns } = await tables.read(list)
    expect(rows).toBe(20)
    expect([...columns.keys()]).toEqual(['id', 'row', 'label', 'baseline', 'candidate', 'kind'])
    expect(columns.get('id')?.values[0]).toBe(41)
    expect(columns.get('row')?.values[0]).toBe(42)
    expect(new Set<unknown>([...(columns.get('kind')?.values ?? [])])).toEqual(new Set(['newly_wrong']))
    expect(record.predicate).toMatchObject({
      mlgate_evaluation: {
        judgements: [
          {
            examinations: expect.arrayContaining([
              expect.objectContaining({
                kind: 'flips',
                details: { rows: 20, file: { name: 'flips.parquet', digest: await digestOfFile(list) } },
              }),
            ]),
          },
        ],
      },
    })
    expect(JSON.stringify(report.blocks)).toContain('20 newly wrong')
  })
})
