import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Check, Report } from '@mlgate/core'
import { expect, test } from 'vitest'
import { openProject } from './open-project.ts'
import { placedChecks, shownAt } from './placed-checks.ts'

const root = await mkdtemp(join(tmpdir(), 'mlgate-placed-'))
await mkdir(join(root, '.git'))
await mkdir(join(root, 'models'))
await writeFile(
  join(root, 'models/mlgate.yml'),
  'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {test: t.csv, label: y}\n',
)
await writeFile(join(tmpdir(), 'mlgate-placed-outside'), '')

const at = (file: string) => ({ file, line: 3, column: 1 })

/** Where a check that stands in this file is shown, for who stands in `models`. */
function shown(file: string, places: readonly string[] = []) {
  const check: Check = {
    name: 'x',
    verdict: 'fail',
    message: '',
    severity: 'error',
    position: at(file),
    places: places.map((name) => ({ position: at(name), message: '' })),
  }
  const report: Report = {
    model: 'm',
    step: 'evaluate-gate',
    verdict: 'fail',
    outcome: '',
    reason: [],
    blocks: [],
    checks: [check],
    measurements: [],
  }
  return placedChecks(report, { cwd: join(root, 'models'), repositoryRoot: root }).checks[0]
}

test('a file is named as the repository names it, whether that or the working directory was meant', () => {
  expect(shown('mlgate.yml')?.position).toEqual(at('models/mlgate.yml'))
  expect(shown('models/mlgate.yml')?.position).toEqual(at('models/mlgate.yml'))
})

test.each([
  'mlgate.yml at main@4f1c2d',
  '../../mlgate-placed-outside',
  '/etc/hostname',
  'a\0b',
  '.',
  'x'.repeat(100_000),
])('no line is invented in what is not checked out: %.40s', (file) => {
  expect(shown(file)).not.toHaveProperty('position')
  expect(shown('mlgate.yml', [file])).not.toHaveProperty('places')
})

test('what has no line stands at the section of its step, at the model, or where the file begins', async () => {
  const opened = await openProject(root, 'models/mlgate.yml')
  expect(shownAt('validate-data', 'm', opened, undefined)).toEqual({ file: 'models/mlgate.yml', line: 4, column: 1 })
  expect(shownAt('evaluate-gate', 'm', opened, undefined)).toMatchObject({ file: 'models/mlgate.yml', line: 1 })
  expect(shownAt('evaluate-gate', 'm', undefined, './x/mlgate.yml')).toMatchObject({ file: 'x/mlgate.yml', line: 1 })
  expect(shownAt('evaluate-gate', 'm', undefined, '../mlgate.yml')).toMatchObject({ file: 'mlgate.yml', line: 1 })
})
