import { ConfigurationError } from '@mlgate/core'
import { type PlainValue, quoteName, quoteText, rowNumberName, type Tables } from '@mlgate/tables'
import { holds, limitsFromAbove } from './limit.ts'
import type { Plan } from './plan.ts'
import { columnsOfMeasure, type Measure, type PlannedCheck } from './planned-check.ts'
import { columnsOf, type Predicate } from './predicate.ts'
import { columnsAsText, predicateSql, presentSql, type QueryColumn, type QueryColumns } from './predicate-sql.ts'

/** A row that fails a check. */
export interface FailingRow {
  /** 1 for the first data row. */
  readonly row: number
  /** The value that fails; undefined when the check is about several columns or a sensitive one. Comes from the data. */
  readonly value?: PlainValue
}

/** What became of one check. */
export interface CheckResult {
  readonly check: PlannedCheck
  readonly verdict: 'pass' | 'fail'
  /** What was found, in words. */
  readonly observed: string
  /** Rows that match what the check counts; undefined for a check that is not about rows. */
  readonly matchingRows: number | undefined
  readonly rows: number
  /** The first of the failing rows, in file order; empty when the check passes, or fails by too few. */
  readonly firstRows: readonly FailingRow[]
}

/** What was found in one file. */
export interface PlanResult {
  readonly object: string
  readonly rows: number
  readonly checks: readonly [CheckResult, ...CheckResult[]]
  /** Share of rows without a value, 0 to 1, of each column of the contract that is in the file. */
  readonly nullShares: ReadonlyMap<string, number>
}

export interface RunOptions {
  /** How many failing rows are listed for a check; 10 when not given. */
  readonly listedRows?: number
}

/**
 * Runs all checks of a plan on a file: one scan counts everything, and one more for each failing check finds its rows.
 *
 * @throws ConfigurationError when the file has no rows (nothing was checked) or cannot be read
 */
export async function runPlan(
  plan: Plan,
  tables: Tables,
  file: string,
  { listedRows = 10 }: RunOptions = {},
): Promise<PlanResult> {
  const asText = [...new Set(plan.checks.flatMap(({ measure }) => textColumns(measure)))]
  const columns = await columnsInQueries(tables, file, asText)
  await refuseWrongPatterns(plan, tables, file)
  const present = plan.columns.filter((name) => columns.has(name))
  const runnable = plan.checks.filter(({ measure }) => columnsOfMeasure(measure).every((name) => columns.has(name)))
  const sql = [
    'count(*)',
    ...present.map((name) => `count_if(NOT ${presentSql(columns.get(name)!)})`),
    ...runnable.map(({ measure }) => countSql(measure, columns)),
  ]
  const [counted = []] = await tables.query(file, `SELECT ${sql.join(', ')} FROM data`, { asText })
  const [rows = Number.NaN, ...counts] = counted.map(Number)
  if (!(rows > 0)) throw new ConfigurationError(`${file}: has no rows, so nothing was checked.`)

  const nullCounts = counts.slice(0, present.length)
  const countOf = new Map(runnable.map((check, index) => [check, counts[present.length + index] ?? Number.NaN]))
  const results: CheckResult[] = []
  for (const check of plan.checks) {
    const missing = columnsOfMeasure(check.measure).filter((name) => !columns.has(name))
    if (missing.length > 0) {
      results.push({
        check,
        verdict: 'fail',
        observed: missingWords(missing),
        matchingRows: undefined,
        rows,
        firstRows: [],
      })
      continue
    }
    const judged = judge(check, countOf.get(check) ?? Number.NaN, rows)
    const rowsSql =
      judged.verdict === 'fail' && limitsFromAbove(check.limit) ? failingRowsSql(check.measure, columns) : undefined
    const found = rowsSql === undefined ? [] : await tables.query(file, `${rowsSql} LIMIT ${listedRows}`, { asText })
    const hidden = columnsOfMeasure(check.measure).some((name) => plan.sensitive.has(name))
    results.push({ ...judged, firstRows: found.map(([row, value]) => failingRow(row, hidden ? undefined : value)) })
  }
  const [first, ...rest] = results
  if (first === undefined) throw new ConfigurationError(`${file}: nothing was checked.`)
  return {
    object: plan.object,
    rows,
    checks: [first, ...rest],
    nullShares: new Map(present.map((name, index) => [name, (nullCounts[index] ?? Number.NaN) / rows])),
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

function patternsOf(predicate: Predicate): readonly string[] {
  if (predicate.is === 'any') return predicate.of.flatMap(patternsOf)
  return predicate.is === 'not-matching' ? [predicate.pattern] : []
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

function textColumns(measure: Measure): readonly string[] {
  return measure.counts === 'matching' ? columnsAsText(measure.predicate) : []
}

function countSql(measure: Measure, columns: QueryColumns): string {
  switch (measure.counts) {
    case 'presence':
      return '0'
    case 'rows':
      return 'count(*)'
    case 'matching':
      return `count_if(${predicateSql(measure.predicate, columns)})`
    case 'surplus': {
      const names = measure.columns.map(quoteName)
      // One column is counted as it is: rows of one field cost three times the memory.
      const value = names.length === 1 ? names.join() : `row(${names.join(', ')})`
      const complete = completeSql(measure.columns, columns)
      return `count_if(${complete}) - count(DISTINCT ${value}) FILTER (WHERE ${complete})`
    }
  }
}

function completeSql(names: readonly string[], columns: QueryColumns): string {
  return `(${names.map((name) => presentSql(columns.get(name)!)).join(' AND ')})`
}

/** SQL for row number and value of the failing rows in file order; undefined when rows say nothing. */
function failingRowsSql(measure: Measure, columns: QueryColumns): string | undefined {
  const row = quoteName(rowNumberName)
  if (measure.counts === 'matching') {
    const [column, ...others] = columnsOf(measure.predicate)
    const value = column !== undefined && others.length === 0 ? `, ${quoteName(column)}::VARCHAR` : ''
    return `SELECT ${row}${value} FROM numbered WHERE ${predicateSql(measure.predicate, columns)} ORDER BY ${row}`
  }
  if (measure.counts === 'surplus') {
    const keys = measure.columns.map(quoteName)
    const value = keys.length === 1 ? `, ${keys.join()}::VARCHAR` : ''
    return (
      `SELECT ${row}${value} FROM numbered WHERE ${completeSql(measure.columns, columns)} ` +
      `QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY ${row}) > 1 ORDER BY ${row}`
    )
  }
  return undefined
}

function failingRow(row: PlainValue | undefined, value: PlainValue | undefined): FailingRow {
  return value === undefined ? { row: Number(row) } : { row: Number(row), value }
}

function judge(check: PlannedCheck, count: number, rows: number): Omit<CheckResult, 'firstRows'> {
  const { measure, limit } = check
  const measured = limit.unit === 'percent' ? (100 * count) / rows : count
  const verdict = holds(limit, measured) ? 'pass' : 'fail'
  if (measure.counts === 'presence') {
    return { check, verdict, observed: 'the column is there', matchingRows: undefined, rows }
  }
  if (measure.counts === 'rows') return { check, verdict, observed: `${rows} rows`, matchingRows: undefined, rows }
  const noun = measure.counts === 'surplus' ? 'surplus rows' : 'rows'
  const share = limit.unit === 'percent' ? ` (${percent(count, rows)})` : ''
  return { check, verdict, observed: `${count} ${noun} of ${rows}${share}`, matchingRows: count, rows }
}

function percent(count: number, rows: number): string {
  return `${Number(((100 * count) / rows).toPrecision(4))} %`
}

function missingWords(names: readonly string[]): string {
  return names.length === 1
    ? `no column ${JSON.stringify(names[0])}`
    : `no columns ${names.map((name) => JSON.stringify(name)).join(', ')}`
}
