import {
  type MetricComparison,
  metricComparison,
  type Observations,
  relativeMargin,
  type SimulatedGate,
  type SimulatedPair,
} from '@mlgate/statistics'
import type { Demand } from '../section/demands.ts'

/** A gate of the policy that can be simulated, with what it is called. */
export interface NamedGate extends SimulatedGate {
  readonly name: string
  readonly value: number
}

/** What a demand measures on rows: the baseline's observations, of all rows and in their order. */
export interface GateSource {
  readonly demand: Demand
  readonly name: string
  readonly observed: Observations
  readonly parameters: Parameters<typeof metricComparison>[2]
  /** 1 for the rows of a slice; undefined for all rows. */
  readonly isIn: Uint8Array | undefined
  /** The baseline's value on these rows. */
  readonly value: number
}

/** Undefined where nothing is compared, or nothing may be lost, or a share of about nothing. */
export function simulatedGate(source: GateSource): NamedGate | undefined {
  const { demand, observed, isIn, name, value } = source
  const { measure, margin, direction } = demand
  if (measure.kind !== 'metric' || margin === undefined) return undefined
  const allowed = margin.kind === 'absolute' ? margin.amount : relativeMargin(margin.share, value)
  if (allowed === undefined || !(allowed > 0)) return undefined
  const { metric } = measure
  return {
    name,
    value,
    direction,
    margin: allowed,
    compare: (pair): MetricComparison => {
      const picked = isIn ? within(pair, isIn) : pair
      const models = {
        candidate: gather(observed, picked, 'candidate'),
        baseline: gather(observed, picked, 'baseline'),
      }
      return metricComparison(metric.name, models, source.parameters)
    },
  }
}

/** The drawn rows that lie in a slice. */
function within(pair: SimulatedPair, isIn: Uint8Array): SimulatedPair {
  const places = Uint32Array.from(pair.rows, (_, place) => place).filter(
    (place) => isIn[pair.rows[place] as number] === 1,
  )
  return {
    rows: places.map((place) => pair.rows[place] as number),
    candidate: places.map((place) => pair.candidate[place] as number),
    baseline: places.map((place) => pair.baseline[place] as number),
    spoiled: Uint8Array.from(places, (place) => pair.spoiled[place] as number),
  }
}

/** What a simulated model says: to each row the answer that the baseline gave to the row's donor. */
function gather(observed: Observations, pair: SimulatedPair, model: 'candidate' | 'baseline'): Observations {
  const donors = pair[model]
  const { rows } = pair
  switch (observed.kind) {
    case 'labels':
      return {
        ...observed,
        truth: Int32Array.from(rows, (row) => observed.truth[row] as number),
        predicted: Int32Array.from(donors, (row) => observed.predicted[row] as number),
      }
    case 'probabilities': {
      const { classes } = observed
      const probabilities = new Float64Array(rows.length * classes)
      for (let place = 0; place < rows.length; place++) {
        const start = (donors[place] as number) * classes
        for (let column = 0; column < classes; column++) {
          probabilities[place * classes + column] = observed.probabilities[start + column] as number
        }
      }
      return { ...observed, truth: Int32Array.from(rows, (row) => observed.truth[row] as number), probabilities }
    }
    case 'values': {
      const predicted = Float64Array.from(donors, (donor, place) => {
        const own = rows[place] as number
        const meant = observed.predicted[donor] as number
        if (model === 'candidate' && pair.spoiled[place] === 1) return meant
        // The donor's error, added to the row's own truth.
        return (observed.truth[own] as number) + meant - (observed.truth[donor] as number)
      })
      return { ...observed, truth: Float64Array.from(rows, (row) => observed.truth[row] as number), predicted }
    }
    default:
      throw new RangeError(`${observed.kind} cannot be simulated row by row.`)
  }
}
