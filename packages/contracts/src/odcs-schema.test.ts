import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readContract } from './index.ts'

const root = join(import.meta.dirname, '../../..')
const schema: object = JSON.parse(
  readFileSync(join(import.meta.dirname, '../testdata/odcs-v3.1.0/odcs-json-schema-v3.1.0.json'), 'utf8'),
)
// The standard's schema has keywords that strict mode would rather see beside a type.
const isContract = new Ajv2019({ strict: false, validateFormats: false }).compile(schema)

/** Contracts of the repository: files, and blocks of the pages. */
function contracts(): readonly (readonly [place: string, text: string])[] {
  const files = globSync('examples/**/*.odcs.yaml', { cwd: root, exclude: ['**/node_modules/**'] })
  const pages = globSync('docs/**/*.md', { cwd: root })
  return [
    ...files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const),
    ...pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/```yaml\n(.*?)```/gs)]
        .map(([, block = '']) => block)
        .filter((block) => block.startsWith('apiVersion:') && block.includes('kind: DataContract'))
        .map((block, index) => [`${page}, block ${index + 1}`, block] as const),
    ),
  ]
}

describe('every contract of examples and pages', () => {
  test.each(contracts())('%s is ODCS v3.1.0, and read', (place, text) => {
    expect(isContract(parse(text)), JSON.stringify(isContract.errors)).toBe(true)
    expect(readContract(text, place).objects.length).toBeGreaterThan(0)
  })

  test('is looked at', () => {
    expect(contracts().length).toBeGreaterThanOrEqual(3)
  })
})

describe('what the standard allows', () => {
  const base = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  const property = (more: object) => ({ ...base, schema: [{ name: 'rows', properties: [{ name: 'c', ...more }] }] })

  test.each([
    {
      quality: [
        { type: 'custom', engine: 'mlgate', implementation: { check: 'notNull', mostly: 0.9 }, severity: 'info' },
      ],
    },
    { quality: [{ type: 'sql', query: 'SELECT count(*) FROM ${object}', mustBeGreaterThan: 0 }] },
    { quality: [{ type: 'text', description: 'x' }] },
    { quality: [{ metric: 'nullValues', mustBeLessThan: 5, unit: 'percent' }] },
    { relationships: [{ to: 'rows.c' }] },
    { relationships: [{ type: 'foreignKey', to: 'schema/rows/properties/c' }] },
  ])('%j is what is read here, too', (more) => {
    expect(isContract(property(more)), JSON.stringify(isContract.errors)).toBe(true)
    expect(readContract(JSON.stringify(property(more)), 'c.yaml').objects).toHaveLength(1)
  })

  test('excludes a misspelt key, as is done here', () => {
    expect(isContract(property({ requierd: true }))).toBe(false)
  })
})
