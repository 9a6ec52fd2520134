import { type Block, fold, type Report, type Verdict } from '@mlgate/core'
import { type DriftReportContext, decisionDetails } from './decision-details.ts'
import { driftCharts, driftOverview } from './drift-charts.ts'
import { driftChecks, driftMeasurements } from './drift-measurements.ts'
import { driftTable, worstFirst } from './drift-table.ts'
import { findingsBlocks } from './finding-text.ts'
import type { ColumnResult, DriftJudgement } from './judgement.ts'
import { countText, plural } from './number-text.ts'
import { verdictSentence } from './verdict-sentence.ts'

export type { DriftReportContext } from './decision-details.ts'

/** Columns that drifted and stay in the open table. */
const shownColumns = 20

/**
 * The report of a judgement: the verdict with the worst column's numbers, the columns that drifted, worst first, with
 * charts of them, what else was noticed; then what only some want.
 */
export function driftReport(judgement: DriftJudgement, context: DriftReportContext): Report {
  const columns = worstFirst(judgement.columns)
  const trouble = columns.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
  const stable = columns.filter(({ verdict }) => verdict === 'pass')
  const unjudged = columns.filter(({ verdict }) => verdict === 'unjudged')
  return {
    model: context.model,
    step: context.step,
    verdict: judgement.verdict,
    outcome: outcomeOf(judgement),
    reason: verdictSentence(judgement, columns),
    blocks: [
      ...(trouble.length > 0 ? [driftTable(trouble.slice(0, shownColumns))] : []),
      ...driftOverview(columns),
      ...driftCharts(trouble),
      ...folded(trouble.slice(shownColumns), (count) => `${plural(count, 'more column')} that drifted`),
      ...findingsBlocks(columns),
      ...folded(stable, (count) => (count === 1 ? '1 stable column' : `${countText(count)} stable columns`)),
      ...folded(unjudged, (count) => `${plural(count, 'column')} not compared`),
      decisionDetails(judgement, context),
    ],
    checks: driftChecks(judgement),
    measurements: driftMeasurements(judgement),
  }
}

function outcomeOf(judgement: DriftJudgement): string {
  if (judgement.verdict === 'pass' && judgement.drifted) return 'has drifted, which does not fail here'
  const outcomes: Readonly<Record<Verdict, string>> = {
    pass: 'no drift',
    fail: 'has drifted',
    inconclusive: judgement.inconclusivePasses ? 'drift undecided, let through' : 'drift undecided',
    error: 'drift could not be judged',
  }
  return outcomes[judgement.verdict]
}

function folded(columns: readonly ColumnResult[], title: (count: number) => string): Block[] {
  return columns.length === 0 ? [] : [fold(title(columns.length), driftTable(columns))]
}
