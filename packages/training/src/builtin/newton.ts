import { ConfigurationError } from '@mlgate/core'
import { factorise, solveFactorised } from './cholesky.ts'
import { type Design, multiply, multiplyTransposed, weightedNormalMatrix } from './design.ts'
import type { Loss } from './loss.ts'

export interface Problem {
  readonly design: Design
  readonly loss: Loss
  /** Penalty ½·l2·‖w‖² on all weights but the intercepts; above 0. */
  readonly l2: number
  readonly maxIterations: number
  /** Called after each Newton step. */
  readonly onIteration: () => void
}

export interface Minimum {
  /** One row of `design.width` weights, the intercept last, for each of the loss's outputs. */
  readonly weights: Float64Array
  readonly iterations: number
}

/** Numbers that the normal matrices may hold together: 128 MiB. */
const matrixLimit = 16_777_216

/** The width that a design may have for a loss with so many outputs. */
export function greatestWidth(outputs: number): number {
  return Math.floor(Math.sqrt(matrixLimit / outputs))
}

/**
 * Minimises Σ loss + ½·l2·‖w‖² by Newton's method with backtracking (Nocedal and Wright, Numerical Optimization, 2006,
 * chapters 3 and 7). With one output each step solves the weighted normal equations by Cholesky, which is iteratively
 * reweighted least squares; with several, by conjugate gradients whose preconditioner is the Cholesky factor of each
 * class's own block, so that no matrix over all classes is ever formed.
 *
 * Converged means that no component of the gradient exceeds 1e-11·√rows. Throws ConfigurationError when that is not
 * reached within `maxIterations`.
 */
export function minimise({ design, loss, l2, maxIterations, onIteration }: Problem): Minimum {
  const { rows, width } = design
  const { outputs } = loss
  const size = outputs * width
  const tolerance = 1e-11 * Math.sqrt(rows)

  const weights = new Float64Array(size)
  const trial = new Float64Array(size)
  const gradient = new Float64Array(size)
  const scores = new Float64Array(outputs * rows)
  const residuals = new Float64Array(outputs * rows)
  const curvature = new Float64Array(outputs * rows)

  const evaluate = (at: Float64Array): number => {
    for (let k = 0; k < outputs; k++) multiply(design, at, k * width, scores, k * rows)
    return loss.evaluate(scores, residuals, curvature) + (l2 / 2) * squaredNorm(at, width)
  }
  /** Xᵀ·values + l2·w: the gradient when `values` are the residuals, a Hessian product when they are its image. */
  const gather = (values: Float64Array, at: Float64Array, out: Float64Array): void => {
    for (let k = 0; k < outputs; k++) multiplyTransposed(design, values, k * rows, out, k * width)
    for (let i = 0; i < size; i++) if ((i + 1) % width !== 0) out[i] = out[i]! + l2 * at[i]!
  }
  const hessianTimes = (direction: Float64Array, out: Float64Array): void => {
    // The scores are not needed any more before the next evaluation.
    for (let k = 0; k < outputs; k++) multiply(design, direction, k * width, scores, k * rows)
    loss.timesCurvature(scores)
    gather(scores, direction, out)
  }

  const factors = Array.from({ length: outputs }, () => new Float64Array(width * width))
  const precondition = (vector: Float64Array): void => {
    for (const [k, factor] of factors.entries()) solveFactorised(factor, width, vector, k * width)
    if (outputs > 1) centre(vector, outputs, width)
  }

  let value = evaluate(weights)
  let firstNorm = 0
  for (let iteration = 0; ; iteration++) {
    gather(residuals, weights, gradient)
    const norm = greatestMagnitude(gradient)
    if (norm <= tolerance) return { weights, iterations: iteration }
    if (iteration === 0) firstNorm = norm
    if (iteration === maxIterations || Number.isNaN(norm)) throw notConverged(iteration, norm, tolerance)

    for (const [k, factor] of factors.entries()) factoriseBlock(design, curvature, k * rows, l2, factor)
    const direction =
      outputs === 1
        ? negated(gradient)
        : conjugateGradients(gradient, hessianTimes, precondition, Math.min(0.1, norm / firstNorm))
    if (outputs === 1) precondition(direction)

    const slope = dot(gradient, direction)
    // Differences below the rounding error of a long sum say nothing about whether the step was good.
    const rounding = 1e-12 * (1 + Math.abs(value))
    let step = 1
    for (; ; step /= 2) {
      if (step < 1e-10) throw notConverged(iteration, norm, tolerance)
      for (let i = 0; i < size; i++) trial[i] = weights[i]! + step * direction[i]!
      const next = evaluate(trial)
      if (next <= value + 1e-4 * step * slope + rounding) {
        value = next
        break
      }
    }
    weights.set(trial)
    onIteration()
  }
}

/** Xᵀ·diag(v)·X + l2·I, factorised; a little is added to the diagonal when rounding makes it indefinite. */
function factoriseBlock(design: Design, curvature: Float64Array, from: number, l2: number, factor: Float64Array): void {
  const { width } = design
  for (let damping = 0; ; damping = damping === 0 ? 1e-12 : damping * 100) {
    weightedNormalMatrix(design, curvature, from, factor)
    let greatest = l2
    for (let i = 0; i < width; i++) greatest = Math.max(greatest, factor[i * width + i]!)
    for (let i = 0; i < width; i++) {
      factor[i * width + i] = factor[i * width + i]! + (i === width - 1 ? 0 : l2) + damping * greatest
    }
    if (factorise(factor, width)) return
    if (!(damping < 1)) throw new RangeError('The normal matrix of a finite design cannot be factorised.')
  }
}

/** Solves H·x = −gradient until the residual, in the preconditioner's norm, has shrunk to `accuracy` of what it was. */
function conjugateGradients(
  gradient: Float64Array,
  hessianTimes: (direction: Float64Array, out: Float64Array) => void,
  precondition: (vector: Float64Array) => void,
  accuracy: number,
): Float64Array {
  const size = gradient.length
  const solution = new Float64Array(size)
  const residual = negated(gradient)
  const preconditioned = new Float64Array(residual)
  precondition(preconditioned)
  const direction = new Float64Array(preconditioned)
  const image = new Float64Array(size)
  let energy = dot(residual, preconditioned)
  const target = energy * accuracy * accuracy
  for (let iteration = 0; iteration < size && energy > target; iteration++) {
    hessianTimes(direction, image)
    const curvature = dot(direction, image)
    // Only rounding can make it so: the way so far is a descent direction and good enough.
    if (!(curvature > 0)) break
    const step = energy / curvature
    for (let i = 0; i < size; i++) {
      solution[i] = solution[i]! + step * direction[i]!
      residual[i] = residual[i]! - step * image[i]!
    }
    preconditioned.set(residual)
    precondition(preconditioned)
    const next = dot(residual, preconditioned)
    const ratio = next / energy
    for (let i = 0; i < size; i++) direction[i] = preconditioned[i]! + ratio * direction[i]!
    energy = next
  }
  return solution
}

function notConverged(iterations: number, norm: number, tolerance: number): ConfigurationError {
  return new ConfigurationError(
    `train.builtin: did not converge in ${iterations} iterations (gradient ${norm.toExponential(1)}, wanted at most ` +
      `${tolerance.toExponential(1)}). Raise train.builtin.l2 or train.builtin.max_iterations.`,
  )
}

/**
 * Subtracts from each class's weights their mean over the classes. A softmax does not feel the mean, so its gradient has
 * none; without this the blocks, which do not know each other, would spoil the condition of the system through it.
 */
function centre(vector: Float64Array, outputs: number, width: number): void {
  for (let i = 0; i < width; i++) {
    let sum = 0
    for (let k = 0; k < outputs; k++) sum += vector[k * width + i]!
    for (let k = 0; k < outputs; k++) vector[k * width + i] = vector[k * width + i]! - sum / outputs
  }
}

function negated(vector: Float64Array): Float64Array {
  return vector.map((value) => -value)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** ‖w‖² without the intercepts. */
function squaredNorm(weights: Float64Array, width: number): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) if ((i + 1) % width !== 0) sum += weights[i]! * weights[i]!
  return sum
}

function greatestMagnitude(vector: Float64Array): number {
  let greatest = 0
  for (const value of vector) {
    if (!(Math.abs(value) <= greatest)) greatest = Math.abs(value)
  }
  return greatest
}
