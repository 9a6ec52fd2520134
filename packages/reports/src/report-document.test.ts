import { code, fold, type Inline, paragraph, type Report, strong } from '@mlgate/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { attacks, reportOf } from './fixtures/attacks.ts'
import { commentSection } from './markdown.ts'
import { readReportDocument, reportDocument } from './report-document.ts'
import { reportJsonSchema, reportLimit } from './report-schema.ts'

const sectionOptions = { limit: 65_536, run: { url: undefined, commit: undefined } }
const bytes = (text: string) => new TextEncoder().encode(text)
const small: Report = {
  model: 'flight-delay',
  step: 'evaluate-gate',
  verdict: 'fail',
  outcome: 'blocked',
  reason: ['recall fell ', strong('much'), { kind: 'verdict', verdict: 'fail' }],
  blocks: [
    {
      kind: 'table',
      columns: [{ title: 'Δ', align: 'right' }],
      rows: [[[{ kind: 'interval', low: Number.NaN, value: 1, high: 2, limit: undefined, better: 'higher' }]]],
    },
    fold('More', paragraph(code('x'))),
  ],
  checks: [],
  measurements: [],
}
const travelling = { report: small, inconclusivePasses: false, comment: true }
const read = (report: Report) => readReportDocument(bytes(reportDocument({ ...travelling, report }))).report

/** A document that is right but for what is altered. */
const altered = (changes: object) => bytes(JSON.stringify({ ...JSON.parse(reportDocument(travelling)), ...changes }))

describe('a report that travels to another job', () => {
  test('says there what it would have said here, in Markdown', () => {
    expect(commentSection(read(small), sectionOptions)).toEqual(commentSection(small, sectionOptions))
    expect(
      readReportDocument(bytes(reportDocument({ ...travelling, inconclusivePasses: true, comment: false }))),
    ).toMatchObject({ inconclusivePasses: true, comment: false })
  })

  test.each(Object.entries(attacks))(
    'with strings that try to %s is rendered as it would be without the journey',
    (_, text) => {
      const report = { ...reportOf(text), model: 'm', step: 'evaluate-gate', blocks: reportOf(text).blocks }
      // Texts are shown to 2,000 characters, code to 20,000 with its middle left out.
      if (text.length > 20_000) return
      expect(commentSection(read(report), sectionOptions)).toEqual(commentSection(report, sectionOptions))
    },
  )

  test.each([
    ['of many rows', Array.from({ length: 20_000 }, () => [['x'.repeat(100)]]), 1],
    ['of long texts', [[['x'.repeat(3_000_000)]]], 1],
    ['of many columns', [Array.from({ length: 150 }, () => ['x'])], 150],
    ['of long sentences', [[Array.from({ length: 200_000 }, () => 'word ')]], 1],
  ])('%s fits, and keeps its verdict', (_what, rows, columns) => {
    const titles = Array.from({ length: columns }, () => ({ title: 'c', align: 'left' as const }))
    const table = { kind: 'table' as const, columns: titles, rows }
    const content = bytes(reportDocument({ ...travelling, report: { ...small, blocks: [fold('f', table), table] } }))
    expect(content.byteLength).toBeLessThanOrEqual(reportLimit)
    expect(readReportDocument(content).report).toMatchObject({ verdict: 'fail', reason: small.reason })
  })

  test('follows the schema that is published', () => {
    const validate = new Ajv2020({ strict: true }).compile(reportJsonSchema())
    expect(validate(JSON.parse(reportDocument(travelling)))).toBe(true)
    expect(validate({ ...JSON.parse(reportDocument(travelling)), verdict: 'great' })).toBe(false)
  })
})

describe('a document is refused', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const wide = Array.from({ length: 101 }, () => ({ title: 'x', align: 'left' }))

  test.each([
    ['that is no JSON', bytes('{'), 'is no JSON in UTF-8'],
    ['that is no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'is no JSON in UTF-8'],
    ['that is larger than the limit', bytes(' '.repeat(reportLimit + 1)), `is larger than ${reportLimit} bytes`],
    ['that is nested deeply', altered({ blocks: JSON.parse(nested(100)) }), 'is nested more than 40 deep'],
    ['that is nested as deeply as fits', bytes(nested(reportLimit / 2)), 'is nested more than 40 deep'],
    ['that is null', bytes('null'), 'is not of the schema'],
    ['with a verdict of its own', altered({ verdict: 'perfect' }), 'is not of the schema'],
    ['with a key that nobody knows', altered({ html: '<b>' }), 'is not of the schema'],
    [
      'with the key __proto__',
      bytes(reportDocument(travelling).replace('{', '{"__proto__":{"verdict":"pass"},')),
      'is not of the schema',
    ],
    ['with Markdown in place of blocks', altered({ blocks: '# big' }), 'is not of the schema'],
    ['with raw HTML as a block', altered({ blocks: [{ kind: 'html', value: '<b>' }] }), 'is not of the schema'],
    ['with a table of very many columns', altered({ blocks: [{ kind: 'table', columns: wide, rows: [] }] }), 'schema'],
    ['with a step that is no name', altered({ step: 'a --> b' }), 'is not of the schema'],
    ['with a model without a name', altered({ model: '' }), 'is not of the schema'],
    ['of another form', altered({ format: 'mlgate-report/2' }), 'is not of the schema'],
  ])('%s', (_what, content, message) => {
    expect(() => readReportDocument(content)).toThrow(message)
  })

  test('without having changed any object’s prototype', () => {
    expect(() => readReportDocument(bytes('{"__proto__":{"polluted":true},"constructor":{}}'))).toThrow('schema')
    expect({}).not.toHaveProperty('polluted')
  })
})

test('a link in a document leads nowhere but where links of reports may', () => {
  const links = ['javascript:alert(1)', 'data:text/html,x', 'http://evil.example', 'https://user:pw@evil.example'].map(
    (href): Inline => ({ kind: 'link', href, content: ['click'] }),
  )
  expect(commentSection(read({ ...small, reason: links, blocks: [] }), sectionOptions).markdown).not.toMatch(
    /\]\(|evil/,
  )
})
