import type { Verdict } from '@mlgate/core'
import { benjaminiHochberg } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { columnReason } from './column-reason.ts'
import { compareCategories } from './compare-categories.ts'
import { compareNulls } from './compare-nulls.ts'
import { compareNumbers } from './compare-numbers.ts'
import { type DriftSection, type DriftSettings, driftSettings } from './drift-section.ts'
import type { ColumnResult, ColumnStatus, Comparison, DriftJudgement } from './judgement.ts'
import { measureColumn } from './measure-column.ts'
import type { DraftComparison, ValueComparison } from './value-comparison.ts'

/** What columns are to the project. */
export interface ColumnRoles {
  /** Identifies rows: left out unless `columns` names it. */
  readonly id?: string | undefined
  /** Left out where only one of the files has it, as serving data often lack it. */
  readonly label?: string | undefined
  /** Predictions besides the column that the section names, for instance those that `withScores` added. */
  readonly predictions?: readonly string[]
}

/**
 * Compares every column of current rows with the same column of a reference: numbers by Kolmogorov–Smirnov and
 * Wasserstein over σ, categories by χ² and Jensen–Shannon, missing values always. A column drifts when p, adjusted over
 * all tests, is below alpha and the effect reaches its floor. A column that cannot be compared says why and does not
 * keep the others from being compared; nothing at all to compare is an error, as is a column that was asked for by name
 * and cannot be compared. A column that is missing from the current rows or holds another kind of values counts
 * as drift. Pure and deterministic.
 */
export function compareColumns(
  reference: Table,
  current: Table,
  section: DriftSection,
  roles: ColumnRoles = {},
): DriftJudgement {
  const settings = driftSettings(section)
  const rows = { reference: reference.rows, current: current.rows }
  const { names, asked, predictions, leftOut } = columnsOf(reference, current, section, roles)
  const anyRows = rows.reference > 0 && rows.current > 0
  const drafts = anyRows
    ? names.map((name) => draftOf(name, reference, current, simulation(settings, names.length)))
    : []
  const comparisons = adjust(drafts, settings)
  const columns = drafts.map((draft) => {
    const role = predictions.has(draft.name) ? 'prediction' : 'feature'
    return finish(draft, comparisons, role, asked.has(draft.name))
  })
  const drifted = columns.some(({ verdict }) => verdict === 'fail')
  const verdict = overall(columns, drifted, Math.min(rows.reference, rows.current), settings)
  return {
    verdict,
    inconclusivePasses: verdict === 'inconclusive' && settings.failOn === 'never',
    drifted,
    rows,
    settings,
    tests: comparisons.size,
    columns,
    leftOut,
  }
}

function columnsOf(reference: Table, current: Table, section: DriftSection, roles: ColumnRoles) {
  const predictions = new Set([
    ...(typeof section.prediction === 'string' ? [section.prediction] : []),
    ...(roles.predictions ?? []),
  ])
  const asked = new Set([...(section.columns ?? []), ...predictions])
  if (section.columns !== undefined) return { names: [...asked], asked, predictions, leftOut: [] }
  const all = [...new Set([...reference.columns.keys(), ...current.columns.keys(), ...predictions])]
  const isLeftOut = (name: string): boolean =>
    !asked.has(name) &&
    (name === roles.id || (name === roles.label && !(reference.columns.has(name) && current.columns.has(name))))
  return { names: all.filter((name) => !isLeftOut(name)), asked, predictions, leftOut: all.filter(isLeftOut) }
}

/** Enough random tables that a lone drifting column stays below alpha when p is adjusted for all others. */
function simulation({ alpha, seed }: DriftSettings, columns: number) {
  return { seed, resamples: Math.min(99_999, Math.max(9_999, Math.ceil((20 * columns) / alpha))) }
}

/** What is known of a column before all p values are. */
interface Draft extends Pick<ColumnResult, 'name' | 'kind' | 'reference' | 'current' | 'findings' | 'picture'> {
  readonly status: Exclude<ColumnStatus, 'drifted'>
  readonly values: DraftComparison | undefined
  readonly nulls: DraftComparison | undefined
}

function draftOf(
  name: string,
  reference: Table,
  current: Table,
  options: { readonly seed: number; readonly resamples: number },
): Draft {
  const [before, now] = [reference.columns.get(name), current.columns.get(name)]
  const measured = before && measureColumn(before, reference.rows)
  const measuredNow = now && measureColumn(now, current.rows)
  const base = {
    name,
    kind: measured?.kind ?? measuredNow?.kind,
    reference: measured?.side,
    current: measuredNow?.side,
    values: undefined,
    nulls: undefined,
    findings: [],
    picture: undefined,
  }
  if (measuredNow === undefined) return { ...base, status: 'missing' }
  if (measured === undefined) return { ...base, status: 'new' }
  const nulls = compareNulls(measured.side, measuredNow.side)
  const { infinite } = measuredNow.side
  const infinities =
    infinite + measured.side.infinite > 0
      ? [{ kind: 'infinite values', reference: measured.side.infinite, current: infinite } as const]
      : []
  const known = { ...base, nulls, findings: infinities }
  // Before the types: a column without values has whatever type its file format gives it.
  if (measured.side.values === 0 || measuredNow.side.values === 0) return { ...known, status: 'empty' }
  let compared: ValueComparison
  if (measured.kind === 'number' && measuredNow.kind === 'number') {
    compared = compareNumbers(measured.sorted, measuredNow.sorted)
  } else if (measured.kind !== 'number' && measuredNow.kind !== 'number' && measured.kind === measuredNow.kind) {
    compared = compareCategories(measured.counts, measuredNow.counts, options)
  } else {
    return { ...known, status: 'retyped', kind: measured.kind }
  }
  const findings = [...infinities, ...compared.findings]
  if (compared.status !== 'compared') return { ...known, findings, status: compared.status }
  return { ...known, findings, status: 'stable', values: compared.comparison, picture: compared.picture }
}

/** All p values of all columns are one family. */
function adjust(drafts: readonly Draft[], settings: DriftSettings): ReadonlyMap<DraftComparison, Comparison> {
  const family = drafts.flatMap(({ values, nulls }) => [values, nulls]).filter((test) => test !== undefined)
  const adjusted = benjaminiHochberg(family.map(({ p }) => p))
  return new Map(
    family.map((test, index) => {
      const adjustedP = adjusted[index] as number
      const floor = settings.floors[test.effectName]
      return [test, { ...test, floor, adjustedP, drifted: adjustedP < settings.alpha && test.effect >= floor }]
    }),
  )
}

function finish(
  draft: Draft,
  comparisons: ReadonlyMap<DraftComparison, Comparison>,
  role: ColumnResult['role'],
  asked: boolean,
): ColumnResult {
  const values = draft.values && comparisons.get(draft.values)
  const nulls = draft.nulls && comparisons.get(draft.nulls)
  const drifted = (values?.drifted || nulls?.drifted) === true
  const status: ColumnStatus = drifted && draft.status !== 'retyped' ? 'drifted' : draft.status
  const verdict = verdictOf(status, draft.reference !== undefined, asked)
  const picture = values?.drifted ? draft.picture : undefined
  const result = { ...draft, role, status, verdict, values, nulls, picture }
  return { ...result, reason: columnReason(result) }
}

function verdictOf(status: ColumnStatus, inReference: boolean, asked: boolean): Verdict | 'unjudged' {
  if (status === 'stable' || status === 'constant') return 'pass'
  if (status === 'drifted' || status === 'retyped') return 'fail'
  if (status === 'missing' && inReference) return 'fail'
  return asked ? 'error' : 'unjudged'
}

function overall(columns: readonly ColumnResult[], drifted: boolean, rows: number, settings: DriftSettings): Verdict {
  const compared = columns.some(({ status }) => status === 'drifted' || status === 'stable' || status === 'constant')
  if (!compared || columns.some(({ verdict }) => verdict === 'error')) return 'error'
  if (drifted) return settings.failOn === 'drift' ? 'fail' : 'pass'
  return rows < settings.minRows ? 'inconclusive' : 'pass'
}
