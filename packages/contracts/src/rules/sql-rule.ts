import type { QualityRule } from '../contract-schema.ts'
import { type Limit, limitOf, limitWords } from '../plan/limit.ts'
import type { Measure } from '../plan/measure.ts'
import type { Complain } from './logical-checks.ts'
import type { Subject } from './mlgate/rule-kind.ts'

interface SqlCheck {
  readonly expectation: string
  readonly measure: Measure
  readonly limit: Limit
}

/** The check of a rule of type sql: the one number of its query. Undefined, with a complaint, when it demands nothing. */
export function sqlCheck(rule: QualityRule, subject: Subject, complain: Complain): SqlCheck | undefined {
  const { query } = rule
  if (query === undefined) {
    complain([], 'a rule of type sql needs query, a SELECT of one number.')
    return undefined
  }
  for (const key of ['metric', 'arguments', 'engine', 'implementation'] as const) {
    if (rule[key] !== undefined) complain([key], 'has no meaning in a rule of type sql.')
  }
  // Whatever the unit is called, the query's number is judged as it comes.
  const { unit: _unit, ...demand } = rule
  const limit = limitOf(demand)
  if (typeof limit === 'string') {
    complain([], limit)
    return undefined
  }
  const column = subject.level === 'property' ? subject.column : undefined
  if (column === undefined && /\$\{(property|column)\}/.test(query)) {
    complain(['query'], '${property} has no meaning in a rule of an object. Name the column.')
    return undefined
  }
  return {
    expectation: `the number that its query gives is ${limitWords({ ...limit, unit: 'value' })}`,
    measure: { counts: 'query-number', query, ...(column === undefined ? {} : { column }) },
    limit: { ...limit, unit: 'value' },
  }
}
