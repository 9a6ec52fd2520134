import type { Check, Measurement } from '@mlgate/core'
import { findingText, isNotable } from './finding-text.ts'
import type { ColumnResult, Comparison, DriftJudgement, Side } from './judgement.ts'

/**
 * One test case a column, and one a notable finding, which is a warning as drift itself is with `fail_on: never`. A column that
 * was not judged is an inconclusive warning.
 */
export function driftChecks({ columns, settings }: DriftJudgement): Check[] {
  return columns.flatMap((column): Check[] => [
    {
      name: `drift of ${column.name}`,
      verdict: column.verdict === 'unjudged' ? 'inconclusive' : column.verdict,
      message: `${column.name} ${column.reason}.`,
      severity:
        column.verdict === 'unjudged' || (column.verdict === 'fail' && settings.failOn === 'never')
          ? 'warning'
          : 'error',
    },
    ...column.findings.filter(isNotable).map(
      (finding): Check => ({
        name: `${finding.kind} in ${column.name}`,
        verdict: 'fail',
        message: `${column.name}: ${findingText(finding, column)}.`,
        severity: 'warning',
      }),
    ),
  ])
}

/** The numbers of a judgement for machines. What is undefined is left out, never written as zero. */
export function driftMeasurements({ columns, rows, drifted }: DriftJudgement): Measurement[] {
  return [
    { name: 'drift_detected', help: '1 when some column drifted, else 0.', labels: {}, value: drifted ? 1 : 0 },
    rowsOf('reference', rows.reference),
    rowsOf('current', rows.current),
    ...columns.flatMap((column) => [
      {
        name: 'drift_column_detected',
        help: '1 when this column drifted, is missing or changed its type, else 0.',
        labels: { column: column.name, status: column.status },
        value: column.verdict === 'fail' ? 1 : 0,
      },
      ...testOf(column, column.values),
      ...testOf(column, column.nulls),
      ...nullsOf(column, 'reference', column.reference),
      ...nullsOf(column, 'current', column.current),
    ]),
  ]
}

function rowsOf(data: string, value: number): Measurement {
  return { name: 'drift_rows', help: 'Rows that were compared.', labels: { data }, value }
}

function testOf({ name }: ColumnResult, test: Comparison | undefined): Measurement[] {
  if (test === undefined) return []
  const labels = { column: name, effect: test.effectName }
  return [
    { name: 'drift_effect', help: 'How far a column moved, in the unit of its effect.', labels, value: test.effect },
    { name: 'drift_effect_floor', help: 'Smallest effect that counts as drift.', labels, value: test.floor },
    { name: 'drift_adjusted_p', help: 'p, adjusted over all tests.', labels, value: test.adjustedP },
  ]
}

function nullsOf({ name }: ColumnResult, data: string, side: Side | undefined): Measurement[] {
  if (side === undefined) return []
  const labels = { column: name, data }
  return [
    {
      name: 'drift_null_ratio',
      help: 'Share of rows without a value, 0 to 1.',
      labels,
      value: side.missing / side.rows,
    },
  ]
}
