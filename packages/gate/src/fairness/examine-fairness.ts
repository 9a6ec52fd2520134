import { ConfigurationError } from '@mlgate/core'
import { decideFamily, type GroupCounts, groupsBy, type LabelObservations } from '@mlgate/statistics'
import { judgedAnswers } from '../answers/judged-answers.ts'
import { keysOf } from '../answers/rank-and-time-answers.ts'
import { sampleWeights } from '../answers/sample-weights.ts'
import type { Finding, FindingGroup } from '../finding.ts'
import type { JudgeInput } from '../judge-input.ts'
import { gateDefaults } from '../section/gate-section.ts'
import { groupsOf } from '../slices.ts'
import { type DisparityName, disparities, disparityNames } from './disparities.ts'
import { disparityIntervals } from './disparity-interval.ts'
import { fairnessBlocks, fairnessMeasurements, fairnessTitle, type MeasuredGrouping } from './fairness-blocks.ts'
import { type FairnessSection, fairnessDefaults } from './fairness-section.ts'
import { type CellDesign, countsOf, type GroupCells, groupCells, type Role } from './group-cells.ts'
import { changeDecision, judgeDisparity, type MeasuredDisparity } from './judge-disparity.ts'

/** More groups than this make more pairs than anybody reads. */
const mostGroups = 40

/**
 * Judges how far groups of rows are apart (`gate.fairness`); undefined when nobody asks. Pure. Throws ConfigurationError
 * for anything but two classes, and for groups that cannot be made.
 */
export function examineFairness(input: JudgeInput): FindingGroup | undefined {
  const { fairness } = input.gate
  if (fairness === undefined) return undefined
  const demanded = demandedOf(fairness)
  if (input.gate.baseline === undefined && demanded.some(({ demand }) => demand.max_regression !== undefined)) {
    throw new ConfigurationError('gate.baseline: missing. max_regression needs a model to compare with: write from.')
  }
  const answers = judgedAnswers(input)
  const { classes } = answers.candidate
  if (classes.length !== 2) {
    throw new ConfigurationError(
      `gate.fairness: is for two classes, and ${classes.length === 0 ? 'there are none' : `there are ${classes.length}`}. Remove it.`,
    )
  }
  const { confidence } = input.gate
  const alpha = 1 - (confidence?.level ?? gateDefaults.level)
  const settings = { alpha, resamples: confidence?.resamples ?? gateDefaults.resamples }
  const groupings = fairness.by.map((by) => measureGrouping(by, fairness, input, answers, settings))
  const all = groupings.flatMap((grouping) => grouping.disparities)
  const decisions = all.map((measured) => changeDecision(measured, alpha))
  const family = decisions.filter((decision) => decision !== undefined)
  const { verdicts } = decideFamily(family, alpha)
  const terms = { alpha, ifMissing: input.gate.baseline?.if_missing ?? gateDefaults.ifMissing }
  const findings: Finding[] = all.flatMap((measured, index) => {
    const decision = decisions[index]
    const verdict = decision && verdicts[family.indexOf(decision)]
    return judgeDisparity(measured, verdict, terms) ?? []
  })
  return {
    kind: 'fairness',
    title: fairnessTitle(fairness.by, findings),
    findings,
    blocks: fairnessBlocks(groupings, findings, settings),
    measurements: fairnessMeasurements(groupings),
    details: groupings.map(({ by, groups, disparities: measured }) => ({
      by,
      groups,
      disparities: measured.map(({ disparity, candidate, baseline, interval }) => ({
        disparity,
        candidate: candidate.undefinedBecause ?? candidate.value,
        baseline: baseline && (baseline.undefinedBecause ?? baseline.value),
        interval,
      })),
    })),
  }
}

interface Demanded {
  readonly name: DisparityName
  readonly demand: {
    readonly min?: number
    readonly max?: number
    readonly max_regression?: number
    readonly confident?: boolean
  }
}

/** Throws ConfigurationError when nothing is demanded: what checks nothing must not look like what passes. */
function demandedOf(fairness: FairnessSection): Demanded[] {
  const demanded = disparityNames.flatMap((name) => {
    const demand = fairness[name]
    return demand === undefined ? [] : [{ name, demand }]
  })
  if (demanded.length === 0) {
    throw new ConfigurationError(`gate.fairness: demands nothing. Name at least one of ${disparityNames.join(', ')}.`)
  }
  for (const { name, demand } of demanded as readonly Demanded[]) {
    if (demand.min === undefined && demand.max === undefined && demand.max_regression === undefined) {
      const limit = disparities[name].kind === 'difference' ? 'max' : 'min'
      throw new ConfigurationError(`gate.fairness.${name}: demands nothing. Say ${limit} or max_regression.`)
    }
  }
  return demanded
}

function measureGrouping(
  by: string,
  fairness: FairnessSection,
  input: JudgeInput,
  answers: ReturnType<typeof judgedAnswers>,
  settings: { readonly alpha: number; readonly resamples: number },
): MeasuredGrouping {
  const { test, columns = {}, conditions = new Map(), gate } = input
  const slices = groupsOf(test, by, conditions, 'gate.fairness.by: groups')
  if (slices.length > mostGroups) {
    throw new ConfigurationError(
      `gate.fairness.by: ${JSON.stringify(by)} makes ${slices.length} groups, and at most ${mostGroups} are compared. Name a coarser column or a condition.`,
    )
  }
  const ours = answers.candidate.labels
  const theirs = answers.baseline?.labels
  const flaw = answers.candidate.flaw ?? (ours ? answers.baseline?.flaw : 'there are no labels')
  const minRows = fairness.min_rows ?? fairnessDefaults.minRows
  const small = slices
    .filter(({ rows }) => rows.length < minRows)
    .map(({ slice, rows }) => `${slice.label} (${rows.length})`)
  const cells = ours && flaw === undefined ? cellsOf(slices, ours, theirs, input) : undefined
  const group = columns.group === undefined ? undefined : keysOf(test, columns.group, 'data.group')
  const isIdentical = input.baseline?.identical ?? false
  const design: CellDesign = {
    clusters: group && groupsBy(group),
    rowWeights: sampleWeights(input),
    isPaired: theirs !== undefined && !isIdentical,
    seed: gate.confidence?.seed ?? gateDefaults.seed,
  }
  const names = slices.map(({ slice }) => slice.label)
  const counted = (role: Role): ReadonlyMap<string, GroupCounts> =>
    new Map(cells && names.map((name, place) => [name, countsOf(cells.weights, place, role)]))
  const [candidate, baseline] = [counted('candidate'), theirs === undefined ? undefined : counted('baseline')]
  return {
    by,
    minRows,
    groups: slices.map(({ slice, rows }) => ({
      name: slice.label,
      rows: rows.length,
      candidate: candidate.get(slice.label),
      baseline: baseline?.get(slice.label),
    })),
    disparities: demandedOf(fairness).map(({ name, demand }): MeasuredDisparity => {
      const disparity = disparities[name]
      const point = disparity.of(candidate)
      const other = baseline && disparity.of(baseline)
      const isOpen = cells !== undefined && small.length === 0 && point.undefinedBecause === undefined
      const isCompared = isOpen && other !== undefined && other.undefinedBecause === undefined && !isIdentical
      const { interval, change } = isOpen
        ? disparityIntervals(
            disparity,
            cells,
            design,
            { candidate: point.value, baseline: isCompared ? other.value : undefined },
            settings,
          )
        : { interval: { reason: 'it was not measured' }, change: undefined }
      return {
        name: `${name} by ${by}`,
        by,
        disparity: name,
        kind: disparity.kind,
        limit: demand.max ?? demand.min,
        confident: demand.confident ?? false,
        maxRegression: demand.max_regression,
        small,
        minRows,
        candidate: point,
        baseline: other,
        flaw,
        interval,
        change,
        isIdentical,
      }
    }),
  }
}

function cellsOf(
  slices: readonly { readonly rows: Uint32Array }[],
  candidate: LabelObservations,
  baseline: LabelObservations | undefined,
  input: JudgeInput,
): GroupCells {
  const groupOfRow = new Int32Array(input.test.rows)
  for (const [place, { rows }] of slices.entries()) for (const row of rows) groupOfRow[row] = place
  return groupCells(groupOfRow, slices.length, { candidate, baseline }, sampleWeights(input))
}
