import type { StepResult } from '@mlgate/core'
import type { StepDeps } from '../step-deps.ts'

export async function runTrainModel(_inputs: object, _deps: StepDeps): Promise<StepResult> {
  throw new Error('being written')
}
