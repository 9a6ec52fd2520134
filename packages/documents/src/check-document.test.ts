import { ConfigurationError } from '@mlgate/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import { checkDocument, problemsOf } from './check-document.ts'
import { parseDocument } from './document.ts'

const closed = { additionalProperties: false } as const

const schema = Type.Object(
  {
    task: Type.Union([Type.Literal('classification'), Type.Literal('regression')]),
    rows: Type.Optional(Type.Integer({ minimum: 1, exclusiveMaximum: 10 })),
    since: Type.Optional(Type.String({ format: 'date' })),
    digest: Type.Optional(Type.String({ pattern: '^sha256:[0-9a-f]+$' })),
    share: Type.Optional(Type.String({ pattern: '^[0-9]+%$', 'x-form': 'a percentage such as 2%' })),
    inputs: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true })),
    limit: Type.Optional(Type.Union([Type.Number(), Type.String({ pattern: '%$' }), Type.Literal('none')])),
    candidate: Type.Optional(
      Type.Union([
        Type.Object({ onnx: Type.String() }, closed),
        Type.Object({ predictions: Type.String(), score: Type.Optional(Type.Number()) }, closed),
        Type.Object(
          { server: Type.Object({ speaks: Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Literal('c')]) }) },
          closed,
        ),
      ]),
    ),
    registry: Type.Optional(
      Type.Union([
        Type.Object({ type: Type.Literal('oci'), repository: Type.String() }, closed),
        Type.Object({ type: Type.Literal('directory'), path: Type.String() }, closed),
      ]),
    ),
    metrics: Type.Optional(
      Type.Object(
        { roc_auc: Type.Optional(Type.Number()), recall: Type.Optional(Type.Number()) },
        { ...closed, 'x-entry': 'metric' },
      ),
    ),
    checks: Type.Optional(
      Type.Object(
        { rows: Type.Optional(Type.Number()) },
        {
          additionalProperties: Type.Union(
            [
              Type.Object({ sql: Type.String(), level: Type.Optional(Type.Number()) }, closed),
              Type.Object({ command: Type.Array(Type.String()), level: Type.Optional(Type.Number()) }, closed),
            ],
            { 'x-own-entry': { entry: 'check', keys: ['sql', 'command'], known: ['rows'] } },
          ),
        },
      ),
    ),
    models: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z]+$' }), Type.Number(), { ...closed, 'x-entry': 'model' }),
    ),
  },
  closed,
)

const complaintsAbout = (text: string): string[] => {
  try {
    checkDocument(parseDocument(text, 'mlgate.yml'), schema)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n')
    throw error
  }
  return []
}

/** The only complaint about a second line, after a first line that holds. */
const complaintAbout = (line: string): string => {
  const complaints = complaintsAbout(`task: regression\n${line}\n`)
  expect(complaints).toHaveLength(1)
  return complaints[0] ?? ''
}

test('a document that holds becomes a typed value', () => {
  const value = checkDocument(parseDocument('task: regression\nrows: 3\n', 'mlgate.yml'), schema)
  const rows: number | undefined = value.rows
  expect(value.task).toBe('regression')
  expect(rows).toBe(3)
})

describe('one line says where it is, what was found and what is allowed', () => {
  test.each([
    ['metrics: {roc_acu: 1}', 'mlgate.yml:2:11 metrics.roc_acu: no such metric. Did you mean roc_auc?'],
    ['metrics: {speed: 1}', 'mlgate.yml:2:11 metrics.speed: no such metric; known are roc_auc, recall.'],
    ['imputs: [a]', 'mlgate.yml:2:1 imputs: no such key. Did you mean inputs?'],
    ['rows: many', 'mlgate.yml:2:7 rows: is the text "many"; it must be a whole number.'],
    ['rows: 0', 'mlgate.yml:2:7 rows: is the number 0; it must be at least 1.'],
    ['rows: 10', 'mlgate.yml:2:7 rows: is the number 10; it must be less than 10.'],
    ['rows: .nan', 'mlgate.yml:2:7 rows: is NaN, no finite number; it must be a whole number.'],
    ['rows:', 'mlgate.yml:2:6 rows: is empty; it must be a whole number.'],
    ['since: yesterday', 'mlgate.yml:2:8 since: is the text "yesterday", which is no date.'],
    ['digest: abc', 'mlgate.yml:2:9 digest: is the text "abc"; it must match ^sha256:[0-9a-f]+$.'],
    ['share: half', 'mlgate.yml:2:8 share: is the text "half"; it must be a percentage such as 2%.'],
    ['inputs: []', 'mlgate.yml:2:9 inputs: is an empty list; it must have at least 1 entry.'],
    ['inputs: [a, 2]', 'mlgate.yml:2:13 inputs[1]: is the number 2; it must be a text.'],
    ['inputs: [""]', 'mlgate.yml:2:10 inputs[0]: is the text ""; it must have at least 1 character.'],
    [
      'inputs: [a, b, a]',
      'mlgate.yml:2:9 inputs: the entries 0 and 2 (counted from 0) are the same; each may stand once.',
    ],
    ['checks: {row: {level: 1}}', 'mlgate.yml:2:10 checks.row: no such check. Did you mean rows?'],
    ['checks: {mine: {}}', 'mlgate.yml:2:10 checks.mine: no such check; known are rows.'],
    ['checks: {mine: {sql: 1}}', 'mlgate.yml:2:22 checks.mine.sql: is the number 1; it must be a text.'],
    ['models: {A: 1}', 'mlgate.yml:2:10 models.A: the model name must match ^[a-z]+$.'],
  ])('%s', (line, complaint) => {
    expect(complaintAbout(line)).toBe(complaint)
  })
})

describe('of several forms, the one that was meant is explained', () => {
  test.each([
    ['limit: 3', undefined],
    ['limit: nome', 'mlgate.yml:2:8 limit: is the text "nome"; it must match %$.'],
    ['limit: [1]', 'mlgate.yml:2:8 limit: is a list; allowed are none, a number or a text.'],
    ['candidate: {onx: m}', 'mlgate.yml:2:13 candidate.onx: no such key. Did you mean onnx?'],
    ['candidate: {onnx: m, predictions: p}', 'mlgate.yml:2:22 candidate.predictions: cannot stand beside onnx.'],
    ['candidate: {}', 'mlgate.yml:2:12 candidate: needs onnx, predictions or server.'],
    ['candidate: {score: 1}', 'mlgate.yml:2:12 candidate: needs onnx, predictions or server.'],
    [
      'candidate: {server: {speaks: d}}',
      'mlgate.yml:2:30 candidate.server.speaks: is the text "d"; allowed are a, b or c.',
    ],
    ['candidate: {onnx: 1}', 'mlgate.yml:2:19 candidate.onnx: is the number 1; it must be a text.'],
    ['candidate: m.onnx', 'mlgate.yml:2:12 candidate: is the text "m.onnx"; it must be a mapping of keys to values.'],
    ['registry: {type: oci}', 'mlgate.yml:2:1 registry.repository: is missing.'],
    [
      'registry: {type: ocy, repository: r}',
      'mlgate.yml:2:18 registry.type: is the text "ocy"; allowed are oci or directory. Did you mean oci?',
    ],
  ])('%s', (line, complaint) => {
    expect(complaintsAbout(`task: regression\n${line}\n`)[0]).toBe(complaint)
  })

  test('a mistyped choice names the nearest', () => {
    expect(complaintsAbout('task: clasification\n')).toEqual([
      'mlgate.yml:1:7 task: is the text "clasification"; allowed are classification or regression. Did you mean classification?',
    ])
  })
})

test('all problems come at once, in the order of the file', () => {
  expect(complaintsAbout('inputs: 5\nrows: 0\nmetrics: {f1: 1}\n')).toEqual([
    'mlgate.yml:1:1 task: is missing.',
    'mlgate.yml:1:9 inputs: is the number 5; it must be a list.',
    'mlgate.yml:2:7 rows: is the number 0; it must be at least 1.',
    'mlgate.yml:3:11 metrics.f1: no such metric; known are roc_auc, recall.',
  ])
})

test('a misspelt key is not also reported as missing', () => {
  expect(complaintsAbout('tsak: regression\n')).toEqual(['mlgate.yml:1:1 tsak: no such key. Did you mean task?'])
})

test('a file full of mistakes shows the first twenty', () => {
  const lines = complaintsAbout(
    `task: regression\n${Array.from({ length: 25 }, (_, i) => `unknown${i}: 1`).join('\n')}`,
  )
  expect(lines).toHaveLength(21)
  expect(lines.at(-1)).toBe('… and 5 more.')
})

test('an empty file says what is expected', () => {
  expect(complaintsAbout('')).toEqual(['mlgate.yml:1:1 the file: is empty; it must be a mapping of keys to values.'])
})

test('hostile names cannot disguise the message', () => {
  expect(complaintsAbout('task: regression\n"\\u202Eevil\\n::error::": 1\n')).toEqual([
    expect.stringContaining('mlgate.yml:2:1 ["\\u{202e}evil\\u{a}::error::"]: no such key; known are task,'),
  ])
})

test('the error carries the first problem’s position for annotations', () => {
  const document = parseDocument('task: regression\nrows: 0\n', 'mlgate.yml')
  expect(() => checkDocument(document, schema)).toThrow(
    expect.objectContaining({ position: { file: 'mlgate.yml', line: 2, column: 7 } }),
  )
  expect(problemsOf(document, schema).map(({ path }) => path)).toEqual([['rows']])
})

describe('a document that holds', () => {
  const keys = ['task', 'rows', 'digest', 'share', 'inputs', 'limit', 'candidate', 'registry', 'metrics', 'checks', 'a']
  const leaf = fc.oneof(
    fc.constantFrom('classification', 'regression', '7%', 'none', '', '😀', 'oci', 'a', 'x\ny', '__proto__'),
    fc.constantFrom(0, 1, 9, 10, 1.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, null, true),
  )
  const inner = [
    'onnx',
    'predictions',
    'score',
    'server',
    'speaks',
    'type',
    'path',
    'roc_auc',
    'rows',
    'sql',
    'toString',
  ]
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...inner, 'command', 'level', 'models', 'abc'), tie('value'), { maxKeys: 3 }),
    ),
  }))
  const document = fc.dictionary(fc.constantFrom(...keys, 'models', '__proto__', 'constructor'), value, { maxKeys: 4 })

  test('is accepted by the quick look and the compiled schema alike, whatever stands in it', () => {
    const compiled = new Ajv2020({ strict: false, strictNumbers: true }).addFormat('date', true).compile(schema)
    fc.assert(
      fc.property(fc.option(document, { nil: {} }), fc.constantFrom('classification', 'x'), (rest, task) => {
        const candidate = { task, ...rest }
        const parsed = { ...parseDocument('{}', 'm.yml'), value: candidate }
        expect(problemsOf(parsed, schema).length === 0).toBe(compiled(candidate))
      }),
      { numRuns: 2000 },
    )
  })
})
