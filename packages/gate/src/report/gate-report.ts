import { type Block, fold, paragraph, type Report } from '@mlgate/core'
import { findingChecks, worstExaminationsFirst } from '../findings.ts'
import type { Flips } from '../flips.ts'
import type { GateResult, Judgement } from '../judgement.ts'
import { formatCount } from '../number-format.ts'
import { sliceHeat } from '../pictures/slice-heat.ts'
import { decisionDetails, type GateReportContext } from './decision-details.ts'
import { forestCharts } from './gate-charts.ts'
import { gateChecks, gateMeasurements } from './gate-measurements.ts'
import { gateTable, worstFirst } from './gate-table.ts'
import { outcomeOf, verdictSentence } from './verdict-sentence.ts'

/** Passing slices that stay in the table; more go into a fold, so that a comment stays short. */
const fewSlices = 5
/** Slices that did not pass and stay in the table. */
const shownTroubles = 20

/**
 * The report of a judgement: the verdict with its numbers, the gates worst first, what became of the answers, then what
 * only some want.
 */
export function gateReport(judgement: Judgement, context: GateReportContext): Report {
  const compared = judgement.gates.some((gate) => gate.baseline !== undefined)
  const baselineName = compared ? (context.baselineName ?? 'baseline') : undefined
  const gates = worstFirst(judgement.gates)
  const { shown, troubles, passing } = partition(gates)
  const blocks: Block[] = [gateTable(shown, baselineName)]
  if (judgement.flips) blocks.push(flipsSentence(judgement.flips))
  blocks.push(...forestCharts(judgement.gates), ...sliceHeat(judgement.gates), ...(context.pictures ?? []))
  if (troubles.length > 0) {
    blocks.push(
      fold(`${formatCount(troubles.length)} more slices that did not pass`, gateTable(troubles, baselineName)),
    )
  }
  if (passing.length > 0) {
    blocks.push(fold(`${formatCount(passing.length)} slices that pass`, gateTable(passing, baselineName)))
  }
  for (const { title, blocks: details } of worstExaminationsFirst(judgement)) blocks.push(fold(title, ...details))
  blocks.push(decisionDetails(judgement, context))
  return {
    model: context.model,
    step: context.step,
    verdict: judgement.verdict,
    outcome: outcomeOf(judgement),
    reason: verdictSentence(judgement),
    blocks,
    checks: [...gateChecks(gates), ...findingChecks(judgement)],
    measurements: [
      ...gateMeasurements(judgement),
      ...judgement.examinations.flatMap(({ measurements }) => measurements),
    ],
  }
}

/** What stands in the open and what is folded; each keeps the order. */
function partition(gates: readonly GateResult[]): Record<'shown' | 'troubles' | 'passing', GateResult[]> {
  const passing = gates.filter((gate) => gate.slice && gate.verdict === 'pass')
  const troubles = gates.filter((gate) => gate.slice && gate.verdict !== 'pass').slice(shownTroubles)
  const folded = new Set([...troubles, ...(passing.length > fewSlices ? passing : [])])
  return {
    shown: gates.filter((gate) => !folded.has(gate)),
    troubles,
    passing: passing.length > fewSlices ? passing : [],
  }
}

function flipsSentence({ rows, changed, newlyRight, newlyWrong }: Flips): Block {
  if (changed === 0) return paragraph(`None of the ${formatCount(rows)} answers changed.`)
  return paragraph(
    `${formatCount(changed)} of ${formatCount(rows)} answers changed: ${formatCount(newlyRight)} newly right, ${formatCount(newlyWrong)} newly wrong.`,
  )
}
