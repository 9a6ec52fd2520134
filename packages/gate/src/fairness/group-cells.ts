import {
  countDrawer,
  drawMultiplicities,
  fewestGroups,
  type GroupCounts,
  type groupsBy,
  type LabelObservations,
  resampleStream,
} from '@mlgate/statistics'

/** What was said of the rows of each group: how much weight its cells have. */
export interface GroupCells {
  readonly groups: number
  /** Rows of each group. */
  readonly rows: Float64Array
  /** Of group g and cell c in 8·g + c, with c = 4·(is positive) + 2·(candidate says so) + (baseline says so). */
  readonly weights: Float64Array
  /** 8·g + c of each row. */
  readonly cellOfRow: Int32Array
}

const width = 8
export type Role = 'candidate' | 'baseline'

/** Sorts rows into the cells of their groups. Without a baseline, the candidate's answers stand for it. */
export function groupCells(
  groupOfRow: Int32Array,
  groups: number,
  answers: { readonly candidate: LabelObservations; readonly baseline: LabelObservations | undefined },
  rowWeights: Float64Array | undefined,
): GroupCells {
  const { candidate, baseline = candidate } = answers
  const rows = new Float64Array(groups)
  const weights = new Float64Array(groups * width)
  const cellOfRow = groupOfRow.map((group, row) => {
    const isPositive = Number(candidate.truth[row] === candidate.positive)
    const ours = Number(candidate.predicted[row] === candidate.positive)
    const theirs = Number(baseline.predicted[row] === baseline.positive)
    const cell = group * width + 4 * isPositive + 2 * ours + theirs
    rows[group] = (rows[group] as number) + 1
    weights[cell] = (weights[cell] as number) + (rowWeights?.[row] ?? 1)
    return cell
  })
  return { groups, rows, weights, cellOfRow }
}

/** The counts of one group for one model. */
export function countsOf(weights: Float64Array, group: number, role: Role): GroupCounts {
  const sum = (isPositive: number, said: number): number => {
    const base = group * width + 4 * isPositive
    const [a, b] = role === 'candidate' ? [2 * said, 2 * said + 1] : [said, said + 2]
    return (weights[base + a] as number) + (weights[base + b] as number)
  }
  return {
    truePositives: sum(1, 1),
    falsePositives: sum(0, 1),
    trueNegatives: sum(0, 0),
    falseNegatives: sum(1, 0),
  }
}

/** How resamples of the rows are drawn. */
export interface CellDesign {
  /** Rows that depend on each other. */
  readonly clusters: ReturnType<typeof groupsBy> | undefined
  readonly rowWeights: Float64Array | undefined
  /** Whether the two models can differ in a row. */
  readonly isPaired: boolean
  readonly seed: number
}

/**
 * Gives the cells' weights in resample number 0, 1, 2 …; the array is used again by the next call. Independent rows are drawn group
 * by group, as many as there are, cell by cell; rows of weights, and rows in clusters, unit by unit. Two pseudo rows a group,
 * spread over all cells, keep what happened to no row from looking impossible (Agresti and Caffo, The American
 * Statistician 54 (2000)).
 */
export function cellDrawer(cells: GroupCells, design: CellDesign): (number: number) => Float64Array {
  const { clusters, rowWeights, seed } = design
  const drawn = new Float64Array(cells.weights.length)
  const open = Array.from({ length: width }, (_, cell) => cell).filter(
    (cell) => design.isPaired || ((cell >> 1) & 1) === (cell & 1),
  )
  if (clusters === undefined && rowWeights === undefined) {
    const draws = Array.from(cells.rows, (rows, group) => {
      const chances = cells.weights.slice(group * width, (group + 1) * width)
      for (const cell of open) chances[cell] = (chances[cell] as number) + 2 / open.length
      return countDrawer(rows, chances)
    })
    return (number) => {
      const stream = resampleStream(seed, number)
      for (const [group, draw] of draws.entries()) draw(stream, drawn.subarray(group * width, (group + 1) * width))
      return drawn
    }
  }
  const units = clusters?.count ?? cells.cellOfRow.length
  const counts = new Uint8Array(units)
  const pseudo = Array.from(cells.rows, (rows, group) => {
    const weight = cells.weights.slice(group * width, (group + 1) * width).reduce((sum, one) => sum + one, 0) / rows
    return {
      weight,
      draw: countDrawer(
        2,
        Float64Array.from({ length: width }, (_, cell) => Number(open.includes(cell))),
      ),
    }
  })
  const extra = new Float64Array(width)
  return (number) => {
    const stream = resampleStream(seed, number)
    drawMultiplicities(stream, counts)
    drawn.fill(0)
    for (let row = 0; row < cells.cellOfRow.length; row++) {
      const times = counts[clusters ? (clusters.groupOfRow[row] as number) : row] as number
      const cell = cells.cellOfRow[row] as number
      drawn[cell] = (drawn[cell] as number) + times * (rowWeights?.[row] ?? 1)
    }
    for (const [group, { weight, draw }] of pseudo.entries()) {
      draw(stream, extra)
      for (let cell = 0; cell < width; cell++) {
        const place = group * width + cell
        drawn[place] = (drawn[place] as number) + weight * (extra[cell] as number)
      }
    }
    return drawn
  }
}

/** Why nothing can be resampled; undefined when it can. */
export function obstacleToDraws({ clusters }: CellDesign): string | undefined {
  if (clusters === undefined || clusters.count >= fewestGroups) return undefined
  return `data.group has ${clusters.count} groups, and at least ${fewestGroups} are needed`
}
