import { ConfigurationError, type Verdict } from '@mlgate/core'
import { groupsBy, seededPermutations } from '@mlgate/statistics'
import { judgedAnswers } from '../answers/judged-answers.ts'
import { keysOf } from '../answers/rank-and-time-answers.ts'
import type { Finding, FindingGroup } from '../finding.ts'
import type { JudgeInput } from '../judge-input.ts'
import { formatCount } from '../number-format.ts'
import { gateDefaults } from '../section/gate-section.ts'
import { findWeakSlices, type WeakSlice, type WeakSliceSearch } from './find-weak-slices.ts'
import { type RowLosses, rowLosses } from './row-losses.ts'
import { inNumbers, type ShownSlice, weakSliceBlocks } from './weak-slice-blocks.ts'
import { type WeakSliceMetric, type WeakSlicesSection, weakSlicesDefaults } from './weak-slices-section.ts'

/** Rows that are looked at: what more would find is not worth the wait. */
export const mostRows = 40_000
/** Cells that are looked at: of very wide tables fewer rows, but never fewer than these. */
const mostCells = 4_000_000
const fewestRows = 2_000

/**
 * Looks for slices that nobody named (`gate.weak_slices`) in which the candidate is worse than elsewhere, or lost more
 * against the baseline than elsewhere. `features` are the columns that the model is said to see; `exclude` are columns that
 * say nothing about a row, such as its id. Pure: rows are sampled and dealt by the policy's seed. Undefined when nobody asks,
 * and when nothing was found by a search that nobody asked for. Throws ConfigurationError on columns that are not there.
 */
export function examineWeakSlices(
  input: JudgeInput,
  of: { readonly features: readonly string[] | undefined; readonly exclude: readonly string[] },
): FindingGroup | undefined {
  const section = input.gate.weak_slices
  if (section === false) return undefined
  const settings = settingsOf(section ?? {}, input, of)
  const searched = searchesOf(input, settings)
  const shown = searched.flatMap(({ shown: slices }) => slices)
  if (section === undefined && shown.length === 0) return undefined
  const problems = searched.flatMap(({ problem }) => problem ?? [])
  const findings = settings.onFound === 'report' ? [] : findingsOf(settings.onFound, shown, searched)
  return {
    kind: 'weak_slices',
    title: `Weak slices: ${shown.length === 0 ? (problems.length > 0 ? 'not searched for' : 'none found') : `${formatCount(shown.length)} found`}`,
    findings,
    blocks: weakSliceBlocks(shown, { ...settings, problems, rows: input.test.rows, looked: settings.rows.length }),
    measurements: [
      {
        name: 'gate_weak_slices',
        help: 'Slices found in which the candidate is worse than elsewhere, or lost more than elsewhere.',
        labels: {},
        value: shown.length,
      },
    ],
    details: {
      metric: settings.metric,
      rows: settings.rows.length,
      tested: searched.map(({ against, tested }) => ({ against, tested })),
      found: shown,
      problems,
    },
  }
}

type Settings = ReturnType<typeof settingsOf>

function settingsOf(
  section: Exclude<WeakSlicesSection, false>,
  input: JudgeInput,
  of: { readonly features: readonly string[] | undefined; readonly exclude: readonly string[] },
) {
  const { test, task, columns = {}, gate } = input
  const missing = section.columns?.find((name) => !test.columns.has(name))
  if (missing !== undefined) {
    throw new ConfigurationError(
      `gate.weak_slices.columns: the test data have no column ${JSON.stringify(missing)}. They have ${[...test.columns.keys()].join(', ')}.`,
    )
  }
  const isValued = task === 'regression' || task === 'forecast'
  const seed = gate.confidence?.seed ?? gateDefaults.seed
  const group = columns.group === undefined ? undefined : groupsBy(keysOf(test, columns.group, 'data.group'))
  const metric: WeakSliceMetric = section.metric ?? (isValued ? 'mae' : 'accuracy')
  const looked = weakSliceColumns(input, of)
  return {
    metric,
    columns: looked,
    depth: section.depth ?? weakSlicesDefaults.depth,
    minRows: section.min_rows ?? weakSlicesDefaults.minRows,
    falseDiscoveryRate: section.false_discovery_rate ?? weakSlicesDefaults.falseDiscoveryRate,
    onFound: section.on_found ?? weakSlicesDefaults.onFound,
    against: section.against ?? weakSlicesDefaults.against,
    seed,
    clusters: group?.groupOfRow,
    rows: sampledRows(test.rows, looked.length, seed),
  }
}

/** The columns that are looked at: those that the policy names, else those that the model sees, else all that describe a row. */
export function weakSliceColumns(
  { gate, test, label, columns = {} }: JudgeInput,
  { features, exclude }: { readonly features: readonly string[] | undefined; readonly exclude: readonly string[] },
): readonly string[] {
  const named = gate.weak_slices ? gate.weak_slices.columns : undefined
  const known = features?.filter((name) => test.columns.has(name)) ?? []
  const others = new Set([label, ...Object.values(columns), ...exclude])
  return named ?? (known.length > 0 ? known : [...test.columns.keys()].filter((name) => !others.has(name)))
}

/** All rows, or as many as are looked at, drawn by the seed; ascending. */
function sampledRows(rows: number, columns: number, seed: number): Uint32Array {
  const most = Math.min(mostRows, Math.max(fewestRows, Math.floor(mostCells / Math.max(1, columns))))
  if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row)
  return seededPermutations(seed)(rows).slice(0, most).sort()
}

interface Searched {
  readonly against: 'rest' | 'baseline'
  readonly tested: number
  readonly shown: readonly ShownSlice[]
  /** Why there was no search, and whether the policy accepts that. */
  readonly problem: string | undefined
  readonly isAccepted: boolean
}

function searchesOf(input: JudgeInput, settings: Settings): Searched[] {
  const { candidate, baseline } = judgedAnswers(input)
  const flaw = candidate.flaw ?? baseline?.flaw
  const ours = flaw === undefined ? rowLosses(settings.metric, candidate) : undefined
  const theirs = flaw === undefined && baseline ? rowLosses(settings.metric, baseline) : undefined
  const none = (against: Searched['against'], problem: string, isAccepted = false): Searched => {
    return { against, tested: 0, shown: [], problem, isAccepted }
  }
  return settings.against.map((against): Searched => {
    if (ours === undefined) return none(against, flaw ?? `the candidate gives no answers for ${settings.metric}`)
    if (against === 'rest') return searched(against, ours.losses, ours, theirs, input, settings)
    if (baseline === undefined) {
      const isAccepted = input.gate.baseline === undefined || input.gate.baseline.if_missing === 'absolute-only'
      return none(against, 'there is no baseline to compare with', isAccepted)
    }
    if (theirs === undefined) return none(against, `the baseline gives no answers for ${settings.metric}`)
    if (input.baseline?.identical) return { against, tested: 0, shown: [], problem: undefined, isAccepted: true }
    const lost = ours.losses.map((loss, row) => loss - (theirs.losses[row] as number))
    return searched(against, lost, ours, theirs, input, settings)
  })
}

function searched(
  against: Searched['against'],
  losses: Float64Array,
  ours: RowLosses,
  theirs: RowLosses | undefined,
  input: JudgeInput,
  settings: Settings,
): Searched {
  const rows = settings.rows.filter((row) => !Number.isNaN(losses[row]))
  const search: WeakSliceSearch =
    rows.length < 2 ? { found: [], tested: 0 } : findWeakSlices(input.test, losses, rows, settings)
  const worse = search.found.filter(({ mean }) => against === 'rest' || mean > 0)
  return {
    against,
    tested: search.tested,
    shown: worse.map((slice) => shownSlice(against, slice, ours, theirs, settings.metric)),
    problem: undefined,
    isAccepted: true,
  }
}

function shownSlice(
  against: Searched['against'],
  slice: WeakSlice,
  ours: RowLosses,
  theirs: RowLosses | undefined,
  metric: WeakSliceMetric,
): ShownSlice {
  const meanOf = ({ losses, metricOf }: RowLosses, rows: Uint32Array): number =>
    metricOf(rows.reduce((sum, row) => sum + (losses[row] as number), 0) / rows.length)
  const value = meanOf(ours, slice.tested)
  const elsewhere = meanOf(ours, slice.elsewhere)
  const baseline = theirs && meanOf(theirs, slice.tested)
  const baselineElsewhere = theirs && meanOf(theirs, slice.elsewhere)
  const told = { value, elsewhere, baseline, baselineElsewhere }
  return {
    against,
    words: slice.words,
    sql: slice.sql,
    rows: slice.tested.length,
    ...told,
    adjustedP: slice.adjustedP,
    sentence: `${slice.words}: ${metric} ${inNumbers(against, slice.tested.length, told)}`,
  }
}

/** Each slice found is a finding; finding none is one, too, so that it is seen to have been judged. */
function findingsOf(verdict: Verdict, shown: readonly ShownSlice[], searched: readonly Searched[]): Finding[] {
  const impossible = searched.filter(({ problem, isAccepted }) => problem !== undefined && !isAccepted)
  const findings = [
    ...impossible.map(
      ({ against, problem }): Finding => ({
        name: `weak slices against the ${against}`,
        verdict: 'error',
        reason: `weak slices against the ${against} cannot be searched for: ${problem}`,
      }),
    ),
    ...shown.map(({ against, words, sentence }): Finding => {
      const name = `weak slice ${words} (against the ${against})`
      return { name, verdict, reason: `${name}: ${sentence.slice(words.length + 2)}` }
    }),
  ]
  if (findings.length > 0) return findings
  return [{ name: 'weak slices', verdict: 'pass', reason: 'weak slices were not found' }]
}
