import { ConfigurationError } from '@mlgate/core'
import { describeValue, type ValueDescription } from './model-structure.ts'

/** Which outputs to fetch and what they are. */
export interface OutputPlan {
  /** The model's own label for each row. */
  readonly label: string | undefined
  /** One matrix, or one output a class; empty when the model gives labels alone. */
  readonly scores: readonly string[]
}

const labelTypes = ['int64', 'int32', 'string', 'bool']
const scoreTypes = ['float', 'double']

/** Chooses the outputs of a classifier. Throws ConfigurationError when they cannot be told apart. */
export function planClassifierOutputs(outputs: readonly ValueDescription[], model: string): OutputPlan {
  const labels = outputs.filter((output) => labelTypes.includes(output.type))
  const scores = outputs.filter((output) => scoreTypes.includes(output.type))
  const label = labels.length > 1 ? onlyNamed(labels, /label|class/i) : labels[0]
  if (scores.length === 0) {
    if (label) return { label: label.name, scores: [] }
    throw undecided(model, outputs, 'an output of labels or of probabilities')
  }
  return { label: label?.name, scores: planScores(scores, outputs, model) }
}

function planScores(
  scores: readonly ValueDescription[],
  outputs: readonly ValueDescription[],
  model: string,
): readonly string[] {
  if (scores.length === 1) return scores.map((output) => output.name)
  const named = onlyNamed(scores, /prob/i)
  if (named) return [named.name]
  // skl2onnx with zipmap='columns': one vector a class.
  if (scores.every((output) => output.dims?.length === 1)) return scores.map((output) => output.name)
  throw undecided(model, outputs, 'one output of probabilities')
}

/** Chooses the one output of a regression model. */
export function planRegressionOutputs(outputs: readonly ValueDescription[], model: string): OutputPlan {
  const [only, ...others] = outputs
  if (only && others.length === 0 && scoreTypes.includes(only.type)) return { label: undefined, scores: [only.name] }
  if (outputs.some((output) => labelTypes.includes(output.type))) {
    throw new ConfigurationError(
      `${model}: gives ${outputs.map(describeValue).join(', ')}: this is a classifier. Set task: classification.`,
    )
  }
  throw undecided(model, outputs, 'exactly one output of numbers')
}

function onlyNamed(outputs: readonly ValueDescription[], pattern: RegExp): ValueDescription | undefined {
  const named = outputs.filter((output) => pattern.test(output.name))
  return named.length === 1 ? named[0] : undefined
}

function undecided(model: string, outputs: readonly ValueDescription[], wanted: string): ConfigurationError {
  const given = outputs.map(describeValue).join(', ') || 'nothing'
  return new ConfigurationError(
    `${model}: gives ${given}; ${wanted} is needed. Export only that one, with zipmap=False where skl2onnx is used.`,
  )
}
