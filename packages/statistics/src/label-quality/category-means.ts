/**
 * What each row's category is worth as a number: the mean of the target over the category's rows in the other four of
 * five folds (a row's fold is its place modulo five), the mean over all rows where there are none.
 *
 * @param categories index of each row's category, from 0
 * @param target one number a row, without NaN
 * @throws RangeError when the lengths differ
 */
export function categoryMeans(categories: Int32Array, target: Float64Array): Float64Array {
  if (categories.length !== target.length)
    throw new RangeError(`${categories.length} values, ${target.length} targets.`)
  const size = categories.reduce((most, category) => Math.max(most, category + 1), 0)
  const sums = new Float64Array(size * folds)
  const counts = new Int32Array(size * folds)
  let all = 0
  for (let row = 0; row < categories.length; row++) {
    const cell = (row % folds) * size + (categories[row] as number)
    sums[cell] = (sums[cell] as number) + (target[row] as number)
    counts[cell] = (counts[cell] as number) + 1
    all += target[row] as number
  }
  return Float64Array.from(categories, (category, row) => {
    let [sum, count] = [0, 0]
    for (let fold = 0; fold < folds; fold++) {
      if (fold === row % folds) continue
      sum += sums[fold * size + category] as number
      count += counts[fold * size + category] as number
    }
    return count === 0 ? all / categories.length : sum / count
  })
}

const folds = 5
