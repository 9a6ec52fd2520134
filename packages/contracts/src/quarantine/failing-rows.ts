import type { PlainValue, Tables } from '@mlgate/tables'
import type { Severity } from '../plan/planned-check.ts'
import type { FoundRows } from '../run/measure-runner.ts'
import type { CheckResult, PlanResult } from '../run/run-plan.ts'

/** The rows that break a contract, each with the checks that it breaks. */
export interface QuarantinedRows {
  /** Rising. */
  readonly rows: readonly number[]
  /** Names of the checks that each of the rows breaks, in the contract's order. */
  readonly reasons: readonly (readonly string[])[]
  /** The gravest severity among them. */
  readonly severities: readonly Severity[]
  /** Whether more rows break the contract than stand here. */
  readonly isCut: boolean
}

interface BrokenCheck {
  readonly result: CheckResult
  readonly failing: FoundRows
}

const severities: readonly Severity[] = ['error', 'warning', 'info']

/**
 * Finds all rows of a file that break a check which counts rows. What is in memory does not grow with the file.
 *
 * @param limit so many rows, the first of the file, are told
 */
export async function quarantinedRows(
  { checks, asText, computed = new Map() }: Pick<PlanResult, 'checks' | 'asText' | 'computed'>,
  tables: Tables,
  file: string,
  limit: number,
): Promise<QuarantinedRows> {
  const broken = checks.flatMap((result): BrokenCheck[] =>
    result.failing === undefined ? [] : [{ result, failing: result.failing }],
  )
  // One row more tells whether any is left out.
  const found = await checksByRow(broken, limit + 1, (sql, beside) =>
    tables.query(file, sql, { asText, computed, ...(beside === undefined ? {} : { beside }) }),
  )
  const rows = [...found.keys()].sort((a, b) => a - b)
  const kept = rows.slice(0, limit)
  const brokenBy = kept.map((row) => [...(found.get(row) ?? [])].sort((a, b) => a - b))
  const resultsOf = (indexes: readonly number[]) => indexes.flatMap((index) => broken[index]?.result ?? [])
  return {
    rows: kept,
    reasons: brokenBy.map((indexes) => resultsOf(indexes).map(({ check }) => check.name)),
    severities: brokenBy.map((indexes) => {
      const of = resultsOf(indexes).map(({ check }) => check.severity)
      return severities.find((severity) => of.includes(severity)) ?? 'error'
    }),
    isCut: rows.length > limit,
  }
}

type Ask = (sql: string, beside?: ReadonlyMap<string, string>) => Promise<readonly (readonly PlainValue[])[]>

/** By the row's number the places of its checks; of every check the first `limit` rows, so that those of the union are there. */
async function checksByRow(
  broken: readonly BrokenCheck[],
  limit: number,
  ask: Ask,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const found = new Map<number, Set<number>>()
  const add = (row: number, index: number): void => {
    const known = found.get(row)
    if (known === undefined) found.set(row, new Set([index]))
    else known.add(index)
  }
  for (const [index, { failing }] of broken.entries()) {
    if (failing.by === 'number') {
      for (const row of failing.rows.toSorted((a, b) => a - b).slice(0, limit)) add(row, index)
    } else {
      const sql = `SELECT number FROM (${failing.query}) AS found(number) ORDER BY number LIMIT ${limit}`
      for (const [row] of await ask(sql, failing.beside)) add(Number(row), index)
    }
  }
  return found
}
