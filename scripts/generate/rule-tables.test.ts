import { expect, test } from 'vitest'
import { rulesTable } from './rule-tables.ts'

test('a rule stands in the table of its level, with the keys that it must have in bold', () => {
  expect(rulesTable('property')).toContain(
    '| `inSet` | Values are among those listed. | **`values`**, `sameType`, `mostly` | yes |',
  )
  expect(rulesTable('object')).not.toContain('`inSet`')
  expect(rulesTable('object')).toMatch(/`sqlValue`.*\*\*`query`\*\*.*\| no \|/)
})

test('a level that there is not has no table', () => expect(rulesTable('column')).toBeUndefined())
