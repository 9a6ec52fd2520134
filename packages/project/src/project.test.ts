import { ConfigurationError } from '@mlgate/core'
import { parseDocument, problemsOf } from '@mlgate/documents'
import { describe, expect, test } from 'vitest'
import { loadProject, selectModel } from './project.ts'
import { ProjectSchema, projectJsonSchema } from './project-schema.ts'

const complaintsAbout = (text: string): string[] => {
  try {
    loadProject(text, 'mlgate.yml')
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n')
    throw error
  }
  return []
}

const single = `model: penguin-species
task: classification
candidate: {onnx: out/model.onnx}
data:
  test: data/test.parquet
  label: species
train:
  command: [python, train.py]
gate:
  metrics:
    roc_auc: {min: 0.85}
`

const several = `models:
  a: {task: regression, candidate: {onnx: a.onnx}, data: {test: a.csv}}
  b:
    task: classification
    candidate: {onnx: b.onnx}
    data: {test: b.csv}
`

test('a project with one model', () => {
  const project = loadProject(single, 'mlgate.yml')
  expect([...project.models.keys()]).toEqual(['penguin-species'])
  expect(project.models.get('penguin-species')).toEqual({
    task: 'classification',
    candidate: { onnx: 'out/model.onnx' },
    data: { test: 'data/test.parquet', label: 'species' },
    train: { command: ['python', 'train.py'] },
    gate: { metrics: { roc_auc: { min: 0.85 } } },
  })
  expect(project.positionOf('penguin-species', ['data', 'label'])).toEqual({ file: 'mlgate.yml', line: 6, column: 10 })
})

test('a project with several models, each in the same words', () => {
  const project = loadProject(several, 'mlgate.yml')
  expect([...project.models.keys()]).toEqual(['a', 'b'])
  expect(project.positionOf('b', ['data', 'test'])).toMatchObject({ line: 6, column: 18 })
})

describe('a mistake is told with its place and what was probably meant', () => {
  test.each([
    [
      single.replace('classification', 'clasification'),
      'mlgate.yml:2:7 task: is the text "clasification"; allowed are classification, regression, ranking or forecast. Did you mean classification?',
    ],
    [single.replace('label:', 'lable:'), 'mlgate.yml:6:3 data.lable: no such key. Did you mean label?'],
    [single.replace('model: penguin-species\n', ''), 'mlgate.yml:1:1 model: is missing.'],
    [
      single.replace('penguin-species', '../x'),
      'mlgate.yml:1:8 model: is the text "../x"; it must be 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.',
    ],
    [several.replace('b:\n', 'A:\n'), 'mlgate.yml:3:3 models.A: differs from a only by letter case.'],
    [
      several.replace('b:\n', '"b/c":\n'),
      'mlgate.yml:3:3 models["b/c"]: the model name must be 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.',
    ],
    [`task: regression\n${several}`, 'mlgate.yml:1:1 task: cannot stand beside models; it belongs into one of them.'],
    ['models: {}\n', 'mlgate.yml:1:9 models: must have at least 1 key.'],
    ['models: [a]\n', 'mlgate.yml:1:9 models: is a list; it must be a mapping of keys to values.'],
    ['', 'mlgate.yml:1:1 the file: is empty; it must be a mapping of keys to values.'],
    [`${single}model: twice\n`, 'mlgate.yml:12:1 this key stands twice in the same mapping; keep one of them.'],
  ])('case %#', (text, complaint) => {
    expect(complaintsAbout(text)).toEqual([complaint])
  })

  test('a metric that does not exist', () => {
    const [complaint, ...others] = complaintsAbout(single.replace('roc_auc', 'roc_acu'))
    // The gate's own schema chooses the noun.
    expect(complaint).toMatch(/^mlgate\.yml:11:5 gate\.metrics\.roc_acu: no such \w+\. Did you mean roc_auc\?$/)
    expect(others).toEqual([])
  })

  test('inside one of several models', () => {
    expect(complaintsAbout(several.replace('data: {test: b.csv}', 'dat: {test: b.csv}'))).toEqual([
      'mlgate.yml:6:5 models.b.dat: no such key. Did you mean data?',
    ])
  })
})

describe('a step works on one model', () => {
  const project = loadProject(several, 'mlgate.yml')

  test('the only one needs no name', () => {
    expect(selectModel(loadProject(single, 'mlgate.yml')).name).toBe('penguin-species')
  })

  test('the one that is named', () => {
    expect(selectModel(project, 'b').body.task).toBe('classification')
  })

  test('several and none named: they are listed', () => {
    expect(() => selectModel(project)).toThrow('mlgate.yml: has several models (a, b). Name one of them.')
  })

  test('a name that is not there', () => {
    expect(() => selectModel(project, 'zebra')).toThrow('mlgate.yml: has no model "zebra"; known are a, b.')
    expect(() => selectModel(loadProject(single, 'mlgate.yml'), 'penguin-specis')).toThrow(
      'mlgate.yml: has no model "penguin-specis". Did you mean penguin-species?',
    )
    expect(() => selectModel(project, 'toString')).toThrow(ConfigurationError)
  })
})

describe('the published schema', () => {
  test('accepts and refuses what the project file’s reader does', () => {
    const problems = (text: string): number => problemsOf(parseDocument(text, 'mlgate.yml'), ProjectSchema).length
    for (const text of [single, several]) expect(problems(text)).toBe(0)
    for (const text of [single.replace('label:', 'lable:'), 'models: {}\n', `task: regression\n${several}`]) {
      expect(problems(text)).toBeGreaterThan(0)
    }
  })

  test('is plain JSON of a named draft, titled and described for editors', () => {
    const schema = projectJsonSchema()
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'mlgate.yml',
      anyOf: [{ title: 'One model' }, { title: 'Several models' }],
    })
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
    expect(Object.keys(schema)).not.toContain('$id')
  })
})

describe('environments that wait for others', () => {
  const deploy = (text: string) => `${single}deploy:\n${text}`

  test('may do so in a row', () => {
    const text =
      '  staging: {target: local, port: 1}\n  production: {target: local, port: 2, requires: {passed: staging}}\n'
    expect(complaintsAbout(deploy(text))).toEqual([])
  })

  test('for one that is not there, are told where', () => {
    expect(complaintsAbout(deploy('  production: {target: local, port: 2, requires: {passed: staging}}\n'))).toEqual([
      'mlgate.yml:13:59 deploy.production.requires.passed: there is no environment staging; there are: production.',
    ])
  })

  test('for each other, are told where, also among several models', () => {
    const circle =
      '    deploy:\n      x: {target: local, port: 1, requires: {passed: y}}\n      y: {target: local, port: 2, requires: {passed: x}}\n'
    expect(complaintsAbout(`${several}${circle}`)).toEqual([
      'mlgate.yml:8:54 models.b.deploy.x.requires.passed: goes in a circle (x → y → x), so none of them could be the first.',
      'mlgate.yml:9:54 models.b.deploy.y.requires.passed: goes in a circle (y → x → y), so none of them could be the first.',
    ])
  })
})
