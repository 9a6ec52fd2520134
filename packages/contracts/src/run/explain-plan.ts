import { printable } from '@mlgate/documents'
import type { Tables } from '@mlgate/tables'
import { limitWords } from '../plan/limit.ts'
import { ownQuestion } from '../plan/own-question.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlannedCheck } from '../plan/planned-check.ts'
import { type PreparedPlan, preparePlan } from './prepare-plan.ts'

/** What a plan asks of one file, as plain data that JSON can hold. Keys are stable. */
export interface PlanExplanation {
  readonly object: string
  readonly checks: readonly ExplainedCheck[]
  readonly scan: {
    /** In the order of the answers. */
    readonly aggregates: readonly { readonly of: string; readonly sql: string }[]
    readonly sql: string
  }
  /** What is asked beside the scan. `sql` is what the contract itself has. */
  readonly queries: readonly { readonly check: string; readonly asks: string; readonly sql?: string }[]
  readonly engine: 'duckdb'
  /** Columns that the queries see as they are written. */
  readonly asText: readonly string[]
  /** Checks of the contract that are not asked of this file. */
  readonly leftOut: readonly { readonly name: string; readonly because: string }[]
  /** What the contract says that nobody checks. */
  readonly notes: readonly { readonly name: string; readonly text: string }[]
}

/** One check of a plan. */
interface ExplainedCheck {
  readonly name: string
  readonly expectation: string
  readonly severity: PlannedCheck['severity']
  readonly position: PlannedCheck['position']
  /** As the plan has it; infinite numbers are text. */
  readonly measure: unknown
  /** As the plan has it, with what it says. */
  readonly limit: unknown
  readonly where?: PlannedCheck['where']
  /** Which aggregates of the scan answer it, from 1, the first being the rows considered; none when it is not asked. */
  readonly aggregates: readonly number[]
  /** Columns that it needs and that the file does not have: it will fail. */
  readonly missing: readonly string[]
  /** Parts of columns that it needs: their types, and so its SQL, are found when the rows are read. */
  readonly parts: readonly string[]
}

/**
 * What running a plan would ask of a file. Only names and types of columns are asked for; no value is taken of the rows.
 *
 * @throws ConfigurationError as running it would, for a file that cannot be read and a wrong pattern or condition
 */
export async function explainPlan(plan: Plan, tables: Tables, file: string): Promise<PlanExplanation> {
  return explained(plan, await preparePlan({ ...plan, nested: [] }, tables, file))
}

function explained(plan: Plan, prepared: PreparedPlan): PlanExplanation {
  const parts = new Set((plan.nested ?? []).map(({ name }) => name))
  const checks = plan.checks.map((check) => explainedCheck(check, prepared, parts))
  const asked = new Set(checks.filter(({ missing }) => missing.length === 0).map(({ name }) => name))
  const aggregateOf = [
    'rows of the file',
    ...prepared.present.map((column) => `rows without ${column}`),
    ...[...prepared.checks].flatMap(([{ name }, { aggregates }]) => [
      `${name}: rows considered`,
      ...aggregates.map(() => name),
    ]),
  ]
  return {
    object: plan.object,
    checks,
    scan: {
      aggregates: prepared.expressions.map((sql, index) => ({ of: aggregateOf[index] ?? '', sql })),
      sql: prepared.scan,
    },
    queries: plan.checks.flatMap(({ name, measure }) => {
      const asks = asked.has(name) ? ownQuestion(measure) : undefined
      if (asks === undefined) return []
      const sql = 'query' in measure ? measure.query : 'condition' in measure ? measure.condition : undefined
      return [{ check: name, asks, ...(sql === undefined ? {} : { sql }) }]
    }),
    engine: 'duckdb',
    asText: prepared.asText,
    leftOut: (plan.leftOut ?? []).map(({ check, because }) => ({ name: check.name, because })),
    notes: (plan.notes ?? []).map(({ name, text }) => ({ name, text })),
  }
}

function explainedCheck(check: PlannedCheck, prepared: PreparedPlan, parts: ReadonlySet<string>): ExplainedCheck {
  const { name, expectation, severity, position, measure, limit, where } = check
  const absent = prepared.missingOf(check)
  const ready = prepared.checks.get(check)
  return {
    name,
    expectation,
    severity,
    position: { file: position.file, line: position.line, column: position.column },
    measure: plain(measure),
    limit: { ...Object(plain(limit)), words: limitSentence(check) },
    ...(where === undefined ? {} : { where: { condition: where.condition, ifNoRows: where.ifNoRows } }),
    aggregates:
      ready === undefined ? [] : ['considered', ...ready.aggregates].map((_, index) => ready.from + 1 + index),
    missing: absent.filter((column) => !parts.has(column)),
    parts: absent.filter((column) => parts.has(column)),
  }
}

/** The limit as a sentence without a full stop. */
function limitSentence({ limit }: PlannedCheck): string {
  const judged = {
    rows: 'the number of rows',
    percent: 'the share of the rows considered',
    share: 'the share of the rows considered, 0 to 1,',
    kept: 'the share of the rows considered that keep it, 0 to 1,',
    value: 'the number',
  }[limit.unit]
  return `${judged} must be ${limitWords(limit)}`
}

/** A value as JSON can hold it. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, part]) => [key, plain(part)]))
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, plain(part)]])),
  )
}

/**
 * An explanation for people: lines in which nothing of the contract or the file can move a terminal's cursor.
 *
 * @param headings lines to begin with
 */
export function planText(explanation: PlanExplanation, headings: readonly string[]): string {
  const { object, checks, scan, queries, asText, leftOut, notes } = explanation
  const width = String(scan.aggregates.length).length
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [`${counted(checks.length, 'check')} of ${object}`, checks.flatMap(checkLines)],
    [
      `One scan, ${counted(scan.aggregates.length, 'aggregate')}`,
      scan.aggregates.map(({ of }, index) => `${String(index + 1).padStart(width)}  ${of}`),
    ],
    [
      'Queries of their own',
      queries.flatMap(({ check, asks, sql }) => [`${check}: ${asks}`, ...(sql === undefined ? [] : [`  ${sql}`])]),
    ],
    [
      'The scan in the SQL of DuckDB',
      [
        'SELECT',
        ...scan.aggregates.map(({ sql }, index) => `  ${sql}${index + 1 < scan.aggregates.length ? ',' : ''}`),
        'FROM data',
        ...(asText.length === 0 ? [] : [`Seen as written: ${asText.join(', ')}`]),
      ],
    ],
    ['Not asked of this file', leftOut.map(({ name, because }) => `${name}: ${because}`)],
    ['Not checked', notes.map(({ name, text }) => `${name}: ${text}`)],
  ]
  const shown = sections.filter(([, lines]) => lines.length > 0)
  return [headings, ...shown.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)])]
    .map((lines) => lines.map((line) => printable(line, longest)).join('\n'))
    .join('\n\n')
}

/** Characters of a line: no SQL is cut that anybody reads. */
const longest = 100_000

function checkLines(check: ExplainedCheck): readonly string[] {
  const { name, expectation, severity, position, measure, limit, where, aggregates, missing, parts } = check
  const { counts, ...settings } = Object(measure)
  const { words } = Object(limit)
  const details: readonly (readonly [string, string])[] = [
    ['expects', expectation],
    ['measure', `${counts}${Object.keys(settings).length === 0 ? '' : ` ${flow(settings)}`}`],
    ['limit', words],
    ...(where === undefined ? [] : [['where', `${where.condition} (no row: ${where.ifNoRows})`] as const]),
    ['severity', severity],
    ['at', `${position.file}:${position.line}:${position.column}`],
    ...(aggregates.length === 0 ? [] : [['scan', `aggregates ${range(aggregates)}`] as const]),
    ...(missing.length === 0 ? [] : [['missing', `${missing.join(', ')}: the check will fail`] as const]),
    ...(parts.length === 0 ? [] : [['parts', `${parts.join(', ')}: typed when the rows are read`] as const]),
  ]
  return [name, ...details.map(([key, value]) => `  ${key.padEnd(8)}  ${value}`)]
}

function range(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)]
  return first === last ? `${first}` : `${first} to ${last}`
}

/** Plain data on one line, as YAML's flow style. */
function flow(value: unknown): string {
  if (typeof value === 'string') return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(value) ? value : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}: ${flow(part)}`)
    .join(', ')}}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
