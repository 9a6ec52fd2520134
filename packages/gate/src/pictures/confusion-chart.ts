import type { Block, MatrixPanel } from '@mlgate/core'
import { confusionMatrix, type LabelObservations } from '@mlgate/statistics'
import { formatCount } from '../number-format.ts'

/** More classes than this make a table that nobody reads: those with the most wrong rows are shown, the rest together. */
const mostClasses = 10

export interface ConfusedModel {
  readonly name: string
  readonly labels: LabelObservations
}

/** Classes that are shown by themselves, as their indices, in their order; the others become one. */
interface Shown {
  readonly names: readonly string[]
  /** Of each class, its row and column in the table. */
  readonly place: readonly number[]
}

/** Classes by the weight of their rows that either model gets wrong, the most first. */
export function mostConfused(models: readonly ConfusedModel[], weights: Float64Array | undefined): number[] {
  const classes = models[0]?.labels.classes ?? 0
  const wrong = new Float64Array(classes)
  for (const { labels } of models) {
    const matrix = confusionMatrix(labels, weights)
    for (let cell = 0; cell < matrix.length; cell++) {
      const actual = Math.floor(cell / classes)
      if (actual !== cell % classes) wrong[actual] = (wrong[actual] as number) + (matrix[cell] as number)
    }
  }
  return Array.from(wrong.keys()).sort((a, b) => (wrong[b] as number) - (wrong[a] as number) || a - b)
}

function shownClasses(classes: readonly string[], ranked: readonly number[]): Shown {
  if (classes.length <= mostClasses) return { names: classes, place: classes.map((_, index) => index) }
  const kept = ranked.slice(0, mostClasses - 1).sort((a, b) => a - b)
  return {
    names: [...kept.map((index) => classes[index] as string), `the ${classes.length - kept.length} others`],
    place: classes.map((_, index) => (kept.includes(index) ? kept.indexOf(index) : kept.length)),
  }
}

/** The models' confusion matrices beside each other: of the rows of each class, how many were taken for which. */
export function confusionChart(
  models: readonly ConfusedModel[],
  classes: readonly string[],
  weights: Float64Array | undefined,
): Block {
  const shown = shownClasses(classes, mostConfused(models, weights))
  const panels = models.map(({ name, labels }) =>
    panelOf(name, confusionMatrix(labels, weights), shown, weights !== undefined),
  )
  const [first] = panels
  const worst = first?.rows.map(({ label, cells }, index) => `${label}: ${cells[index]?.text} right`) ?? []
  return {
    kind: 'chart',
    title: 'Of the rows of each class, what they were taken for',
    summary: `This change, by class: ${worst.join(', ')}.`,
    chart: { type: 'matrix', panels },
  }
}

function panelOf(title: string, matrix: Float64Array, { names, place }: Shown, isWeighted: boolean): MatrixPanel {
  const width = names.length
  const classes = place.length
  const sums = new Float64Array(width * width)
  // Of the classes that are shown together, rows taken for another of them are wrong still.
  let rightOfOthers = 0
  for (let cell = 0; cell < matrix.length; cell++) {
    const [actual, predicted] = [Math.floor(cell / classes), cell % classes]
    const at = (place[actual] as number) * width + (place[predicted] as number)
    sums[at] = (sums[at] as number) + (matrix[cell] as number)
    if (actual === predicted && place[actual] === width - 1) rightOfOthers += matrix[cell] as number
  }
  const isLumped = classes > width
  return {
    title,
    corner: 'true ↓ predicted →',
    columns: names,
    rows: names.map((label, actual) => {
      const own = sums.subarray(actual * width, (actual + 1) * width)
      const total = own.reduce((sum, one) => sum + one, 0)
      return {
        label,
        cells: Array.from(own, (weight, predicted) => {
          const part = total === 0 ? 0 : weight / total
          const isLumpedCell = isLumped && actual === width - 1 && predicted === width - 1
          const count = `${formatCount(weight)} ${isWeighted ? 'by weight' : weight === 1 ? 'row' : 'rows'}`
          return {
            text: total === 0 ? '–' : percentText(part),
            note: isLumpedCell ? `${count}, ${formatCount(rightOfOthers)} right` : count,
            tone: actual === predicted ? ('right' as const) : ('wrong' as const),
            strength: part,
          }
        }),
      }
    }),
  }
}

function percentText(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return '< 0.1 %'
  if (percent < 100 && percent > 99.9) return '> 99.9 %'
  return `${percent.toFixed(1)} %`
}
