import { code, type Inline, strong } from '@mlgate/core'
import { effectText, floorText } from './column-reason.ts'
import { strongest } from './drift-table.ts'
import type { ColumnResult, DriftJudgement } from './judgement.ts'
import { countText, plural, pText } from './number-text.ts'

/** The verdict in a sentence or two: how many columns, then the worst one's numbers. `columns` are worst first. */
export function verdictSentence(judgement: DriftJudgement, columns: readonly ColumnResult[]): Inline[] {
  const { rows, settings } = judgement
  if (rows.reference === 0 || rows.current === 0) {
    const empty = rows.current === 0 ? 'current file' : 'reference'
    return [strong('Nothing was compared'), `: the ${empty} has no rows.`]
  }
  const wrong = columns.find(({ verdict }) => verdict === 'error')
  if (wrong) return [strong(code(wrong.name), ' could not be compared'), `: ${wrong.reason}.`, ...driftedToo(columns)]
  const compared = columns.filter(({ status }) => status === 'drifted' || status === 'stable' || status === 'constant')
  if (compared.length === 0) {
    return [strong('Nothing was compared'), ': the files have no column in common that can be.', ...driftedToo(columns)]
  }
  const failed = columns.filter(({ verdict }) => verdict === 'fail')
  const worst = failed[0]
  if (worst) {
    const all = plural(columns.filter(({ verdict }) => verdict !== 'unjudged').length, 'column')
    return [strong(`${countText(failed.length)} of ${all} drifted`), ...worstOf(worst, failed.length)]
  }
  const claim = strong(`None of ${plural(compared.length, 'column')} drifted`)
  if (judgement.verdict === 'inconclusive') {
    const fewest = Math.min(rows.reference, rows.current)
    return [claim, `, but ${plural(fewest, 'row')} are too few to tell: ${countText(settings.minRows)} are wanted.`]
  }
  return [claim, ...nearest(compared)]
}

function worstOf(worst: ColumnResult, failed: number): Inline[] {
  const which: Inline[] = failed === 1 ? [': ', code(worst.name)] : ['; most of all ', code(worst.name)]
  const test = strongest(worst)
  if (worst.status !== 'drifted' || test === undefined) return [...which, ` (${worst.reason}).`]
  return [...which, `, whose ${effectText(test, worst)} (allowed: below ${floorText(test)}; ${pText(test.adjustedP)}).`]
}

/** How close a pass was. */
function nearest(compared: readonly ColumnResult[]): Inline[] {
  const closest = compared.find((column) => strongest(column) !== undefined)
  const test = closest && strongest(closest)
  if (closest === undefined || test === undefined) return ['.']
  return [
    '; nearest to it is ',
    code(closest.name),
    `, whose ${effectText(test, closest)} (floor ${floorText(test)}, ${pText(test.adjustedP)}).`,
  ]
}

function driftedToo(columns: readonly ColumnResult[]): Inline[] {
  const failed = columns.filter(({ verdict }) => verdict === 'fail').length
  return failed === 0 ? [] : [` ${failed === 1 ? '1 other column' : `${countText(failed)} other columns`} drifted.`]
}
