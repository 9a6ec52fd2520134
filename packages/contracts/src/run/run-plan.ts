import { ConfigurationError } from '@mlgate/core'
import type { PlainValue, Tables } from '@mlgate/tables'
import { holds, limitsFromAbove } from '../plan/limit.ts'
import { columnsOfMeasure } from '../plan/measure.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlannedCheck } from '../plan/planned-check.ts'
import { type FailingRow, listFailingRows, type RowsToList } from './list-failing-rows.ts'
import type {
  BaseRows,
  FailingRows,
  FoundRows,
  MeasureContext,
  Measured,
  OwnPrograms,
  PolicyFile,
} from './measure-runner.ts'
import { runnerOf } from './measures/index.ts'
import { preparePlan } from './prepare-plan.ts'
import { scanChecks } from './scan-checks.ts'

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
  readonly failing?: FoundRows
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
  /** Real places of the files that rules name by path (`referencedPaths`). */
  readonly filesByPath?: ReadonlyMap<string, string>
  /** When the run began; what is fresh is counted from it. */
  readonly now?: Date
  /** Reads files of the policy, by their paths relative to mlgate.yml, where the contract was read. */
  readonly policyFile?: PolicyFile
  /** Rows of the same file on the target branch; without it no change is under review. */
  readonly base?: BaseRows
  /** What runs the checks that are programs. */
  readonly programs?: OwnPrograms
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
  {
    listedRows = 10,
    files = new Map(),
    filesByPath = new Map(),
    now = new Date(),
    policyFile,
    base,
    programs,
  }: RunOptions = {},
): Promise<PlanResult> {
  const prepared = await preparePlan(plan, given, file)
  const { tables, asText, computed, present } = prepared
  const places = [...prepared.checks].map(
    ([check, { from, aggregates }]) => [check, { from, length: 1 + aggregates.length }] as const,
  )
  const { answers, failed } = await scanChecks(prepared.expressions, new Map(places), (expressions) =>
    tables.query(file, `SELECT ${expressions.join(', ')} FROM data`, { asText }),
  )
  const rows = Number(answers[0])
  if (!(rows > 0)) throw new ConfigurationError(`${file}: has no rows, so nothing was checked.`)

  const fileColumns = await tables.columns(file)
  const sensitive = sensitiveAmong(
    fileColumns.map(({ name }) => name),
    plan.sensitive,
  )
  const ask: MeasureContext['ask'] = (query, { beside } = {}) =>
    tables.query(file, query, { asText, ...(beside === undefined ? {} : { beside }) })
  const results: CheckResult[] = []
  const toList = new Map<PlannedCheck, RowsToList>()
  for (const check of plan.checks) {
    const found = prepared.checks.get(check)
    if (found === undefined) {
      const observed = missingWords(prepared.missingOf(check))
      results.push({ check, verdict: 'fail', observed, matchingRows: undefined, rows, firstRows: [] })
      continue
    }
    const failure = failed.get(check)
    if (failure !== undefined) {
      results.push({ check, verdict: 'error', observed: failure.message, matchingRows: undefined, rows, firstRows: [] })
      continue
    }
    const [considered, ...own] = answers.slice(found.from, found.from + 1 + found.aggregates.length)
    const context: MeasureContext = {
      ...found.scope,
      tables,
      file,
      rows,
      consideredRows: Number(considered),
      ask,
      files,
      filesByPath,
      now,
      sensitive,
      ...(base === undefined ? {} : { base }),
      ...(policyFile === undefined ? {} : { policyFile }),
      ...(programs === undefined ? {} : { programs }),
    }
    const { failing: known, ...judged } = await judgeCheck(check, own, context)
    const failing = await failingRowsOf(judged, known, context)
    const hidden = columnsOfMeasure(check.measure).some((name) => sensitive.has(name))
    if (failing !== undefined) toList.set(check, { failing, hidden })
    results.push({ ...judged, firstRows: [] })
  }
  const listed = await listFailingRows(toList, listedRows, ask)
  const [first, ...rest] = results.map((result) => {
    const found = listed.get(result.check)
    return found === undefined ? result : { ...result, firstRows: found.first, failing: found.failing }
  })
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

/** SQL knows no difference between cases of names, and a secret must not turn on one. */
function sensitiveAmong(names: readonly string[], sensitive: ReadonlySet<string>): ReadonlySet<string> {
  const small = new Set([...sensitive].map((name) => name.toLowerCase()))
  return new Set([...sensitive, ...names.filter((name) => small.has(name.toLowerCase()))])
}

type JudgedCheck = Omit<CheckResult, 'firstRows' | 'failing'> & Pick<Measured, 'failing'>

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
  const { value, of, observed, countsRows, failing, isLetThrough } = measured
  if (isLetThrough) return { check, verdict: 'pass', observed, matchingRows: undefined, rows }
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
