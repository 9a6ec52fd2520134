import type { AnyStep, InputDeclarations } from '@mlgate/core'
import { commonInputs } from './common-inputs.ts'
import { deployModel } from './deploy-model.ts'
import { driftReport } from './drift-report.ts'
import { evaluateGate } from './evaluate-gate.ts'
import type { RunDeps } from './publish-report/run.ts'
import { publishReport } from './publish-report.ts'
import { registerModel } from './register-model.ts'
import { simulate } from './simulate.ts'
import type { StepDeps } from './step-deps.ts'
import { trainModel } from './train-model.ts'
import { undeploy } from './undeploy.ts'
import { validateData } from './validate-data.ts'
import { verify } from './verify.ts'

export { commonInputs, commonOutputs, forgeInputs } from './common-inputs.ts'
export { refuseOwnPass } from './conclude.ts'
export { answerFileNames } from './evaluate-gate/keep-answers.ts'
export { loadPolicy, type Policy } from './policy.ts'
export type { RunDeps } from './publish-report/run.ts'
export { replayFolder } from './replay/replay-folder.ts'
export { isSame, replayText } from './replay/replay-text.ts'
export { type RescoreFiles, rescore } from './replay/rescore.ts'
export { mostSimulatedRows, supportedMargins } from './simulate/supported-margins.ts'
export type { Launch, ProjectFolder, StepDeps } from './step-deps.ts'
export { artifactName } from './training-artifact.ts'

/** A step that works on one model of the project. */
export type ModelStep = AnyStep<StepDeps> & { readonly about?: never }
/** A step that works on what a whole run left, whatever became of its jobs: it has no model and reads no project file. */
export type RunStep = AnyStep<RunDeps> & { readonly about: 'run' }
export type Step = ModelStep | RunStep

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

/** Everything that a step may be given: those that work on a model are told which. */
export function inputsOf(step: Step): InputDeclarations {
  return step.about === 'run' ? step.inputs : { ...commonInputs, ...step.inputs }
}

/** Steps that are commands alone, without an action or a template. */
export const localSteps: readonly ModelStep[] = [verify, simulate, undeploy]
