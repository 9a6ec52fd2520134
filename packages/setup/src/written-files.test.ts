import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadProject } from '@mlgate/project'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import {
  diffOf,
  githubCommentWorkflow,
  githubWorkflow,
  gitlabPipeline,
  isTestRow,
  type ProposedProject,
  projectFile,
  proposeGate,
  splitRows,
  sure,
  withIgnored,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'mlgate-setup-'))
afterAll(() => rmSync(folder, { recursive: true }))

const examples = join(import.meta.dirname, '../../../examples/penguins')

test('the workflows and the pipeline are those of the example', () => {
  const request = { branch: 'main', trains: true, python: undefined, otherCommand: false }
  expect(githubWorkflow(request)).toBe(readFileSync(join(examples, '.github/workflows/mlgate.yml'), 'utf8'))
  expect(githubCommentWorkflow).toBe(readFileSync(join(examples, '.github/workflows/mlgate-comment.yml'), 'utf8'))
  const pipeline = { trains: true, command: false, version: '0.1.0', included: false }
  expect(gitlabPipeline(pipeline)).toBe(readFileSync(join(examples, '.gitlab-ci.yml'), 'utf8'))
})

const label = {
  name: 'y',
  types: ['string'],
  rows: 1000,
  present: 1000,
  distinct: 2,
  unique: false,
  range: undefined,
  values: new Map([
    ['no', 700],
    ['yes', 300],
  ]),
} as const

test('the demands need no model, and the margins fit the rows', () => {
  // Normal quantiles and Hanley & McNeil's formula, worked out by hand: 2.802 √(0.05/1000) = 0.0198.
  expect(proposeGate('classification', label)).toMatchObject([
    { name: 'roc_auc', min: 0.5, maxRegression: 0.021 },
    { name: 'accuracy', min: 0.7, maxRegression: 0.02 },
  ])
  const quarter = {
    ...label,
    rows: 250,
    present: 250,
    values: new Map([
      ['no', 175],
      ['yes', 75],
    ]),
  }
  expect(proposeGate('classification', quarter)[1]).toMatchObject({ maxRegression: 0.04 })
})

test('where nearly all rows are of one class, accuracy is not asked for', () => {
  const rare = {
    ...label,
    values: new Map([
      ['no', 950],
      ['yes', 50],
    ]),
  }
  expect(proposeGate('classification', rare).map(({ name }) => name)).toEqual(['roc_auc'])
})

const hostile = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
    fc.constantFrom(
      ': {',
      '- x',
      '# y',
      '"',
      "'",
      '${{ github.token }}',
      '--help',
      'a\nb: c',
      '!!js',
      '&a',
      '*a',
      'yes',
      '~',
      '1e3',
      '<<',
      '"\n- x',
    ),
  )
  // What no text of Unicode holds, YAML cannot say.
  .filter((text) => text.isWellFormed())

test('whatever columns, files and values are called, the file is read back as it was meant', () => {
  fc.assert(
    fc.property(
      hostile,
      hostile,
      hostile,
      hostile,
      fc.array(hostile, { minLength: 1, maxLength: 3 }),
      (column, path, value, because, words) => {
        const choice = <T>(one: T) => sure(one, because)
        const argv: readonly [string, ...string[]] = ['python', ...words]
        const project: ProposedProject = {
          model: 'm',
          task: choice('classification'),
          candidate: choice({ kind: 'onnx', path }),
          features: [...new Set(words)],
          builtinFeatures: choice([column]),
          contract: 'c.yaml',
          train: choice(path),
          validation: choice(path),
          test: choice(path),
          reading: { null_values: [value] },
          label: choice(column),
          positive: choice(value),
          id: choice(column),
          group: column,
          training: choice({ by: 'command', argv, inputs: [...new Set(words)] }),
          branch: 'main',
          metrics: proposeGate('classification', {
            ...label,
            values: new Map([
              [value, 700],
              ['other', 300],
            ]),
          }),
        }
        const body = loadProject(projectFile(project, 'mlgate.yml'), 'mlgate.yml').models.get('m')
        expect(body).toMatchObject({
          candidate: { onnx: path, features: [...new Set(words)] },
          data: {
            train: path,
            validation: path,
            test: path,
            reading: { null_values: [value] },
            label: column,
            positive: value,
            id: column,
            group: column,
          },
          train: { command: ['python', ...words] },
        })
        const builtin = { ...project, training: choice({ by: 'builtin', algorithm: 'logistic-regression' } as const) }
        expect(loadProject(projectFile(builtin, 'mlgate.yml'), 'mlgate.yml').models.get('m')).toMatchObject({
          train: { builtin: { algorithm: 'logistic-regression', features: [column] } },
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('a branch of any name stays a name in the workflow', () => {
  const text = githubWorkflow({ branch: 'a]\n  x: "y', trains: true, python: undefined, otherCommand: false })
  expect(text).toContain('branches: ["a]\\n  x: \\"y"]')
  expect(text).not.toContain('\n  x: "y')
})

test('a diff shows what a file gains and loses', () => {
  const diff = diffOf({ path: 'a.yml', before: 'x\ny\n', content: 'x\nz\n', adds: false })
  expect(diff).toBe('--- a/a.yml\n+++ b/a.yml\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n')
})

test.each([
  [undefined, '.mlgate/\n/out/m.onnx\n'],
  ['*.pyc', '*.pyc\n.mlgate/\n/out/m.onnx\n'],
  ['.mlgate\n', '.mlgate\n/out/m.onnx\n'],
])('.gitignore %j keeps its lines and gains ours', (before, after) => {
  expect(withIgnored(before, ['.mlgate/', '/out/m.onnx'])).toBe(after)
})

test('every record goes to one of the two files as it stands, and the header to both', async () => {
  const records = ['1,"a\nb"\r\n', '2,"say ""x"""\n', '3,c\n', '4,d']
  const source = join(folder, 'rows.csv')
  writeFileSync(source, `id,t\n\n${records.join('')}`)
  const [train, test] = [join(folder, 'train.csv'), join(folder, 'test.csv')]
  const counts = await splitRows({ source, train, test, hasHeader: true, isTest: (row) => row % 2 === 1 })
  expect(counts).toEqual({ train: 2, test: 2 })
  expect(readFileSync(train, 'utf8')).toBe('id,t\n1,"a\nb"\r\n3,c\n')
  expect(readFileSync(test, 'utf8')).toBe('id,t\n2,"say ""x"""\n4,d\n')
})

test('about one row in five is for the gate, and always the same', () => {
  const rows = Array.from({ length: 10_000 }, (_, row) => isTestRow(String(row)))
  expect(rows.filter(Boolean).length / rows.length).toBeCloseTo(0.2, 1)
  expect(rows.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, row) => isTestRow(String(row))))
})
