import { Type } from 'typebox'
import { mostly } from '../../../plan/limit.ts'
import { mostlyKey, ruleKind, shareWords } from '../rule-kind.ts'
import { columnKeys, columnWords, featureColumns } from './feature-columns.ts'
import { roleColumn, roleKey } from './role-column.ts'

const name = Type.String({ minLength: 1 })

/** Key that names the files which a file is compared with. */
export const withKey = Type.Union([name, Type.Array(name, { minItems: 1, uniqueItems: true })], {
  description:
    'File, or files, to compare with: train, validation, test or one of data.tables. Not asked of these themselves.',
})

export function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names
}

/** Says files as alternatives: `test`, `validation or test`. */
export function filesWords(names: string | readonly string[]): string {
  return listOf(names).join(' or ')
}

/** Rows of the files have ids of their own. */
export const sharedIds = ruleKind({
  check: 'sharedIds',
  levels: ['object'],
  summary: 'No row has an id that stands in the other file as well.',
  keys: { with: withKey, id: roleKey('id'), mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const id = roleColumn('id', rule.id, subject, complain)
    if (id === undefined) return undefined
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has a value of ${id} that does not stand in ${filesWords(rule.with)}`,
      measure: { counts: 'shared-rows', columns: [id], with: listOf(rule.with), alike: { by: 'values' } },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})

/** Whoever has several rows has them in one file. */
export const groupLeakage = ruleKind({
  check: 'groupLeakage',
  levels: ['object'],
  summary: 'No group (patient, user, day) has rows in the other file as well.',
  keys: { with: withKey, group: roleKey('group'), mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const group = roleColumn('group', rule.group, subject, complain)
    if (group === undefined) return undefined
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has a value of ${group} that does not stand in ${filesWords(rule.with)}`,
      measure: { counts: 'shared-rows', columns: [group], with: listOf(rule.with), alike: { by: 'values' } },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})

export const sharedRows = ruleKind({
  check: 'sharedRows',
  levels: ['object'],
  summary: 'No row stands in the other file as well: all properties but the id are compared.',
  keys: { with: withKey, ...columnKeys, mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const columns = featureColumns(rule, subject, complain, { withoutRoles: ['id'] })
    if (columns === undefined) return undefined
    return {
      expectation: `${shareWords(rule.mostly, 'row')} differs from each row of ${filesWords(rule.with)} in ${columnWords(columns)}`,
      measure: { counts: 'shared-rows', columns, with: listOf(rule.with), alike: { by: 'row' } },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})

export const nearDuplicates = ruleKind({
  check: 'nearDuplicates',
  levels: ['object'],
  summary:
    'No row’s features stand in the other file as well, numbers rounded to significant digits, texts without case and surplus space.',
  keys: {
    with: withKey,
    ...columnKeys,
    digits: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 15,
        description: 'Significant digits that numbers are rounded to; 3 unless given.',
      }),
    ),
    mostly: mostlyKey,
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const columns = featureColumns(rule, subject, complain, { withoutRoles: ['label', 'id', 'group', 'time'] })
    if (columns === undefined) return undefined
    const digits = rule.digits ?? 3
    return {
      expectation:
        `${shareWords(rule.mostly, 'row')} differs from each row of ${filesWords(rule.with)} in ${columnWords(columns)}, ` +
        `numbers rounded to ${digits} significant ${digits === 1 ? 'digit' : 'digits'}, texts without case and surplus space`,
      measure: { counts: 'shared-rows', columns, with: listOf(rule.with), alike: { by: 'near', digits } },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})
