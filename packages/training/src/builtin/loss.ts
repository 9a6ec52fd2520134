/**
 * A sum of losses over rows as a function of the linear predictors ("scores"). Arrays hold one score after the other:
 * `outputs × rows`. `evaluate` fixes the point at which `timesCurvature` then works.
 */
export interface Loss {
  /** Linear predictors a row: 1, or the number of classes when there are more than two. */
  readonly outputs: number
  /**
   * The sum of the losses. Writes its derivative by each score to `residuals`, and the diagonal of its second
   * derivative to `curvature`.
   */
  evaluate(scores: Float64Array, residuals: Float64Array, curvature: Float64Array): number
  /** Replaces a vector by the product of the second derivative with it. */
  timesCurvature(vector: Float64Array): void
}

/** ½·(score − target)²: least squares. */
export function squaredLoss(targets: Float64Array): Loss {
  return {
    outputs: 1,
    evaluate(scores, residuals, curvature) {
      let sum = 0
      for (let row = 0; row < targets.length; row++) {
        const residual = scores[row]! - targets[row]!
        residuals[row] = residual
        curvature[row] = 1
        sum += residual * residual
      }
      return sum / 2
    },
    timesCurvature() {},
  }
}

/** The standard logistic function, exact in both tails. */
export function sigmoid(score: number): number {
  return score >= 0 ? 1 / (1 + Math.exp(-score)) : Math.exp(score) / (1 + Math.exp(score))
}

/** Log loss of a binary label: `classes[row]` is 1 for the second class, whose score it is, and 0 for the first. */
export function binomialLoss(classes: Int32Array): Loss {
  const weights = new Float64Array(classes.length)
  return {
    outputs: 1,
    evaluate(scores, residuals, curvature) {
      let sum = 0
      for (let row = 0; row < classes.length; row++) {
        const score = scores[row]!
        const target = classes[row]!
        const probability = sigmoid(score)
        sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score
        residuals[row] = probability - target
        // sigmoid(s)·sigmoid(−s) keeps its digits where 1 − probability would round to 0.
        weights[row] = probability * sigmoid(-score)
        curvature[row] = weights[row]!
      }
      return sum
    },
    timesCurvature(vector) {
      for (let row = 0; row < weights.length; row++) vector[row] = vector[row]! * weights[row]!
    },
  }
}

/** Turns each row of `outputs × rows` scores into probabilities, in place; returns Σ log Σ exp(score) over the rows. */
export function softmax(scores: Float64Array, rows: number, outputs: number): number {
  let total = 0
  for (let row = 0; row < rows; row++) {
    let greatest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < outputs; k++) greatest = Math.max(greatest, scores[k * rows + row]!)
    let sum = 0
    for (let k = 0; k < outputs; k++) {
      const value = Math.exp(scores[k * rows + row]! - greatest)
      scores[k * rows + row] = value
      sum += value
    }
    for (let k = 0; k < outputs; k++) scores[k * rows + row] = scores[k * rows + row]! / sum
    total += greatest + Math.log(sum)
  }
  return total
}

/** Log loss of a label with several classes: `classes[row]` is the index of the row's class. */
export function multinomialLoss(classes: Int32Array, outputs: number): Loss {
  const rows = classes.length
  const probabilities = new Float64Array(outputs * rows)
  return {
    outputs,
    evaluate(scores, residuals, curvature) {
      probabilities.set(scores)
      let sum = softmax(probabilities, rows, outputs)
      residuals.set(probabilities)
      for (let row = 0; row < rows; row++) {
        const own = classes[row]! * rows + row
        sum -= scores[own]!
        residuals[own] = residuals[own]! - 1
      }
      for (let i = 0; i < probabilities.length; i++) curvature[i] = probabilities[i]! * (1 - probabilities[i]!)
      return sum
    },
    timesCurvature(vector) {
      for (let row = 0; row < rows; row++) {
        let mean = 0
        for (let k = 0; k < outputs; k++) mean += probabilities[k * rows + row]! * vector[k * rows + row]!
        for (let k = 0; k < outputs; k++) {
          const i = k * rows + row
          vector[i] = probabilities[i]! * (vector[i]! - mean)
        }
      }
    },
  }
}
