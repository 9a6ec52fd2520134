import type { Check, Measurement } from '@mlgate/core'
import type { GateResult, Judgement } from '../judgement.ts'

/** One test case a gate. A gate that was not judged for want of a baseline is shown as a warning that decides nothing. */
export function gateChecks(gates: readonly GateResult[]): Check[] {
  return gates.map((gate) => ({
    name: gate.name,
    verdict: gate.verdict === 'unjudged' ? 'inconclusive' : gate.verdict,
    message: gate.conditions
      .filter((condition) => gate.verdict === 'pass' || condition.verdict !== 'pass')
      .map((condition) => condition.reason)
      .join('; '),
    severity: gate.verdict === 'unjudged' ? 'warning' : 'error',
  }))
}

/** The numbers of a judgement for machines. What is undefined is left out, never written as zero. */
export function gateMeasurements(judgement: Judgement): Measurement[] {
  const measurements: Measurement[] = judgement.gates.flatMap((gate) => {
    const labels = {
      metric: gate.metric,
      ...(gate.average === undefined ? {} : { average: gate.average }),
      ...(gate.slice ? { slice_column: gate.slice.column, slice_value: gate.slice.value } : {}),
    }
    return [
      sample('gate_metric', 'A metric of a model on the test rows.', { ...labels, role: 'candidate' }, gate.candidate),
      sample('gate_metric', 'A metric of a model on the test rows.', { ...labels, role: 'baseline' }, gate.baseline),
      sample('gate_difference', 'Candidate minus baseline.', labels, gate.difference),
      sample('gate_difference_low', 'Lower bound of the difference.', labels, gate.interval?.low),
      sample('gate_difference_high', 'Upper bound of the difference.', labels, gate.interval?.high),
      sample('gate_rows', 'Test rows that were judged.', labels, gate.rows),
      sample('gate_passed', '1 when the gate passed, else 0.', labels, gate.verdict === 'pass' ? 1 : 0),
    ].flat()
  })
  const { flips } = judgement
  if (flips) {
    measurements.push(
      ...sample('gate_newly_right', 'Answers that were wrong and are right.', {}, flips.newlyRight),
      ...sample('gate_newly_wrong', 'Answers that were right and are wrong.', {}, flips.newlyWrong),
    )
  }
  return measurements
}

function sample(
  name: string,
  help: string,
  labels: Readonly<Record<string, string>>,
  value: number | undefined,
): Measurement[] {
  return value === undefined ? [] : [{ name, help, labels, value }]
}
