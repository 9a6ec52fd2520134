import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import { pandasMissingTexts } from '../../plan/pandas-type.ts'
import type { Predicate } from '../../plan/predicate.ts'
import { mostlyKey, ruleKind, shareWords } from './rule-kind.ts'

/** `required` with a tolerance and for chosen rows. */
export const notNull = ruleKind({
  check: 'notNull',
  levels: ['property'],
  summary: 'Rows have a value.',
  keys: {
    asPandas: Type.Optional(
      Type.Boolean({
        description: 'Whether NA, null and the like are no values either, in files that declare no types.',
      }),
    ),
    mostly: mostlyKey,
  },
  plan: (rule, subject) => {
    if (subject.level !== 'property') return undefined
    const { column } = subject
    const missing: Predicate = { is: 'null', columns: [column] }
    const predicate: Predicate = rule.asPandas
      ? { is: 'any', of: [missing, { is: 'missing-text', column, texts: pandasMissingTexts }] }
      : missing
    const none = rule.asPandas ? 'NaN is none, nor are the texts that pandas takes for missing' : 'NaN is none'
    return {
      expectation: `${shareWords(rule.mostly, 'row')} ${rule.mostly === undefined || rule.mostly === 1 ? 'has' : 'have'} a value (${none})`,
      measure: { counts: 'matching', predicate, among: 'rows' },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})
