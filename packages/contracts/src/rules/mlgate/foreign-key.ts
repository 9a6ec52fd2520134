import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import { namedColumns } from './row-rules.ts'
import { mostlyKey, shareWords, tableRule } from './rule-kind.ts'

const names = (description: string) => Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description })

export const foreignKey = tableRule({
  check: 'foreignKey',
  summary: 'Values stand in another file. Rows that lack one of them are not considered.',
  keys: {
    columns: names('The properties of the key.'),
    to: Type.Object(
      {
        table: Type.String({
          minLength: 1,
          description: 'Another file of the project: train, validation, test, or of data.tables.',
        }),
        columns: names('Its columns, in the same order.'),
      },
      { additionalProperties: false, description: 'Where they stand: {table, columns}.' },
    ),
    mostly: mostlyKey,
  },
  plan: (rule, known, complain) => {
    const { to } = rule
    const columns = namedColumns(rule.columns, 1, known, complain)
    if (columns === undefined) return undefined
    if (columns.length !== to.columns.length) {
      complain(['to', 'columns'], `must name as many columns as columns does: ${columns.length}.`)
      return undefined
    }
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has ${columns.join(', ')} in ${to.table} (${to.columns.join(', ')})`,
      measure: { counts: 'orphans', columns, references: { file: to.table, columns: to.columns } },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})
