import { Type } from 'typebox'
import { mostly, none } from '../../../plan/limit.ts'
import type { ProbabilityColumns } from '../../../plan/machine-learning-measure.ts'
import type { Complain } from '../../logical-checks.ts'
import { mostlyKey, ruleKind, shareWords } from '../rule-kind.ts'
import { columnKeys, columnWords, featureColumns } from './feature-columns.ts'
import { type ObjectSubject, propertyColumn, roleColumn, roleKey } from './role-column.ts'
import { filesWords, listOf, withKey } from './shared-row-rules.ts'

export const targetMissing = ruleKind({
  check: 'targetMissing',
  levels: ['object'],
  summary: 'Rows have a label.',
  keys: { label: roleKey('label'), mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const label = roleColumn('label', rule.label, subject, complain)
    if (label === undefined) return undefined
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has a label in ${label} (NaN is none)`,
      measure: { counts: 'matching', predicate: { is: 'null', columns: [label] }, among: 'rows' },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})

export const conflictingLabels = ruleKind({
  check: 'conflictingLabels',
  levels: ['object'],
  summary: 'Rows that are alike in all features have the same label.',
  keys: { label: roleKey('label'), ...columnKeys, mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const label = roleColumn('label', rule.label, subject, complain)
    if (label === undefined) return undefined
    const columns = featureColumns(rule, subject, complain, {
      withoutRoles: ['label', 'id', 'group', 'time'],
      not: [label],
    })
    if (columns === undefined) return undefined
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has the same ${label} as the rows alike in ${columnWords(columns)}`,
      measure: { counts: 'conflicting-labels', columns, label },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})

const shareKey = { exclusiveMinimum: 0, maximum: 1 }

export const labelBalance = ruleKind({
  check: 'labelBalance',
  levels: ['object'],
  summary:
    'Each class has its least share of the labels, and none more than the largest; there are two classes at least.',
  keys: {
    label: roleKey('label'),
    minimumShare: Type.Optional(Type.Number({ ...shareKey, description: 'Least share of a class, 0 to 1.' })),
    maximumShare: Type.Optional(Type.Number({ ...shareKey, description: 'Largest share of a class, 0 to 1.' })),
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const label = roleColumn('label', rule.label, subject, complain)
    const { minimumShare, maximumShare } = rule
    if (minimumShare === undefined && maximumShare === undefined) {
      complain([], 'labelBalance demands nothing: give minimumShare, maximumShare or both.')
      return undefined
    }
    if (minimumShare !== undefined && minimumShare > (maximumShare ?? 1)) {
      complain(['minimumShare'], 'is more than maximumShare.')
      return undefined
    }
    if (label === undefined) return undefined
    const bounds = [
      ...(minimumShare === undefined ? [] : [`at least ${percent(minimumShare)}`]),
      ...(maximumShare === undefined ? [] : [`at most ${percent(maximumShare)}`]),
    ]
    return {
      expectation: `each class of ${label} has ${bounds.join(' and ')} of the rows with a label, and there are two or more`,
      measure: {
        counts: 'unbalanced-classes',
        label,
        minimumShare: minimumShare ?? 0,
        maximumShare: maximumShare ?? 1,
      },
      limit: { ...none, unit: 'value' },
    }
  },
})

export const unseenLabels = ruleKind({
  check: 'unseenLabels',
  levels: ['object'],
  summary: 'No label is new: each stands in train as well.',
  keys: {
    label: roleKey('label'),
    in: Type.Optional({ ...withKey, description: 'File, or files, that must have the label; train unless given.' }),
    mostly: mostlyKey,
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const label = roleColumn('label', rule.label, subject, complain)
    if (label === undefined) return undefined
    const files = rule.in ?? 'train'
    return {
      expectation: `${shareWords(rule.mostly, 'row')} has a ${label} that stands in ${filesWords(files)} as well`,
      measure: { counts: 'unseen-labels', label, with: listOf(files) },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})

export const labelErrors = ruleKind({
  check: 'labelErrors',
  levels: ['object'],
  summary: 'Few labels are likely wrong, by confident learning on out-of-sample probabilities.',
  keys: {
    label: roleKey('label'),
    probabilities: Type.Union(
      [Type.String({ minLength: 1 }), Type.Record(Type.String({ minLength: 1 }), Type.String({ minLength: 1 }))],
      {
        description:
          'Property of the probability of each class ({Adelie: p_adelie, …}), or a file of data.tables with the id and columns probability_<class>. The model must not have seen the row in training.',
      },
    ),
    id: roleKey('id'),
    maximumShare: Type.Number({ minimum: 0, exclusiveMaximum: 1, description: 'Largest share of such rows, 0 to 1.' }),
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== 'object') return undefined
    const label = roleColumn('label', rule.label, subject, complain)
    const probabilities = probabilityColumns(rule, subject, complain)
    if (label === undefined || probabilities === undefined) return undefined
    return {
      expectation: `at most ${percent(rule.maximumShare)} of the rows have a ${label} that is likely wrong (confident learning)`,
      measure: { counts: 'label-issues', label, probabilities },
      limit: {
        unit: 'percent',
        operator: 'mustBeLessOrEqualTo',
        bounds: [Number((100 * rule.maximumShare).toPrecision(12))],
      },
    }
  },
})

function probabilityColumns(
  rule: { readonly probabilities: string | Readonly<Record<string, string>>; readonly id?: string },
  subject: ObjectSubject,
  complain: Complain,
): ProbabilityColumns | undefined {
  const { probabilities, id: named } = rule
  if (typeof probabilities === 'string') {
    const id = roleColumn('id', named, subject, complain)
    return id === undefined ? undefined : { in: 'file', file: probabilities, id }
  }
  if (named !== undefined) complain(['id'], 'has no meaning without a file of probabilities.')
  const columns = Object.entries(probabilities).map(
    ([name, property]) => [name, propertyColumn(property, ['probabilities', name], subject, complain)] as const,
  )
  if (columns.length < 2) {
    complain(['probabilities'], 'needs a column for each class, two at least.')
    return undefined
  }
  const known = columns.flatMap(([name, column]) => (column === undefined ? [] : [[name, column] as const]))
  return known.length < columns.length ? undefined : { in: 'columns', columnOfClass: new Map(known) }
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(12))} %`
}
