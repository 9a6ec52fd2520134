import { mostly } from '../../plan/limit.ts'
import { mostlyKey, ruleKind, shareWords } from './rule-kind.ts'

/** `required` with a tolerance and for chosen rows. */
export const notNull = ruleKind({
  check: 'notNull',
  levels: ['property'],
  summary: 'Rows have a value.',
  keys: { mostly: mostlyKey },
  plan: (rule, subject) => {
    if (subject.level !== 'property') return undefined
    return {
      expectation: `${shareWords(rule.mostly, 'row')} ${rule.mostly === undefined || rule.mostly === 1 ? 'has' : 'have'} a value (NaN is none)`,
      measure: { counts: 'matching', predicate: { is: 'null', columns: [subject.column] }, among: 'rows' },
      limit: mostly(rule.mostly ?? 1),
    }
  },
})
