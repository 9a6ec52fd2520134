import type { StepResult } from '@mlgate/core'
import type { StepDeps } from '../step-deps.ts'

export async function runValidateData(_inputs: object, _deps: StepDeps): Promise<StepResult> {
  throw new Error('being written')
}
