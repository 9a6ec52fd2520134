import { type ClassSeparation, meanOfPairs, type SeparationOptions } from './class-separation.ts'

/** A row's fold is its place modulo this. */
const folds = 5

/**
 * How well the categories of one column part classes: for each pair of classes, a category is worth the share of the one
 * class among its rows in the other four folds (½ when there is none, so that values that stand once tell nothing), and
 * the area under the ROC curve is taken of that; then the plain mean over the pairs. Not the better of two directions:
 * what a category was worth in the other folds says which it is. Rows are folded by their place, so they must not be in
 * an order that has a period of five.
 *
 * @param categories index of each row's category, from 0; a missing value is a category of its own
 * @param truth index of each row's class
 * @throws RangeError when the lengths differ
 */
export function categorySeparation(
  categories: Int32Array,
  truth: Int32Array,
  { classes, minimumRows = 1 }: SeparationOptions,
): ClassSeparation {
  const counts = countCells(categories, truth, classes)
  const enough = [...counts.ofClass.keys()].filter((index) => {
    return (counts.ofClass[index] as number) >= Math.max(1, minimumRows)
  })
  const auc = meanOfPairs(enough.length, (a, b) => areaOfPair(counts, enough[a] as number, enough[b] as number))
  return { auc, classes: enough.length }
}

interface Cells {
  readonly categories: number
  readonly ofClass: readonly number[]
  /** Rows of [class][fold × categories + category]. */
  readonly cells: readonly Int32Array[]
}

function countCells(categories: Int32Array, truth: Int32Array, classes: number): Cells {
  if (categories.length !== truth.length) throw new RangeError(`${categories.length} values, ${truth.length} classes.`)
  const size = categories.reduce((most, category) => Math.max(most, category + 1), 0)
  const ofClass = new Array<number>(classes).fill(0)
  const cells = Array.from({ length: classes }, () => new Int32Array(size * folds))
  for (let row = 0; row < categories.length; row++) {
    const index = truth[row] as number
    const cell = cells[index] as Int32Array
    const place = (row % folds) * size + (categories[row] as number)
    cell[place] = (cell[place] as number) + 1
    ofClass[index] = (ofClass[index] as number) + 1
  }
  return { categories: size, ofClass, cells }
}

/** All rows of one fold and category are worth the same: they are ranked as a cell, not one by one. */
function areaOfPair({ categories, cells }: Cells, a: number, b: number): number {
  const [first, second] = [cells[a] as Int32Array, cells[b] as Int32Array]
  const ranked: { worth: number; first: number; second: number }[] = []
  for (let category = 0; category < categories; category++) {
    let firsts = 0
    let seconds = 0
    for (let fold = 0; fold < folds; fold++) {
      firsts += first[fold * categories + category] as number
      seconds += second[fold * categories + category] as number
    }
    for (let fold = 0; fold < folds; fold++) {
      const own = {
        first: first[fold * categories + category] as number,
        second: second[fold * categories + category] as number,
      }
      if (own.first + own.second === 0) continue
      const others = firsts + seconds - own.first - own.second
      ranked.push({ ...own, worth: others === 0 ? 0.5 : (firsts - own.first) / others })
    }
  }
  ranked.sort((one, other) => one.worth - other.worth)
  let below = 0
  let sum = 0
  let [allFirst, allSecond] = [0, 0]
  for (let from = 0; from < ranked.length; ) {
    let [tiedFirst, tiedSecond, to] = [0, 0, from]
    for (; to < ranked.length && ranked[to]?.worth === ranked[from]?.worth; to++) {
      tiedFirst += ranked[to]?.first ?? 0
      tiedSecond += ranked[to]?.second ?? 0
    }
    sum += tiedFirst * (below + tiedSecond / 2)
    below += tiedSecond
    allFirst += tiedFirst
    allSecond += tiedSecond
    from = to
  }
  return sum / (allFirst * allSecond)
}
