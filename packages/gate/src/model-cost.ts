import type { Block } from '@mlgate/core'
import { linearQuantile } from '@mlgate/statistics'
import type { FindingGroup } from './finding.ts'
import type { JudgedModel } from './judge-input.ts'
import { formatCount, formatFor, noNumber } from './number-format.ts'

/** The machine that latencies were measured on; they say nothing about another. */
export interface TimingMachine {
  readonly cpu: string
  readonly cores: number
}

/**
 * What the models cost, side by side, and as a ratio: times of single-row requests and size. Judged elsewhere, as gates;
 * this says how it was measured. Undefined when there is no number to show.
 */
export function modelCost(
  candidate: JudgedModel,
  baseline: JudgedModel | undefined,
  machine: TimingMachine,
): FindingGroup | undefined {
  const { latencies } = candidate
  const theirs = baseline?.latencies
  const costs = [
    ...(latencies === undefined
      ? []
      : [
          costOf('latency_p50_ms', quantileOf(latencies, 0.5), theirs && quantileOf(theirs, 0.5)),
          costOf('latency_p95_ms', quantileOf(latencies, 0.95), theirs && quantileOf(theirs, 0.95)),
        ]),
    ...(candidate.sizeBytes === undefined
      ? []
      : [costOf('model_size_mb', candidate.sizeBytes / 1e6, megabytes(baseline?.sizeBytes))]),
  ]
  if (costs.length === 0) return undefined
  const how =
    latencies === undefined
      ? []
      : [
          `${formatCount(latencies.length)} requests for one row each, the models in turn, one thread each, after a warm-up; ${machine.cpu}, ${formatCount(machine.cores)} cores.`,
        ]
  return {
    kind: 'cost',
    title: 'Latency and size',
    findings: [],
    blocks: [tableOf(costs), ...how.map((text): Block => ({ kind: 'paragraph', content: [text] }))],
    measurements: [],
    details: { costs, ...(latencies === undefined ? {} : { requests: latencies.length, machine }) },
  }
}

interface Cost {
  readonly metric: string
  readonly candidate: number
  readonly baseline: number | undefined
  /** Candidate ÷ baseline. */
  readonly ratio: number | undefined
}

function costOf(metric: string, candidate: number, baseline: number | undefined): Cost {
  return {
    metric,
    candidate,
    baseline,
    ratio: baseline === undefined || baseline === 0 ? undefined : candidate / baseline,
  }
}

function quantileOf(times: Float64Array, probability: number): number {
  return linearQuantile(times.slice().sort(), probability)
}

function megabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1e6
}

function tableOf(costs: readonly Cost[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'metric', align: 'left' },
      { title: 'candidate', align: 'right' },
      { title: 'baseline', align: 'right' },
      { title: 'ratio', align: 'right' },
    ],
    rows: costs.map(({ metric, candidate, baseline, ratio }) => {
      const { value } = formatFor([candidate, baseline], [])
      return [
        [metric],
        [value(candidate)],
        [value(baseline)],
        [ratio === undefined ? noNumber : `${ratio.toFixed(2)} ×`],
      ]
    }),
  }
}
