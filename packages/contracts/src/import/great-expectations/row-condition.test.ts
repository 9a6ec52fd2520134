import { expect, test } from 'vitest'
import { readRowCondition } from './row-condition.ts'

const column = (name: string) => ({ name })

test.each([
  ['pandas', 'a == 5', '"a" = 5'],
  ['pandas', 'a > 3 and b == "x"', '("a" > 3 AND "b" = \'x\')'],
  ['pandas', '`two words` >= -1.5e3', '"two words" >= -1500'],
  ['pandas', "a != 'it\\'s'", "\"a\" IS DISTINCT FROM 'it''s'"],
  ['spark', "a != 'x'", '"a" <> \'x\''],
  ['pandas', 'not (a == 1) | b.notnull()', '(NOT coalesce(("a" = 1), false) OR "b" IS NOT NULL)'],
  ['pandas', 'a in [1, 2] and b not in ("x",)', '("a" IN (1, 2) AND ("b" IS NULL OR "b" NOT IN (\'x\')))'],
  ['spark', 'a IS NOT NULL AND b = true', '("a" IS NOT NULL AND "b" = true)'],
  ['great_expectations', 'col("a") == 5', '"a" = 5'],
  ['great_expectations', 'col("a").notNull()', '"a" IS NOT NULL'],
  ['pandas', '"; DROP TABLE x" == a', undefined],
  ['pandas', 'a == b', '"a" = "b"'],
  ['pandas', 'a != `b c`', 'coalesce("a" <> "b c", true)'],
  ['spark', 'a != b', '"a" <> "b"'],
  ['great_expectations', 'col("a") > date("2024-01-31")', '"a" > \'2024-01-31\''],
  ['pandas', 'a == None', undefined],
  ['pandas', 'a == f(b)', undefined],
  ['pandas', 'a.str.len() > 3', undefined],
  ['pandas', 'a == 1 --', undefined],
  ['pandas', 'a == 1) or (1 == 1', undefined],
  ['pandas', '', undefined],
])('reads what %s says: %s', (parser, condition, sql) => {
  const read = readRowCondition(condition, parser)
  if (sql === undefined) expect(read).toHaveProperty('reason')
  else expect(read).toEqual({ sql })
})

test('reads the conditions that 1.x writes as objects', () => {
  const condition = {
    type: 'or',
    conditions: [
      {
        type: 'and',
        conditions: [
          { type: 'comparison', column: column('a'), operator: '!=', parameter: 1 },
          { type: 'nullity', column: column('b'), is_null: false },
        ],
      },
      { type: 'comparison', column: column('c"d'), operator: 'NOT_IN', parameter: ['x', "y'z"] },
    ],
  }
  expect(readRowCondition(condition, undefined)).toEqual({
    sql: `(("a" IS DISTINCT FROM 1 AND "b" IS NOT NULL) OR ("c""d" IS NULL OR "c""d" NOT IN ('x', 'y''z')))`,
  })
})

test.each([
  [{ type: 'comparison', column: column('a'), operator: '~', parameter: 1 }],
  [{ type: 'comparison', column: column('a'), operator: '==', parameter: { type: 'date' } }],
  [{ type: 'and', conditions: [] }],
  [{ type: 'else' }],
  [7],
])('says why it cannot read %j', (condition) => {
  expect(readRowCondition(condition, undefined)).toEqual({ reason: expect.stringMatching(/^row_condition: .*\.$/) })
})
