import type { InputDeclarations, StepDeclaration } from '@mlgate/core'
import { commonInputs } from './common-inputs.ts'
import type { StepDeps } from './step-deps.ts'

const inputs = {
  ...commonInputs,
  registered: {
    type: 'string',
    description: 'Registered version to verify, by alias or number; without it the model and records in .mlgate here.',
    example: 'production',
  },
  environment: {
    type: 'string',
    description:
      'Environment whose requirements must be met, too; then, without registered, the version is the one that deploy-model takes.',
    example: 'production',
  },
} as const satisfies InputDeclarations

/** Walks the evidence of a model. A command alone: in a pipeline, the steps that rely on evidence verify it themselves. */
export const verify: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'verify',
  summary: 'Walk the evidence of a model: which link holds, is missing, stale, or about other bytes.',
  branding: { icon: 'link', color: 'blue' },
  inputs,
  outputs: {},
  permissions: [],
  comments: false,
  run: async (inputs, deps) => (await import('./verify/run.ts')).runVerify(inputs, deps),
}
