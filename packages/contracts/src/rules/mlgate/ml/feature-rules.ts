import { Type } from 'typebox'
import { mostly, none } from '../../../plan/limit.ts'
import { mostlyKey, ruleKind, shareWords } from '../rule-kind.ts'
import { columnKeys, columnWords, featureColumns } from './feature-columns.ts'
import { propertyColumn, roleColumn, roleKey } from './role-column.ts'
import { filesWords, listOf, withKey } from './shared-row-rules.ts'

export const constantFeatures = ruleKind({
  check: 'constantFeatures',
  levels: ['object'],
  summary: 'No feature has one value (or none) in nearly all rows.',
  keys: {
    ...columnKeys,
    nearly: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0.5,
        maximum: 1,
        description: 'Share of the rows from which one value makes a feature constant; 0.999 unless given.',
      }),
    ),
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const columns = featureColumns(rule, subject, complain, { withoutRoles: ['label', 'id', 'group', 'time'] })
    if (columns === undefined) return undefined
    const share = rule.nearly ?? 0.999
    return {
      expectation: `none of ${columnWords(columns)} has one value, or none, in ${share === 1 ? 'all' : `${Number((100 * share).toPrecision(12))} % of the`} rows`,
      measure: { counts: 'constant-columns', columns, share },
      limit: { ...none, unit: 'value' },
    }
  },
})

/** Beyond this many rows a sample decides. */
const sampleRows = 20_000

export const revealingFeatures = ruleKind({
  check: 'revealingFeatures',
  levels: ['object'],
  summary: 'No single feature tells the label: its AUC, or its rank correlation with a number, stays below the limit.',
  keys: {
    label: roleKey('label'),
    ...columnKeys,
    auc: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0.5,
        maximum: 1,
        description: 'AUC from which a feature tells a class; 0.99 unless given.',
      }),
    ),
    correlation: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description:
          'Rank correlation (Spearman, without sign) from which a feature tells a number; 0.99 unless given.',
      }),
    ),
    task: Type.Optional(
      Type.Union([Type.Literal('classification'), Type.Literal('regression')], {
        description:
          'Whether the label is a class or a number; unless given, numbers of more than 20 values are numbers.',
      }),
    ),
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const label = roleColumn('label', rule.label, subject, complain)
    if (label === undefined) return undefined
    const columns = featureColumns(rule, subject, complain, {
      withoutRoles: ['label', 'id', 'group', 'time'],
      not: [label],
    })
    if (columns === undefined) return undefined
    const { auc = 0.99, correlation = 0.99, task } = rule
    return {
      expectation: `none of ${columnWords(columns)} tells ${label} by itself (AUC ${auc}, or rank correlation ${correlation} with a number)`,
      measure: { counts: 'revealing-columns', columns, label, task, auc, correlation, sampleRows },
      limit: { ...none, unit: 'value' },
    }
  },
})

export const timeLeakage = ruleKind({
  check: 'timeLeakage',
  levels: ['object'],
  summary: 'No row is later than the earliest of the other file.',
  keys: {
    with: withKey,
    time: roleKey('time'),
    group: Type.Optional(
      Type.String({ minLength: 1, description: 'Property; rows are compared with those of the same value alone.' }),
    ),
    mostly: mostlyKey,
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const time = roleColumn('time', rule.time, subject, complain)
    const group = rule.group === undefined ? undefined : propertyColumn(rule.group, ['group'], subject, complain)
    if (time === undefined || (rule.group !== undefined && group === undefined)) return undefined
    const of = group === undefined ? '' : ` of the same ${group}`
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has a ${time} not later than the earliest of ${filesWords(rule.with)}${of}`,
      measure: { counts: 'late-rows', time, group, with: listOf(rule.with) },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})
