import type { AnyStep, InputDeclarations } from '@mlgate/core'
import { commonInputs } from './common-inputs.ts'
import type { RunDeps } from './publish-report/run.ts'
import type { StepDeps } from './step-deps.ts'

/** A step that works on one model of the project. */
export type ModelStep = AnyStep<StepDeps> & { readonly about?: never }
/** A step that works on what a whole run left, whatever became of its jobs: it has no model and reads no project file. */
export type RunStep = AnyStep<RunDeps> & { readonly about: 'run' }
export type Step = ModelStep | RunStep

/** Everything that a step may be given: those that work on a model are told which. */
export function inputsOf(step: Step): InputDeclarations {
  return step.about === 'run' ? step.inputs : { ...commonInputs, ...step.inputs }
}
