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
        table: Type.Optional(
          Type.String({
            minLength: 1,
            description: 'Another file of the project: train, validation, test, or of data.tables.',
          }),
        ),
        file: Type.Optional(
          Type.String({ minLength: 1, description: 'Or its path, as mlgate.yml names data: from its own folder.' }),
        ),
        columns: names('Its columns, in the same order.'),
      },
      { additionalProperties: false, description: 'Where they stand: {table, columns} or {file, columns}.' },
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
    const file = to.table ?? to.file
    if (file === undefined || (to.table !== undefined && to.file !== undefined)) {
      complain(['to'], 'needs table, the name of another file of the project, or file, its path: one of the two.')
      return undefined
    }
    const references = { file, columns: to.columns, ...(to.file === undefined ? {} : { isPath: true as const }) }
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has ${columns.join(', ')} in ${file} (${to.columns.join(', ')})`,
      measure: { counts: 'orphans', columns, references },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})
