import type { JudgeInput } from '@mlgate/gate'
import type { Tables } from '@mlgate/tables'
import type { StepDeps } from '../step-deps.ts'
import type { Case } from './case.ts'
import type { ReadModel } from './read-model.ts'
import type { TestSet } from './test-data.ts'

/** What examinations beside the metrics may look at. */
export interface Examination {
  readonly input: JudgeInput
  /** The candidate first. */
  readonly models: readonly ReadModel[]
  readonly subject: Case
  readonly set: TestSet
  readonly tables: Tables
  readonly deps: StepDeps
}
