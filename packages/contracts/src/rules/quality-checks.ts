import type { DocumentPath } from '@mlgate/documents'
import type { QualityRule } from '../contract-schema.ts'
import { type Limit, limitOf, limitWords } from '../plan/limit.ts'
import type { Measure } from '../plan/measure.ts'
import type { Severity } from '../plan/planned-check.ts'
import type { Predicate, Scalar } from '../plan/predicate.ts'
import type { Complain } from './logical-checks.ts'
import type { Subject } from './mlgate/rule-kind.ts'
import { wrongPattern } from './wrong-pattern.ts'

/** A check that a rule of the standard's quality library demands. */
export interface QualityCheck {
  readonly metric: NonNullable<QualityRule['metric']>
  readonly expectation: string
  readonly measure: Measure
  readonly limit: Limit
  readonly severity: Severity
  readonly path: DocumentPath
}

type ArgumentName = keyof NonNullable<QualityRule['arguments']>

/** The check that a rule of type library demands; undefined, with a complaint, when it cannot be run. Never skipped in silence. */
export function qualityCheck(rule: QualityRule, subject: Subject, complain: Complain): QualityCheck | undefined {
  const metric = rule.metric ?? formerMetric(rule.rule)
  if (metric === undefined) {
    complain(['metric'], 'is missing: nullValues, missingValues, invalidValues, duplicateValues or rowCount.')
    return undefined
  }
  for (const key of ['query', 'engine', 'implementation'] as const) {
    if (rule[key] !== undefined) complain([key], `belongs to rules of another type. Use metric ${metric} alone.`)
  }
  const limit = limitOf(rule)
  if (typeof limit === 'string') {
    complain([], limit)
    return undefined
  }
  const measure = measureOf(rule, metric, subject, complain)
  if (measure === undefined) return undefined
  if (metric === 'rowCount' && limit.unit === 'percent') {
    complain(['unit'], 'rowCount counts rows; percent has no meaning here.')
  }
  const words =
    metric === 'rowCount'
      ? `the number of rows is ${limitWords(limit)}`
      : `the ${limit.unit === 'percent' ? 'share' : 'number'} of ${subjects[metric](rule)} is ${limitWords(limit)}`
  return { metric, expectation: words, measure, limit, severity: severityOf(rule.severity), path: [] }
}

/** Version 3.0 of the standard called the metric `rule`, and had other names for two of them. */
function formerMetric(rule: string | undefined): QualityCheck['metric'] | undefined {
  switch (rule) {
    case 'nullValues':
    case 'missingValues':
    case 'invalidValues':
    case 'duplicateValues':
    case 'rowCount':
      return rule
    case 'duplicateCount':
      return 'duplicateValues'
    case 'nullCheck':
      return 'nullValues'
    default:
      return undefined
  }
}

const subjects: Readonly<Record<Exclude<QualityCheck['metric'], 'rowCount'>, (rule: QualityRule) => string>> = {
  nullValues: () => 'rows without a value',
  missingValues: (rule) => `rows whose value is one of ${list(rule.arguments?.missingValues ?? [])}`,
  invalidValues: (rule) => {
    const { validValues, pattern } = rule.arguments ?? {}
    const parts = [
      ...(validValues === undefined ? [] : [`none of ${list(validValues)}`]),
      ...(pattern === undefined ? [] : [`no match of ${pattern}`]),
    ]
    return `rows whose value is ${parts.join(' or ')}`
  },
  duplicateValues: () => 'surplus rows (each beyond the first with the same value)',
}

function list(values: readonly Scalar[]): string {
  const shown = values.slice(0, 10).map((value) => JSON.stringify(value))
  return values.length > 10 ? `${shown.join(', ')} … (${values.length})` : shown.join(', ')
}

function measureOf(
  rule: QualityRule,
  metric: QualityCheck['metric'],
  subject: Subject,
  complain: Complain,
): Measure | undefined {
  const given = rule.arguments ?? {}
  const allowed: readonly ArgumentName[] = argumentNames[subject.level][metric] ?? []
  for (const name of Object.keys(given) as ArgumentName[]) {
    if (!allowed.includes(name)) {
      complain(
        ['arguments', name],
        `has no meaning for ${metric} of ${subject.level === 'object' ? 'an object' : 'a property'}.`,
      )
    }
  }
  if (subject.level === 'object') {
    if (metric === 'rowCount') return { counts: 'rows' }
    if (metric === 'duplicateValues') {
      const columns = (given.properties ?? []).map((name, index) => {
        const column = subject.columns.get(name)
        if (column === undefined) {
          const names = [...subject.columns.keys()].join(', ')
          complain(['arguments', 'properties', index], `no such property; the object has ${names || 'none'}.`)
        }
        return column ?? name
      })
      if (columns.length === 0) complain([], 'duplicateValues of an object needs arguments.properties.')
      return { counts: 'surplus', columns }
    }
    complain(['metric'], `${metric} belongs to a property. Move the rule to the property that it is about.`)
    return undefined
  }
  const { column } = subject
  if (metric === 'rowCount') {
    complain(['metric'], 'rowCount belongs to the object. Move the rule to the object’s own quality.')
    return undefined
  }
  if (metric === 'nullValues')
    return { counts: 'matching', predicate: { is: 'null', columns: [column] }, among: 'rows' }
  if (metric === 'duplicateValues') return { counts: 'surplus', columns: [column] }
  if (metric === 'missingValues') {
    if (given.missingValues === undefined) {
      complain([], 'missingValues needs arguments.missingValues, the list of values that count as missing.')
      return undefined
    }
    return { counts: 'matching', predicate: { is: 'any-of', column, values: given.missingValues }, among: 'rows' }
  }
  return invalidValues(given, column, complain)
}

function invalidValues(
  { validValues, pattern }: NonNullable<QualityRule['arguments']>,
  column: string,
  complain: Complain,
): Measure | undefined {
  const wrong = pattern === undefined ? undefined : wrongPattern(pattern)
  if (wrong !== undefined) complain(['arguments', 'pattern'], wrong)
  const of: Predicate[] = [
    ...(validValues === undefined ? [] : [{ is: 'none-of', column, values: validValues } as const]),
    ...(pattern === undefined ? [] : [{ is: 'not-matching', column, pattern, whole: false } as const]),
  ]
  if (of.length === 0) {
    complain([], 'invalidValues needs arguments.validValues or arguments.pattern.')
    return undefined
  }
  return { counts: 'matching', predicate: { is: 'any', of }, among: 'rows' }
}

const argumentNames: Readonly<
  Record<Subject['level'], Readonly<Partial<Record<QualityCheck['metric'], readonly ArgumentName[]>>>>
> = {
  property: { missingValues: ['missingValues'], invalidValues: ['validValues', 'pattern'] },
  object: { duplicateValues: ['properties'] },
}

/** The standard leaves severity free: `info` and `warning` are shown without deciding, everything else decides. */
export function severityOf(severity: string | undefined): Severity {
  if (/^warn(ing)?$/i.test(severity ?? '')) return 'warning'
  return /^info$/i.test(severity ?? '') ? 'info' : 'error'
}
