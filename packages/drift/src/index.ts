/**
 * Compares the rows that a model meets now with those it was judged on.
 *
 *     const judgement = compareColumns(reference, current, section, { id: 'row_id', label: 'species' })
 *     judgement.verdict // 'pass' | 'fail' | 'inconclusive' | 'error'
 *     const report = driftReport(judgement, context)
 *
 * Everything here is pure: reading tables, scoring and writing records is done by those who call.
 */

export { type ColumnRoles, compareColumns } from './compare-columns.ts'
export { type DriftReportContext, driftReport } from './drift-report.ts'
export { DriftSection, type DriftSettings, driftDefaults, driftSettings, type EffectName } from './drift-section.ts'
export type {
  ColumnKind,
  ColumnResult,
  ColumnStatus,
  Comparison,
  DriftJudgement,
  Finding,
  Picture,
  Side,
} from './judgement.ts'
export { type ReferenceData, referenceData } from './reference-data.ts'
export { type ScoredTable, withScores } from './score-columns.ts'
