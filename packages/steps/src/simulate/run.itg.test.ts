import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runSimulate } from './run.ts'

const ids = Array.from({ length: 200 }, (_, id) => id)
const labelOf = (id: number) => (id % 3 === 0 ? 'yes' : 'no')
const rows = `id,y\n${ids.map((id) => `${id},${labelOf(id)}\n`).join('')}`
const answers = `id,prediction\n${ids.map((id) => `${id},${id % 7 === 0 ? 'yes' : labelOf(id)}\n`).join('')}`
const project = `model: m
task: classification
candidate: {predictions: scores.csv}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate: {baseline: {from: ["file:scores.csv"]}, metrics: {accuracy: {max_regression: 0.05}}}
`

async function simulated(text: string, inputs: Partial<Parameters<typeof runSimulate>[0]> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-simulate-'))
  await writeFile(join(directory, 'test.csv'), rows)
  await writeFile(join(directory, 'scores.csv'), answers)
  const host = fakeHost({ files: { 'mlgate.yml': text, 'test.csv': rows, 'scores.csv': answers } })
  return runSimulate({ disagreement: '0.1', simulations: '20', ...inputs }, stepDeps(directory, text, host))
}

describe('simulating a policy', () => {
  it('judges models like the baseline on rows like the test data', async () => {
    const { verdict, report } = await simulated(project)
    expect(verdict).toBe('pass')
    expect(report.measurements.map(({ name }) => name)).toEqual(['simulated_false_block', 'simulated_false_fail'])
  })

  it('needs a baseline to start from', async () => {
    await expect(simulated(project.replace('baseline: {from: ["file:scores.csv"]}, ', ''))).rejects.toThrow(
      'there is no baseline to simulate from (gate.baseline.from names none)',
    )
  })

  it.each([
    [{ disagreement: '2' }, 'disagreement: "2" is not from 0 to 1.'],
    [{ simulations: 'many' }, 'simulations: "many" is not a whole number'],
  ])('refuses %j', async (inputs, words) => {
    await expect(simulated(project, inputs)).rejects.toThrow(words)
  })
})
