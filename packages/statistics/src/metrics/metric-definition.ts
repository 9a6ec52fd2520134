import type { MetricParameter, MetricParameters, ParameterName } from './metric-parameters.ts'
import type { Observations, ObservationsOf } from './observations.ts'
import type { PreparedMetric } from './prepared-metric.ts'

export type Task = 'classification' | 'regression' | 'ranking' | 'forecast'

/**
 * What a cheap resampling may use. `counts`: the weight in the cells of the label × prediction table decides
 * (`PreparedMetric.cells`). `mean`: a weighted mean of one loss or gain a row (`PreparedMetric.losses`). `rank`: sorted
 * scores. `other`: rows must be resampled.
 */
export type MetricStructure = 'counts' | 'mean' | 'rank' | 'other'

/** All that is known of a metric: what a gate's schema, its messages and the documentation are made from. */
export interface MetricDeclaration<Name extends string> {
  readonly name: Name
  readonly tasks: readonly Task[]
  /** Which way is better. */
  readonly direction: 'maximize' | 'minimize'
  /** The values that it can take. Perfect predictions have the better end. */
  readonly range: { readonly least: number; readonly most: number }
  /** What of a model's answer it looks at. */
  readonly needs: Observations['kind']
  readonly structure: MetricStructure
  /** What one weight, one loss and one draw of a resample stand for. */
  readonly unit: 'row' | 'query'
  /**
   * `sample`: real weights mean what scikit-learn's `sample_weight` means, or, where scikit-learn does not have the
   * metric, the weights of the mean that it is. `multiplicity`: only how often each row is there; ask
   * `takesSampleWeights`, because a parameter may restrict them too.
   */
  readonly weights: 'sample' | 'multiplicity'
  readonly parameters: readonly MetricParameter[]
  /** The parameter that may be written in the name: `k` for `ndcg@10`. */
  readonly at?: ParameterName
  /** Whether it is a metric of one class that must be averaged over classes, with `average` filled in by the caller. */
  readonly averaged: boolean
  /** One line for tables and schemas. */
  readonly summary: string
  /** The function whose definition is followed, edge cases included, or the publication. */
  readonly source: string
  /** When there is no value, besides when there are no rows; empty when never. */
  readonly undefinedWhen: string
  /** Where it deliberately differs from scikit-learn, and why. */
  readonly differs?: string
  /** Makes it ready for weights. Parameters are complete. RangeError when the observations are of another kind. */
  readonly prepare: (observed: Observations, parameters: MetricParameters) => PreparedMetric
}

/** What most metrics have in common, so that a declaration says what is special. */
export const usual = {
  unit: 'row',
  weights: 'sample',
  parameters: [],
  averaged: false,
} as const

/** Declares a metric, keeping its name as a type. */
export function declare<const Name extends string>(declaration: MetricDeclaration<Name>): MetricDeclaration<Name> {
  return declaration
}

/** What a metric needs, and its preparation from just that. */
export function preparedFrom<Kind extends Observations['kind']>(
  needs: Kind,
  prepare: (observed: ObservationsOf<Kind>, parameters: MetricParameters) => PreparedMetric,
): Pick<MetricDeclaration<string>, 'needs' | 'prepare'> {
  return {
    needs,
    prepare: (observed, parameters) => {
      if (!isOf(needs, observed)) throw new RangeError(`the metric needs ${needs}, not ${observed.kind}.`)
      return prepare(observed, parameters)
    },
  }
}

function isOf<Kind extends Observations['kind']>(kind: Kind, observed: Observations): observed is ObservationsOf<Kind> {
  return observed.kind === kind
}

/** A parameter that must be there by now. RangeError otherwise: parameters are completed before. */
export function given<Value>(value: Value | undefined, name: ParameterName): Value {
  if (value === undefined) throw new RangeError(`the metric needs ${name === 'average' ? 'an average' : name}.`)
  return value
}
