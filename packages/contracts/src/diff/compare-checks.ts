import { columnsOfMeasure } from '../plan/measure.ts'
import type { PlannedCheck, Severity } from '../plan/planned-check.ts'
import { compareLimits, isUpperLimit } from './compare-limits.ts'
import { compareMeasures, subjectOfMeasure } from './compare-measures.ts'
import type { ChangeClass } from './contract-change.ts'
import { byInclusion, type Strength, together } from './strength.ts'

/** A check that is demanded otherwise, no longer, or now. */
export interface CheckChange {
  readonly columns: readonly string[]
  readonly class: ChangeClass
  readonly sentence: string
}

/**
 * What checks demand otherwise than others did, by what they mean: the same demand in other words is none. Only what
 * decides (severity error) is a promise; what is told or warned about can go without breaking one.
 */
export function compareChecks(before: readonly PlannedCheck[], after: readonly PlannedCheck[]): readonly CheckChange[] {
  const [old, now] = [withoutImplied(before), withoutImplied(after)]
  const left = new Set(now)
  const unmatched: PlannedCheck[] = []
  for (const check of old) {
    const same = [...left].find((other) => compare(check, other) === 'same')
    if (same === undefined) unmatched.push(check)
    else left.delete(same)
  }
  const changes: CheckChange[] = []
  for (const check of unmatched) {
    const partners = [...left].filter((other) => subjectOf(other) === subjectOf(check))
    const partner = partners.find(({ name }) => name === check.name) ?? partners[0]
    if (partner !== undefined) left.delete(partner)
    changes.push(partner === undefined ? gone(check) : altered(check, partner))
  }
  return [...changes, ...[...left].map(come)]
}

/** What other checks of the same contract demand anyway is no demand of its own. */
function withoutImplied(checks: readonly PlannedCheck[]): readonly PlannedCheck[] {
  return checks.filter(
    (check, index) =>
      !checks.some((other, at) => {
        if (other === check || subjectOf(other) !== subjectOf(check)) return false
        const strength = compare(check, other)
        return strength === 'tighter' || (strength === 'same' && at < index)
      }),
  )
}

function subjectOf({ measure }: PlannedCheck): string {
  return subjectOfMeasure(measure)
}

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

function compare(before: PlannedCheck, after: PlannedCheck): Strength {
  const measures = compareMeasures(before.measure, after.measure)
  const wheres = compareWheres(before, after)
  // That fewer rows may be counted is more only where few are wanted.
  const isComparable =
    (measures === 'same' && wheres === 'same') || (isUpperLimit(before.limit) && isUpperLimit(after.limit))
  const severities = byInclusion(
    ranks[after.severity] <= ranks[before.severity],
    ranks[before.severity] <= ranks[after.severity],
  )
  return isComparable ? together([measures, compareLimits(before.limit, after.limit), wheres, severities]) : 'else'
}

function compareWheres({ where: before }: PlannedCheck, { where: after }: PlannedCheck): Strength {
  const [old, now] = [before, after].map((where) => where?.condition.replace(/\s+/g, ' ').trim())
  if (old !== now) return old === undefined ? 'looser' : now === undefined ? 'tighter' : 'else'
  const [wasError, isError] = [before, after].map((where) => where?.ifNoRows !== 'pass')
  return byInclusion(wasError === true || isError === false, isError === true || wasError === false)
}

const columnsOf = ({ measure }: PlannedCheck): readonly string[] => columnsOfMeasure(measure)

function gone(check: PlannedCheck): CheckChange {
  const isPromise = check.severity === 'error'
  return {
    columns: columnsOf(check),
    class: isPromise ? 'breaking' : 'harmless',
    sentence: `no longer ${isPromise ? 'promised' : 'looked at'}: ${check.expectation}`,
  }
}

function come(check: PlannedCheck): CheckChange {
  const isPromise = check.severity === 'error'
  return {
    columns: columnsOf(check),
    class: isPromise ? 'stricter' : 'harmless',
    sentence: `now ${isPromise ? 'promised' : `looked at (${check.severity})`}: ${check.expectation}`,
  }
}

function altered(before: PlannedCheck, after: PlannedCheck): CheckChange {
  const strength = compare(before, after)
  const isPromise = before.severity === 'error' || after.severity === 'error'
  const severity = before.severity === after.severity ? '' : ` (${before.severity}, now ${after.severity})`
  const words =
    before.expectation === after.expectation
      ? `${after.expectation}${severity || ', counted otherwise'}`
      : `${before.expectation}; now ${after.expectation}${severity}`
  const unknown = strength === 'else' ? ', of which nobody can tell that it promises as much' : ''
  return {
    columns: columnsOf(after),
    class: !isPromise || strength === 'same' ? 'harmless' : strength === 'tighter' ? 'stricter' : 'breaking',
    sentence: `${words}${isPromise ? unknown : ''}`,
  }
}
