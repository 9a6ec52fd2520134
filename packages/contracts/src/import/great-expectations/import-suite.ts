import { checkDocument, type Document } from '@mlgate/documents'
import type { ImportedContract, ImportedProperty, ImportedRule, Untranslated as Missing } from '../imported-contract.ts'
import { Arguments, Untranslated } from './arguments.ts'
import { columnExpectations } from './column-expectations.ts'
import type { Guard } from './guards.ts'
import { readRowCondition } from './row-condition.ts'
import { rowExpectations } from './row-expectations.ts'
import { type Expectation, Suite } from './suite-schema.ts'
import { tableExpectations } from './table-expectations.ts'
import type { Translate } from './translation.ts'
import { valueExpectations } from './value-expectations.ts'

const translations: ReadonlyMap<string, Translate> = new Map(
  [valueExpectations, columnExpectations, rowExpectations, tableExpectations].flatMap((part) => Object.entries(part)),
)

/** Expectations that are known to have no counterpart, with the reason. */
const untranslatable: Readonly<Record<string, string>> = {
  expect_column_values_to_match_json_schema: 'values are not checked against a JSON Schema. Write a module check.',
  expect_column_values_to_not_be_outliers:
    'outliers by quartiles are not checked; write zScore, or a violations query.',
  expect_column_pair_cramers_phi_value_to_be_less_than: 'association of columns is not checked.',
  expect_query_results_to_match_comparison:
    'it compares queries of two databases. Write a foreignKey or a violations query.',
}

/** Arguments that change how Great Expectations tells a result, not what it is. */
const withoutMeaning = [
  'result_format',
  'catch_exceptions',
  'include_config',
  'batch_id',
  'meta',
  'output_strftime_format',
  'allow_cross_type_comparisons',
]

/** Whether a file's value looks like a suite of Great Expectations. */
export function isGreatExpectations(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'expectations' in value && Array.isArray(value.expectations)
}

/** Translates a suite of Great Expectations, 0.x or 1.x. Throws ConfigurationError when it is none. */
export function importGreatExpectations(document: Document): ImportedContract {
  const suite = checkDocument(document, Suite)
  const quality: ImportedRule[] = []
  const properties = new Map<string, ImportedRule[]>()
  const missing: Missing[] = []
  for (const [index, expectation] of suite.expectations.entries()) {
    const what = snakeCase(expectation.type ?? expectation.expectation_type ?? 'an expectation without a type')
    try {
      const { column, columns = [], rule, guard } = translate(what, expectation)
      const named = column === undefined ? columns : [column, ...columns]
      for (const name of named) if (!properties.has(name)) properties.set(name, [])
      const rules = column === undefined ? quality : (properties.get(column) ?? [])
      if (rule !== undefined) rules.push(rule)
      if (guard !== undefined) for (const name of named) addGuard(guard, properties.get(name) ?? [])
    } catch (error) {
      if (!(error instanceof Untranslated)) throw error
      missing.push({ path: ['expectations', index], what, reason: error.message })
    }
  }
  return {
    id: suite.name ?? suite.expectation_suite_name ?? 'rows',
    quality,
    properties: [...properties].map(([name, rules]): ImportedProperty => ({ name, quality: rules })),
    missing,
    notes: notesOf(suite),
  }
}

function translate(
  what: string,
  { kwargs = {}, severity, expectation_type: oldType }: Expectation,
): {
  readonly column?: string
  readonly columns?: readonly string[]
  readonly rule?: ImportedRule
  readonly guard?: Guard
} {
  const translation = translations.get(what)
  const isOld = oldType !== undefined
  if (translation === undefined) {
    throw new Untranslated(untranslatable[what] ?? 'is not an expectation of the core library that is known here.')
  }
  const given = new Arguments(kwargs, isOld)
  const where = conditionOf(given)
  for (const name of withoutMeaning) given.get(name)
  const found = translation(given, where)
  const [stranger] = given.left
  if (stranger !== undefined) throw new Untranslated(`its argument ${JSON.stringify(stranger)} is not known here.`)
  if (where !== undefined && found.where === 'none') throw new Untranslated('row_condition has no meaning for it.')
  const { column, columns, implementation, guard } = found
  const rule: ImportedRule | undefined =
    implementation === undefined
      ? undefined
      : {
          name: what,
          type: 'custom',
          engine: 'mlgate',
          ...(severity === 'warning' || severity === 'info' ? { severity } : {}),
          implementation: {
            ...implementation,
            ...whereKeys(where, found.where, what in valueExpectations || what in rowExpectations),
          },
        }
  const beside = { ...(rule === undefined ? {} : { rule }), ...(guard === undefined ? {} : { guard }) }
  if (implementation?.check === 'condition' && column !== undefined) return { columns: [column], ...beside }
  return {
    ...(column === undefined ? {} : { column }),
    ...(columns === undefined ? {} : { columns }),
    ...beside,
  }
}

/** One rule for all expectations that want the same types of a column. */
function addGuard({ name, implementation }: Guard, rules: ImportedRule[]): void {
  if (rules.some((rule) => rule.name === name)) return
  rules.push({ name, type: 'custom', engine: 'mlgate', implementation })
}

/** Of no rows at all, every value keeps a rule; but they have no mean. */
function whereKeys(where: string | undefined, use: string, passesWithout: boolean): ImportedRule {
  if (where === undefined || use === 'done') return {}
  return { where, ...(use === 'considered' && passesWithout ? { ifNoRows: 'pass' } : {}) }
}

function conditionOf(given: Arguments): string | undefined {
  const condition = given.get('row_condition')
  const parser = given.get('condition_parser')
  if (condition === undefined) return undefined
  const read = readRowCondition(condition, parser)
  if ('reason' in read) throw new Untranslated(read.reason)
  return read.sql
}

/** `ExpectColumnMaxToBeBetween`, as Python calls it, is the same as `expect_column_max_to_be_between`. */
function snakeCase(type: string): string {
  return /^[A-Z]/.test(type) ? type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase() : type
}

function notesOf({ expectations }: Suite): string[] {
  const hasFormat = expectations.some(
    ({ kwargs }) => kwargs?.result_format !== undefined && kwargs.result_format !== null,
  )
  return [
    'pandas takes NA, N/A, null, None and others in a CSV file for missing values; here they are texts unless null_values under data.reading lists them.',
    ...(hasFormat ? ['result_format is not needed: mlgate names the rows of every failed check.'] : []),
  ]
}
