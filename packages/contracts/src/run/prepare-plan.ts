import { ConfigurationError } from '@mlgate/core'
import { quoteText, type SqlColumn, type Tables } from '@mlgate/tables'
import { columnsOfMeasure } from '../plan/measure.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlannedCheck } from '../plan/planned-check.ts'
import { patternsOf } from '../plan/predicate.ts'
import type { QueryScope } from './measure-runner.ts'
import { runnerOf } from './measures/index.ts'
import { findNestedColumns, withComputed } from './nested-columns.ts'
import { parseRowCondition, type RowCondition } from './row-condition.ts'
import { presentSql, type QueryColumn, type QueryColumns } from './value-sql.ts'

/** A check whose columns are all in the file, with what the scan is asked for it. */
interface ReadyCheck {
  readonly scope: QueryScope
  /** Where its answers lie in the scan's: how many rows are considered, then one for each aggregate. */
  readonly from: number
  /** SQL. */
  readonly aggregates: readonly string[]
}

/** A plan as one file is asked it, before anything is counted. */
export interface PreparedPlan {
  /** What shows queries also the parts of columns that checks name. */
  readonly tables: Tables
  /** Columns that the queries see as written. */
  readonly asText: readonly string[]
  /** Columns that they see beside the file's own, as SQL by name. */
  readonly computed: ReadonlyMap<string, string>
  /** Columns of the plan that are in the file; how many rows lack a value of each are the scan's answers from 1 on. */
  readonly present: readonly string[]
  /** Checks that can be asked, in the plan's order. */
  readonly checks: ReadonlyMap<PlannedCheck, ReadyCheck>
  /** Columns that a check needs and that are not there. */
  missingOf(check: PlannedCheck): readonly string[]
  /** What the one scan is asked, its first answer being the number of rows. */
  readonly expressions: readonly string[]
  /** The SELECT of all of them. */
  readonly scan: string
}

/**
 * Writes the one SELECT that answers all of a plan that can be counted in passing. Nothing is read but the columns' names and
 * types, and values where these tell the types of parts of columns (`nested`).
 *
 * @throws ConfigurationError when the file cannot be read, and for a pattern or condition that is none
 */
export async function preparePlan(plan: Plan, given: Tables, file: string): Promise<PreparedPlan> {
  const asText = [...new Set(plan.checks.flatMap(({ measure }) => runnerOf(measure).columnsAsText(measure)))]
  const own = await columnsInQueries(given, file, asText)
  const { columns, computed } = await findNestedColumns(plan.nested ?? [], own, given, file)
  const tables = withComputed(given, file, computed)
  await refuseWrongPatterns(plan, tables, file)
  const conditions = await parseConditions(plan, columns, tables, file)
  const missingOf = (check: PlannedCheck): readonly string[] => {
    const wanted = [...columnsOfMeasure(check.measure), ...(conditionOf(check, conditions)?.columns ?? [])]
    return [...new Set(wanted)].filter((name) => !columns.has(name))
  }
  const present = plan.columns.filter((name) => columns.has(name))
  const expressions = ['count(*)', ...present.map((name) => `count_if(NOT ${presentSql(columns.get(name)!)})`)]
  const ready = new Map<PlannedCheck, ReadyCheck>()
  for (const check of plan.checks.filter((check) => missingOf(check).length === 0)) {
    const scope = { columns, considered: conditionOf(check, conditions)?.sql ?? 'true' }
    const aggregates = runnerOf(check.measure).aggregates(check.measure, scope)
    ready.set(check, { scope, from: expressions.length, aggregates })
    expressions.push(scope.considered === 'true' ? 'count(*)' : `count_if(${scope.considered})`, ...aggregates)
  }
  const scan = `SELECT ${expressions.join(', ')} FROM data`
  return { tables, asText, computed, present, checks: ready, missingOf, expressions, scan }
}

/** What the engine's regular expressions do not know must be the contract's error, not the data's. */
async function refuseWrongPatterns({ checks }: Plan, tables: Tables, file: string): Promise<void> {
  for (const { measure, position } of checks) {
    for (const pattern of measure.counts === 'matching' ? patternsOf(measure.predicate) : []) {
      try {
        await tables.query(file, `SELECT regexp_matches('', ${quoteText(pattern)})`)
      } catch (cause) {
        if (!(cause instanceof ConfigurationError)) throw cause
        throw new ConfigurationError(`pattern ${JSON.stringify(pattern)} is not one that RE2 can search with.`, {
          position,
          cause,
        })
      }
    }
  }
}

type Conditions = ReadonlyMap<string, RowCondition>

/** Each condition that the plan's checks have, once. Throws ConfigurationError at the check's place in the contract. */
async function parseConditions(
  { checks }: Plan,
  columns: QueryColumns,
  tables: Tables,
  file: string,
): Promise<Conditions> {
  const readsAs = new Map(
    [...columns].flatMap(([name, { readsAs }]): [string, string][] => (readsAs === undefined ? [] : [[name, readsAs]])),
  )
  const conditions = new Map<string, RowCondition>()
  for (const { where, position } of checks) {
    if (where === undefined || conditions.has(where.condition)) continue
    try {
      conditions.set(
        where.condition,
        await parseRowCondition(where.condition, [...columns.keys()], tables, file, readsAs),
      )
    } catch (cause) {
      if (!(cause instanceof ConfigurationError)) throw cause
      throw new ConfigurationError(`where: ${cause.message}`, { position, cause })
    }
  }
  return conditions
}

function conditionOf({ where }: PlannedCheck, conditions: Conditions): RowCondition | undefined {
  return where && conditions.get(where.condition)
}

async function columnsInQueries(tables: Tables, file: string, asText: readonly string[]): Promise<QueryColumns> {
  const columns = await tables.columns(file)
  return new Map(
    columns.map((column): [string, QueryColumn] => [
      column.name,
      !column.declared && asText.includes(column.name) ? asWritten(column) : { ...column, numbersAsText: false },
    ]),
  )
}

function asWritten(column: SqlColumn): QueryColumn {
  const numbersAsText = column.type === 'DOUBLE' || column.type === 'BIGINT'
  return { ...column, type: 'VARCHAR', numbersAsText, ...(column.type === 'VARCHAR' ? {} : { readsAs: column.type }) }
}
