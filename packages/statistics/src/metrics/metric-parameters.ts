import type { Average } from './class-average.ts'

/** How bins part the probabilities: at equal distances, or so that each holds the same share of the rows. */
export type Binning = 'equal_width' | 'equal_mass'
/** What a document of relevance `rel` is worth: `rel` itself, or 2^rel − 1. */
export type Gain = 'linear' | 'exponential'
/** More than two classes as each against the rest (`ovr`) or as every pair (`ovo`). */
export type MultiClass = 'ovr' | 'ovo'

/** What a metric may be told, by the names that scikit-learn and the project file use. */
export interface MetricParameters {
  readonly average?: Average
  readonly beta?: number
  readonly binning?: Binning
  readonly bins?: number
  readonly gain?: Gain
  readonly k?: number
  /** The share of rows that prediction intervals were made to cover. */
  readonly level?: number
  readonly multi_class?: MultiClass
  readonly quantile?: number
  /** Time steps after which the season comes again; 1 for none. */
  readonly season?: number
}
export type ParameterName = keyof MetricParameters

interface ParameterDeclaration {
  readonly name: ParameterName
  /** One line for schemas and tables. */
  readonly summary: string
  /** What holds when it is not given and has no default. A parameter with neither is required. */
  readonly whenAbsent?: string
}

export interface IntegerParameter extends ParameterDeclaration {
  readonly kind: 'integer'
  readonly minimum: number
  readonly default?: number
}

export interface NumberParameter extends ParameterDeclaration {
  readonly kind: 'number'
  /** Both ends are excluded. */
  readonly above: number
  readonly below: number
  readonly default?: number
}

interface ChoiceParameter extends ParameterDeclaration {
  readonly kind: 'choice'
  readonly allowed: readonly string[]
  readonly default?: string
  /** Choices for which weights can only be multiplicities, not sample weights. */
  readonly withoutSampleWeights?: readonly string[]
}

/** One parameter of a metric: its type, its default and what it allows. */
export type MetricParameter = IntegerParameter | NumberParameter | ChoiceParameter

/** `a whole number from 1`, `a number above 0 and below 1`, `macro or weighted` */
export function allowedValues(parameter: MetricParameter): string {
  switch (parameter.kind) {
    case 'integer':
      return `a whole number from ${parameter.minimum}`
    case 'number':
      return parameter.below === Number.POSITIVE_INFINITY
        ? `a number above ${parameter.above}`
        : `a number above ${parameter.above} and below ${parameter.below}`
    case 'choice':
      return `${parameter.allowed.slice(0, -1).join(', ')} or ${parameter.allowed.at(-1)}`
  }
}

/** Whether a parameter takes a value. */
export function allows(parameter: MetricParameter, value: unknown): boolean {
  switch (parameter.kind) {
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= parameter.minimum
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value > parameter.above && value < parameter.below
    case 'choice':
      return typeof value === 'string' && parameter.allowed.includes(value)
  }
}
