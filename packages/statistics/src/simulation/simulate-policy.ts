import { decide } from '../comparison/compare-decision.ts'
import { decideFamily } from '../comparison/compare-family.ts'
import { compareModels, type MetricComparison } from '../comparison/compare-models.ts'
import { linearQuantile } from '../hypothesis-tests/linear-quantile.ts'
import { resampleStream } from '../resampling/resample-stream.ts'
import { drawPair, type SimulatedPair, type Strata } from './simulate-models.ts'

/** One gate of the policy, ready for simulated models. */
export interface SimulatedGate {
  readonly direction: 'maximize' | 'minimize'
  /** What may be lost, in the metric's unit; above 0. */
  readonly margin: number
  /** The metric of the simulated models, gathered from the baseline's answers to the rows named. */
  readonly compare: (pair: SimulatedPair) => MetricComparison
}

export interface SimulatedPolicy {
  readonly strata: Strata
  readonly gates: readonly SimulatedGate[]
  /** One-sided risk, 1 − level. */
  readonly alpha: number
  /** Share of rows that one of two equal models answers anew; from 0 to 1 (see `drawPair`). */
  readonly reanswered: number
  readonly simulations: number
  readonly resamples: number
  readonly seed: number
}

/** How often something happened in the simulations, with its Monte-Carlo standard error. */
export interface SimulatedShare {
  readonly share: number
  readonly standardError: number
}

export interface SimulatedGateResult {
  /** Against an equal model. */
  readonly equal: {
    readonly pass: SimulatedShare
    readonly fail: SimulatedShare
    readonly inconclusive: SimulatedShare
  }
  /**
   * Against a model that is worse by exactly the margin, and by twice the margin. Undefined when even answers that know
   * nothing of the rows are not that bad.
   */
  readonly atMargin: SimulatedPower | undefined
  readonly atTwiceMargin: SimulatedPower | undefined
  /** The smallest margin that an equal model passes in four of five simulations; undefined when none was seen to. */
  readonly smallestMargin: number | undefined
}

/** What becomes of a worse model: `caught` is not passed, `failed` is called worse outright. */
export interface SimulatedPower {
  readonly passed: SimulatedShare
  readonly caught: SimulatedShare
  readonly failed: SimulatedShare
}

export interface PolicySimulation {
  readonly gates: readonly SimulatedGateResult[]
  /** All gates together, for an equal model: called worse by any, and not passed by all (blocked unless policy lets it). */
  readonly falseFail: SimulatedShare
  readonly falseBlock: SimulatedShare
}

const wantedPower = 0.8

/**
 * What a policy does on a test set like this one: simulates test sets by drawing rows, and models by `drawPair`, and judges
 * them as the gate would. The worse model of a gate is spoiled so far that its metric is worse by the margin on the test set
 * itself. Costs `simulations` × (1 + 2 × gates) comparisons. The same seed, the same result. RangeError unless there are
 * gates with margins above 0, rows and simulations.
 */
export function simulatePolicy(policy: SimulatedPolicy): PolicySimulation {
  const { gates, alpha, simulations, seed, strata, reanswered } = policy
  if (gates.length === 0 || !(simulations > 0) || strata.stratumOfRow.length === 0) {
    throw new RangeError(`${gates.length} gates, ${simulations} simulations, ${strata.stratumOfRow.length} rows.`)
  }
  if (gates.some(({ margin }) => !(margin > 0))) throw new RangeError('a gate without a margin above 0.')
  if (!(reanswered >= 0 && reanswered <= 1)) throw new RangeError(`a share of ${reanswered} answered anew.`)
  const counts = gates.map(() => ({ pass: 0, fail: 0, inconclusive: 0 }))
  const margins = gates.map(() => new Float64Array(simulations).fill(Number.POSITIVE_INFINITY))
  let blocked = 0
  let failed = 0
  for (let number = 0; number < simulations; number++) {
    const pair = drawPair(resampleStream(seed, number), strata, { reanswered, spoiled: 0 })
    const confidences = judged(policy, gates, pair, number)
    const decisions = gates.map(({ direction, margin }, index) => {
      const confidence = confidences[index]
      if (!confidence || 'reason' in confidence) return { verdict: 'inconclusive', pFail: 1 } as const
      const needed = direction === 'maximize' ? -confidence.lower(alpha) : confidence.upper(alpha)
      ;(margins[index] as Float64Array)[number] = Math.max(0, needed)
      return decide(confidence, { direction, margin, alpha })
    })
    const family = decideFamily(decisions, alpha)
    if (family.verdict !== 'pass') blocked++
    if (family.verdict === 'fail') failed++
    for (const [index, { verdict }] of decisions.entries()) (counts[index] as (typeof counts)[number])[verdict]++
  }
  const share = (count: number): SimulatedShare => shareOf(count, simulations)
  return {
    gates: gates.map((gate, index) => {
      const { pass, fail, inconclusive } = counts[index] as (typeof counts)[number]
      const smallest = linearQuantile((margins[index] as Float64Array).sort(), wantedPower)
      return {
        equal: { pass: share(pass), fail: share(fail), inconclusive: share(inconclusive) },
        atMargin: powerAt(policy, gate, gate.margin),
        atTwiceMargin: powerAt(policy, gate, 2 * gate.margin),
        smallestMargin: Number.isFinite(smallest) ? smallest : undefined,
      }
    }),
    falseFail: share(failed),
    falseBlock: share(blocked),
  }
}

function shareOf(count: number, of: number): SimulatedShare {
  const share = count / of
  return { share, standardError: Math.sqrt((share * (1 - share)) / of) }
}

function judged(
  { resamples, seed }: SimulatedPolicy,
  gates: readonly SimulatedGate[],
  pair: SimulatedPair,
  number: number,
): ReturnType<typeof compareModels> {
  const comparisons = gates.map(({ compare }) => compare(pair))
  return compareModels(comparisons, {}, { resamples, seed: seed + number })
}

function powerAt(policy: SimulatedPolicy, gate: SimulatedGate, loss: number): SimulatedPower | undefined {
  const { strata, reanswered, simulations, seed, alpha } = policy
  const spoiled = spoiledFor(policy, gate, loss)
  if (spoiled === undefined) return undefined
  let passed = 0
  let failed = 0
  for (let number = 0; number < simulations; number++) {
    const pair = drawPair(resampleStream(seed, number), strata, { reanswered, spoiled })
    const [confidence] = judged(policy, [gate], pair, number)
    if (!confidence || 'reason' in confidence) continue
    const { verdict } = decide(confidence, { direction: gate.direction, margin: gate.margin, alpha })
    if (verdict === 'pass') passed++
    if (verdict === 'fail') failed++
  }
  const share = (count: number): SimulatedShare => shareOf(count, simulations)
  return { passed: share(passed), caught: share(simulations - passed), failed: share(failed) }
}

/** Simulated test sets that tell how much a spoiled share costs: so many of the gate's rows, but at most so many sets. */
const calibrationRows = 200_000
const mostCalibrationDraws = 20
/** How far the loss may be missed, as a share of it; less than the sets themselves leave open. */
const calibrationTolerance = 0.01

/** The share of answers to spoil so that the metric is worse by `loss` on average: by false position on the same draws. */
function spoiledFor(
  { strata, reanswered, seed }: SimulatedPolicy,
  { compare, direction }: SimulatedGate,
  loss: number,
): number | undefined {
  const sign = direction === 'maximize' ? -1 : 1
  // Other numbers than the simulations': what is measured must not be what is judged. The difference to the same draw
  // without spoiling has far less noise than the difference of the two models.
  const metricAt = (number: number, spoiled: number) =>
    compare(drawPair(resampleStream(seed, -1 - number), strata, { reanswered, spoiled })).candidate
  // A slice has few rows of each set.
  const { rows } = metricAt(0, 0)
  const draws = Math.max(2, Math.min(mostCalibrationDraws, Math.ceil(calibrationRows / Math.max(1, rows))))
  const unspoiled = Array.from({ length: draws }, (_, number) => unweighted(metricAt(number, 0)))
  const lossAt = (spoiled: number): number =>
    unspoiled.reduce((sum, before, number) => sum + sign * (unweighted(metricAt(number, spoiled)) - before), 0) / draws
  let low = { spoiled: 0, loss: 0 }
  let high = { spoiled: 1, loss: lossAt(1) }
  if (!(high.loss >= loss)) return undefined
  for (let step = 0; step < 12; step++) {
    const spoiled = low.spoiled + ((high.spoiled - low.spoiled) * (loss - low.loss)) / (high.loss - low.loss)
    const middle = { spoiled, loss: lossAt(spoiled) }
    if (Math.abs(middle.loss - loss) <= calibrationTolerance * loss) return spoiled
    if (middle.loss < loss) low = middle
    else high = middle
  }
  return high.spoiled
}

function unweighted({ rows, value }: MetricComparison['candidate']): number {
  return value(new Uint8Array(rows).fill(1))
}

/**
 * The share of rows to answer anew so that two models give different labels on the share `disagreement` of rows, when a
 * new answer is that to another row of the same stratum; undefined when even answering all anew does not make them differ
 * so often.
 */
export function reansweredFor(
  disagreement: number,
  { stratumOfRow, members }: Strata,
  labels: Int32Array,
): number | undefined {
  let differing = 0
  for (const rows of members) {
    const counts = new Map<number, number>()
    for (const row of rows) counts.set(labels[row] as number, (counts.get(labels[row] as number) ?? 0) + 1)
    let alike = 0
    for (const count of counts.values()) alike += (count / rows.length) ** 2
    if (rows.length > 0) differing += (rows.length / stratumOfRow.length) * (1 - alike)
  }
  const share = disagreement / differing
  return share <= 1 ? share : undefined
}
