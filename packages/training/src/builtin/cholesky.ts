/**
 * Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor L, A = L·Lᵀ. The upper
 * triangle is neither read nor written. Returns false, with the matrix in an undefined state, when a pivot is not
 * positive by more than rounding: the matrix is then not positive definite.
 *
 * @param matrix row-major, size × size
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size
      const before = matrix[rowI + j]!
      let sum = before
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k]! * matrix[rowJ + k]!
      if (i === j) {
        // What remains of the pivot after cancellation is noise below this share of it.
        if (!(sum > 1e-14 * before)) return false
        matrix[rowI + i] = Math.sqrt(sum)
      } else {
        matrix[rowI + j] = sum / matrix[rowJ + j]!
      }
    }
  }
  return true
}

/** Solves L·Lᵀ·x = b in place: `vector[offset … offset+size)` holds b before and x after. */
export function solveFactorised(factor: Float64Array, size: number, vector: Float64Array, offset: number): void {
  for (let i = 0; i < size; i++) {
    let sum = vector[offset + i]!
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * vector[offset + k]!
    vector[offset + i] = sum / factor[i * size + i]!
  }
  // Column-wise, so that the factor is read along its rows.
  for (let i = size - 1; i >= 0; i--) {
    const x = vector[offset + i]! / factor[i * size + i]!
    vector[offset + i] = x
    for (let k = 0; k < i; k++) vector[offset + k] = vector[offset + k]! - factor[i * size + k]! * x
  }
}
