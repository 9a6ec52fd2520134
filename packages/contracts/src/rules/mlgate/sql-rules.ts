import { Type } from 'typebox'
import { mostly as mostlyLimit, none } from '../../plan/limit.ts'
import { boundKeys, boundWords, limitOfBounds } from './bounds.ts'
import { mostlyKey, shareWords, tableRule } from './rule-kind.ts'

export const condition = tableRule({
  check: 'condition',
  summary: 'An SQL condition over the columns of a row is true; rows for which it is NULL are not considered.',
  keys: {
    expression: Type.String({ minLength: 1, description: 'The condition, with the file’s names of columns.' }),
    mostly: mostlyKey,
  },
  plan: ({ expression, mostly }) => ({
    expectation: `${shareWords(mostly, 'row')} keeps ${expression}`,
    measure: { counts: 'breaches', condition: expression },
    limit: mostlyLimit(mostly ?? 1),
  }),
})

const query = (what: string) =>
  Type.String({
    minLength: 1,
    description: `A SELECT over \`data\` or \`numbered\` (with the column #row) that gives ${what}.`,
  })

export const violations = tableRule({
  check: 'violations',
  summary: 'A SELECT of yours gives no rows.',
  where: 'nothing',
  keys: { query: query('the rows that are wrong; a column #row tells which rows of the file they are') },
  plan: ({ query }) => ({
    expectation: `the query gives no rows: ${query}`,
    measure: { counts: 'violations', query },
    limit: none,
  }),
})

export const sqlValue = tableRule({
  check: 'sqlValue',
  summary: 'The number that a SELECT of yours gives lies within bounds.',
  where: 'nothing',
  keys: { query: query('one number'), ...boundKeys },
  plan: ({ query, ...bounds }, _columns, complain) => {
    const limit = limitOfBounds(bounds, complain)
    if (limit === undefined) return undefined
    return {
      expectation: `the query gives ${boundWords(bounds)}: ${query}`,
      measure: { counts: 'answer', query },
      limit,
    }
  },
})
