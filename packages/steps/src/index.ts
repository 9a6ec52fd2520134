import type { AnyStep } from '@mlgate/core'
import { deployModel } from './deploy-model.ts'
import { driftReport } from './drift-report.ts'
import { evaluateGate } from './evaluate-gate.ts'
import { registerModel } from './register-model.ts'
import type { StepDeps } from './step-deps.ts'
import { trainModel } from './train-model.ts'
import { undeploy } from './undeploy.ts'
import { validateData } from './validate-data.ts'
import { verify } from './verify.ts'

export { commonInputs, commonOutputs, forgeInputs } from './common-inputs.ts'
export { refuseOwnPass } from './conclude.ts'
export { loadPolicy, type Policy } from './policy.ts'
export type { Launch, ProjectFolder, StepDeps } from './step-deps.ts'
export { artifactName } from './training-artifact.ts'

export type Step = AnyStep<StepDeps>

/** All steps, in the order in which a pipeline runs them. */
export const steps: readonly Step[] = [validateData, trainModel, evaluateGate, registerModel, deployModel, driftReport]

/** Steps that are commands alone, without an action or a template. */
export const localSteps: readonly Step[] = [verify, undeploy]
