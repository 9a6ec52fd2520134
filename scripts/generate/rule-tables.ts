import { ruleKinds } from '../../packages/contracts/src/rules/mlgate/index.ts'
import { markdownTable, prose } from './markdown-tables.ts'

/** The checks of `engine: mlgate` that a property, or an object, can have; undefined when there is no such level. */
export function rulesTable(level: string): string | undefined {
  const kinds = [...ruleKinds.values()].filter(({ levels }) => levels.some((one) => one === level))
  if (kinds.length === 0) return undefined
  return markdownTable(
    ['`check`', 'Holds when', 'Keys', '`where`'],
    kinds.map(({ check, summary, schema, where }) => {
      const keys = Object.keys(schema.properties).filter((key) => !['check', 'where', 'ifNoRows'].includes(key))
      const required: readonly string[] = schema.required ?? []
      const shown = keys.map((key) => (required.includes(key) ? `**\`${key}\`**` : `\`${key}\``))
      return [`\`${check}\``, prose(summary), shown.join(', '), where === 'nothing' ? 'no' : 'yes']
    }),
  )
}
