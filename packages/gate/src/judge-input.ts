import type { Scores } from '@mlgate/models'
import type { Task } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import type { OwnMeasurement } from './measure-group.ts'
import type { GateSection } from './section/gate-section.ts'
import type { Conditions } from './slices.ts'

/** One model: what it says about the test rows, and what else was measured of it. */
export interface JudgedModel {
  readonly scores: Scores
  /** The operating point that was found for it; the policy's, else ½, when not given. */
  readonly threshold?: number | undefined
  /** Own metrics by the policy's key; see `answerColumns` for what they are computed from. */
  readonly own?: ReadonlyMap<string, OwnMeasurement> | undefined
  /** Milliseconds of single-row requests, the same requests for all models. */
  readonly latencies?: Float64Array | undefined
  readonly sizeBytes?: number | undefined
}

export interface OtherJudgedModel extends JudgedModel {
  /** Whether it is the candidate itself, byte for byte. */
  readonly identical: boolean
}

/** Everything that a verdict depends on. */
export interface JudgeInput {
  readonly task: Task
  readonly gate: GateSection
  /** The test data: the label and every column that is named below or sliced by. */
  readonly test: Table
  /** The column that holds the truth. */
  readonly label: string
  readonly positive?: string | number | boolean | undefined
  /** Columns that say how the rows came about. */
  readonly columns?: {
    readonly weight?: string | undefined
    readonly group?: string | undefined
    readonly query?: string | undefined
    readonly series?: string | undefined
    readonly time?: string | undefined
  }
  /** For scaled forecast errors: the label's past by series, in the order of time. */
  readonly training?: ReadonlyMap<string, Float64Array> | undefined
  readonly candidate: JudgedModel
  /** On the very same rows in the same order; undefined when there has never been a baseline. */
  readonly baseline?: OtherJudgedModel | undefined
  /** The fixed version that `max_total_regression` compares with. */
  readonly anchor?: OtherJudgedModel | undefined
  /** Conditions that the policy slices by, answered for each row (`conditionsIn` names them). */
  readonly conditions?: Conditions | undefined
}
