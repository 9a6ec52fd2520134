import { type Block, type Cell, type Measurement, paragraph } from '@mlgate/core'
import {
  brier,
  brierDecomposition,
  ece,
  type MetricName,
  type ProbabilityObservations,
  parseMetricName,
} from '@mlgate/statistics'
import type { Answers } from '../answers/answers.ts'
import { judgedAnswers } from '../answers/judged-answers.ts'
import { sampleWeights } from '../answers/sample-weights.ts'
import type { FindingGroup } from '../finding.ts'
import type { JudgeInput } from '../judge-input.ts'
import { type Distance, formatCount, formatFor, type NumberFormat } from '../number-format.ts'
import { reliabilityChart } from './reliability-chart.ts'

/** Demanding one of these asks for the picture, too. */
const calibrationMetrics: ReadonlySet<MetricName> = new Set(['ece', 'brier'])

/** Numbers of one model; those that are undefined are left out. */
type Numbers = ReadonlyMap<Part, number>

/**
 * Shows how true the models' probabilities are: `gate.calibration: true`, or unless it is false a demand on ece or brier.
 * Nothing is judged here, since those metrics are gates. Undefined when nobody asks. Pure.
 */
export function examineCalibration(input: JudgeInput): FindingGroup | undefined {
  const { calibration, metrics } = input.gate
  const isDemanded = Object.keys(metrics).some((key) => {
    const parsed = parseMetricName(key)
    return parsed.problem === undefined && calibrationMetrics.has(parsed.metric.name)
  })
  if (!(calibration ?? isDemanded)) return undefined
  const { candidate, baseline } = judgedAnswers(input)
  const group = { kind: 'calibration', findings: [] } as const
  const obstacle = obstacleTo(candidate)
  if (candidate.probabilities === undefined || obstacle !== undefined) {
    const blocks = [paragraph(`Calibration cannot be shown: ${obstacle ?? 'there are no probabilities'}.`)]
    return { ...group, title: 'Calibration: cannot be shown', blocks, measurements: [], details: { obstacle } }
  }
  const weights = sampleWeights(input)
  const ours = numbersOf(candidate.probabilities, weights)
  const other = baseline && obstacleTo(baseline) === undefined ? baseline.probabilities : undefined
  const theirs = other && numbersOf(other, weights)
  const models = [
    { role: 'candidate', name: 'this change', observed: candidate.probabilities, numbers: ours },
    ...(other && theirs ? [{ role: 'baseline', name: 'baseline', observed: other, numbers: theirs }] : []),
  ]
  const error = (numbers: Numbers | undefined) =>
    digitsFor('ece_equal_width', ours, theirs).value(numbers?.get('ece_equal_width'))
  return {
    ...group,
    title: `Calibration: expected error ${error(ours)}${theirs ? `, baseline ${error(theirs)}` : ''}`,
    blocks: [reliabilityChart(models, weights), numberTable(ours, theirs, input.test.rows)],
    measurements: models.flatMap(({ role, numbers }) => measurementsOf(role, numbers)),
    details: Object.fromEntries(models.map(({ role, numbers }) => [role, Object.fromEntries(numbers)])),
  }
}

function obstacleTo({ flaw, probabilities, classes }: Answers): string | undefined {
  if (flaw !== undefined) return flaw
  if (probabilities !== undefined) return undefined
  return classes.length === 0 ? 'it is for classes, and the model predicts numbers' : 'the model gives labels alone'
}

/** What is said of a model, by the name that machines get. */
const titles = {
  ece_equal_width: 'ECE, bins of equal width',
  ece_equal_mass: 'ECE, bins of equal mass',
  brier: 'Brier score',
  brier_reliability: 'reliability (0 is calibrated)',
  brier_resolution: 'resolution (more is better)',
  brier_uncertainty: 'uncertainty (of the data)',
  brier_within_bins: 'within bins',
} as const
type Part = keyof typeof titles

function numbersOf(observed: ProbabilityObservations, weights: Float64Array | undefined): Numbers {
  const decomposed = observed.classes === 2 ? brierDecomposition(observed, {}, weights) : undefined
  const parts = decomposed?.undefinedBecause === undefined ? decomposed : undefined
  const numbers: Readonly<Record<Part, number | undefined>> = {
    ece_equal_width: ece(observed, {}, weights).value,
    ece_equal_mass: ece(observed, { binning: 'equal_mass' }, weights).value,
    brier: brier(observed, weights).value,
    brier_reliability: parts?.reliability,
    brier_resolution: parts?.resolution,
    brier_uncertainty: parts?.uncertainty,
    brier_within_bins: parts?.withinBins,
  }
  return new Map(
    Object.entries(numbers).flatMap(([part, value]) =>
      value !== undefined && Number.isFinite(value) ? [[part as Part, value] as const] : [],
    ),
  )
}

/** Each number has digits of its own: what calibration is about is small beside the score. */
function digitsFor(part: Part, ours: Numbers, theirs: Numbers | undefined): NumberFormat {
  const values = [ours.get(part), theirs?.get(part)]
  return formatFor(
    values,
    values.map((value): Distance => [value, 2]),
  )
}

function numberTable(ours: Numbers, theirs: Numbers | undefined, rows: number): Block {
  return {
    kind: 'table',
    caption: `Calibration on ${formatCount(rows)} rows, in 15 bins`,
    columns: [
      { title: '', align: 'left' },
      ...(theirs ? [{ title: 'baseline', align: 'right' } as const] : []),
      { title: 'this change', align: 'right' },
    ],
    rows: [...ours].map(([part, value]): Cell[] => {
      const format = digitsFor(part, ours, theirs)
      return [[titles[part]], ...(theirs ? [[format.value(theirs.get(part))]] : []), [format.value(value)]]
    }),
  }
}

function measurementsOf(role: string, numbers: Numbers): Measurement[] {
  const help = 'How true the probabilities of a model are.'
  return [...numbers].map(([part, value]) => ({ name: 'gate_calibration', help, labels: { part, role }, value }))
}
