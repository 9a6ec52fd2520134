import { deployModel } from './deploy-model.ts'
import { driftReport } from './drift-report.ts'
import { evaluateGate } from './evaluate-gate.ts'
import { publishReport } from './publish-report.ts'
import { registerModel } from './register-model.ts'
import { simulate } from './simulate.ts'
import type { ModelStep, Step } from './step.ts'
import { trainModel } from './train-model.ts'
import { undeploy } from './undeploy.ts'
import { validateData } from './validate-data.ts'
import { verify } from './verify.ts'

export { commonInputs, commonOutputs, forgeInputs } from './common-inputs.ts'
export { inputsOf, type ModelStep, type RunStep, type Step } from './step.ts'
export type { Launch, ProjectFolder, StepDeps } from './step-deps.ts'

/** All steps, in the order in which a pipeline runs them. */
export const steps: readonly Step[] = [
  validateData,
  trainModel,
  evaluateGate,
  registerModel,
  deployModel,
  driftReport,
  publishReport,
]

/** Steps that are commands alone, without an action or a template. */
export const localSteps: readonly ModelStep[] = [verify, simulate, undeploy]
