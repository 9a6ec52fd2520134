import { ConfigurationError } from '@mlgate/core'
import { type PlainValue, quoteText, type Tables } from '@mlgate/tables'
import { holds, limitsFromAbove } from '../plan/limit.ts'
import { columnsOfMeasure } from '../plan/measure.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlannedCheck } from '../plan/planned-check.ts'
import { patternsOf } from '../plan/predicate.ts'
import { type FailingRow, listFailingRows, type RowsToList } from './list-failing-rows.ts'
import type { FailingRows, MeasureContext, Measured, OwnPrograms, PolicyFile, QueryScope } from './measure-runner.ts'
import { runnerOf } from './measures/index.ts'
import { findNestedColumns, withComputed } from './nested-columns.ts'
import { parseRowCondition, type RowCondition } from './row-condition.ts'
import { presentSql, type QueryColumn, type QueryColumns } from './value-sql.ts'

export type { FailingRow } from './list-failing-rows.ts'

/** What became of one check. */
export interface CheckResult {
  readonly check: PlannedCheck
  /** `error`: it could not be run, so that it decides whatever its severity. */
  readonly verdict: 'pass' | 'fail' | 'error'
  /** What was found, in words. */
  readonly observed: string
  /** Rows that match what the check counts; undefined for a check that is not about rows. */
  readonly matchingRows: number | undefined
  /** Rows of the file. */
  readonly rows: number
  /** The first of the failing rows, in file order; empty when the check passes, or fails by too few. */
  readonly firstRows: readonly FailingRow[]
  /** How all failing rows are found; undefined where rows say nothing. */
  readonly failing?: FailingRows
}

/** What was found in one file. */
export interface PlanResult {
  readonly object: string
  readonly rows: number
  readonly checks: readonly [CheckResult, ...CheckResult[]]
  /** Share of rows without a value, 0 to 1, of each column of the contract that is in the file. */
  readonly nullShares: ReadonlyMap<string, number>
  /** Columns that the queries of `failing` see as written. */
  readonly asText: readonly string[]
  /** Columns that they see beside the file's own, as SQL by name. */
  readonly computed?: ReadonlyMap<string, string>
}

export interface RunOptions {
  /** How many failing rows are listed for a check; 10 when not given. */
  readonly listedRows?: number
  /** Files of the project by the name that contracts use. */
  readonly files?: ReadonlyMap<string, string>
  /** When the run began; what is fresh is counted from it. */
  readonly now?: Date
  /** Reads files of the policy, by their paths relative to mlgate.yml, where the contract was read. */
  readonly policyFile?: PolicyFile
  /** What runs the checks that are programs. */
  readonly programs?: OwnPrograms
}

/** A check whose columns are all in the file, with what the scan is asked for it. */
interface ReadyCheck {
  readonly check: PlannedCheck
  readonly scope: QueryScope
  /** Where its answers lie in the scan's: how many rows are considered, then one for each aggregate. */
  readonly from: number
  readonly aggregates: number
}

/**
 * Runs all checks of a plan on a file: one scan answers all that can be counted in passing, and one scan more finds the
 * rows of the checks that fail.
 *
 * @throws ConfigurationError when the file has no rows (nothing was checked) or cannot be read, and for a pattern or
 *   condition that is none
 */
export async function runPlan(
  plan: Plan,
  given: Tables,
  file: string,
  { listedRows = 10, files = new Map(), now = new Date(), policyFile, programs }: RunOptions = {},
): Promise<PlanResult> {
  const asText = [...new Set(plan.checks.flatMap(({ measure }) => runnerOf(measure).columnsAsText(measure)))]
  const own = await columnsInQueries(given, file, asText)
  const { columns, computed } = await findNestedColumns(plan.nested ?? [], own, given, file)
  const tables = withComputed(given, file, computed)
  await refuseWrongPatterns(plan, tables, file)
  const conditions = await parseConditions(plan, [...columns.keys()], tables, file)
  const missingOf = (check: PlannedCheck): readonly string[] => {
    const wanted = [...columnsOfMeasure(check.measure), ...(conditionOf(check, conditions)?.columns ?? [])]
    return [...new Set(wanted)].filter((name) => !columns.has(name))
  }
  const present = plan.columns.filter((name) => columns.has(name))
  const sql = ['count(*)', ...present.map((name) => `count_if(NOT ${presentSql(columns.get(name)!)})`)]
  const ready = new Map<PlannedCheck, ReadyCheck>()
  for (const check of plan.checks.filter((check) => missingOf(check).length === 0)) {
    const scope = { columns, considered: conditionOf(check, conditions)?.sql ?? 'true' }
    const aggregates = runnerOf(check.measure).aggregates(check.measure, scope)
    ready.set(check, { check, scope, from: sql.length, aggregates: aggregates.length })
    sql.push(scope.considered === 'true' ? 'count(*)' : `count_if(${scope.considered})`, ...aggregates)
  }
  const [answers = []] = await tables.query(file, `SELECT ${sql.join(', ')} FROM data`, { asText })
  const rows = Number(answers[0])
  if (!(rows > 0)) throw new ConfigurationError(`${file}: has no rows, so nothing was checked.`)

  const ask: MeasureContext['ask'] = (query, { beside } = {}) =>
    tables.query(file, query, { asText, ...(beside === undefined ? {} : { beside }) })
  const results: CheckResult[] = []
  const toList = new Map<PlannedCheck, RowsToList>()
  for (const check of plan.checks) {
    const found = ready.get(check)
    if (found === undefined) {
      const observed = missingWords(missingOf(check))
      results.push({ check, verdict: 'fail', observed, matchingRows: undefined, rows, firstRows: [] })
      continue
    }
    const [considered, ...own] = answers.slice(found.from, found.from + 1 + found.aggregates)
    const context: MeasureContext = {
      ...found.scope,
      tables,
      file,
      rows,
      consideredRows: Number(considered),
      ask,
      files,
      now,
      sensitive: plan.sensitive,
      ...(policyFile === undefined ? {} : { policyFile }),
      ...(programs === undefined ? {} : { programs }),
    }
    const { failing: known, ...judged } = await judgeCheck(check, own, context)
    const failing = await failingRowsOf(judged, known, context)
    const hidden = columnsOfMeasure(check.measure).some((name) => plan.sensitive.has(name))
    if (failing !== undefined) toList.set(check, { failing, hidden })
    results.push({ ...judged, firstRows: [], ...(failing === undefined ? {} : { failing }) })
  }
  const listed = await listFailingRows(toList, listedRows, ask)
  const [first, ...rest] = results.map((result) => ({ ...result, firstRows: listed.get(result.check) ?? [] }))
  if (first === undefined) throw new ConfigurationError(`${file}: nothing was checked.`)
  return {
    object: plan.object,
    rows,
    checks: [first, ...rest],
    nullShares: new Map(present.map((name, index) => [name, Number(answers[index + 1] ?? Number.NaN) / rows])),
    asText,
    computed,
  }
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
  names: readonly string[],
  tables: Tables,
  file: string,
): Promise<Conditions> {
  const conditions = new Map<string, RowCondition>()
  for (const { where, position } of checks) {
    if (where === undefined || conditions.has(where.condition)) continue
    try {
      conditions.set(where.condition, await parseRowCondition(where.condition, names, tables, file))
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
      !column.declared && asText.includes(column.name)
        ? { ...column, type: 'VARCHAR', numbersAsText: column.type === 'DOUBLE' }
        : { ...column, numbersAsText: false },
    ]),
  )
}

type JudgedCheck = Omit<CheckResult, 'firstRows'> & Pick<Measured, 'failing'>

/** Without its rows: those are looked for afterwards, unless measuring has found them. */
async function judgeCheck(
  check: PlannedCheck,
  answers: readonly PlainValue[],
  context: MeasureContext,
): Promise<JudgedCheck> {
  const { rows } = context
  if (check.where !== undefined && check.where.ifNoRows !== 'count' && context.consideredRows === 0) {
    const verdict = check.where.ifNoRows === 'pass' ? 'pass' : 'error'
    return { check, verdict, observed: 'where chooses no row, so nothing was checked', matchingRows: undefined, rows }
  }
  let measured: Measured
  try {
    measured = await runnerOf(check.measure).measure(check.measure, answers, context)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { check, verdict: 'error', observed: error.message, matchingRows: undefined, rows }
  }
  const { value, of, observed, countsRows, failing } = measured
  return {
    check,
    verdict: holds(check.limit, inUnit(check.limit.unit, value, of)) ? 'pass' : 'fail',
    observed: of === undefined || check.limit.unit === 'rows' ? observed : `${observed} (${percent(value, of)})`,
    matchingRows: countsRows ? value : undefined,
    rows,
    ...(failing === undefined ? {} : { failing }),
  }
}

/** The number that a limit of a unit judges. Of no rows at all, none breaks a rule. */
function inUnit(unit: PlannedCheck['limit']['unit'], value: number, of: number | undefined): number {
  switch (unit) {
    case 'rows':
    case 'value':
      return value
    case 'percent':
      return of === undefined ? Number.NaN : of === 0 ? 0 : (100 * value) / of
    case 'share':
      return of === undefined ? Number.NaN : of === 0 ? 0 : value / of
    case 'kept':
      return of === undefined ? Number.NaN : of === 0 ? 1 : (of - value) / of
  }
}

async function failingRowsOf(
  { check, verdict }: Omit<CheckResult, 'firstRows'>,
  known: FailingRows | undefined,
  context: MeasureContext,
): Promise<FailingRows | undefined> {
  if (verdict !== 'fail' || !limitsFromAbove(check.limit)) return undefined
  return known ?? runnerOf(check.measure).failingRows(check.measure, context)
}

function percent(count: number, rows: number): string {
  return `${rows === 0 ? 0 : Number(((100 * count) / rows).toPrecision(4))} %`
}

function missingWords(names: readonly string[]): string {
  return names.length === 1
    ? `no column ${JSON.stringify(names[0])}`
    : `no columns ${names.map((name) => JSON.stringify(name)).join(', ')}`
}
