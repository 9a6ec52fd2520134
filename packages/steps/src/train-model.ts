import type { InputDeclarations, StepDeclaration } from '@mlgate/core'
import { commonInputs } from './common-inputs.ts'
import type { StepDeps } from './step-deps.ts'

// No token: this step runs code from the repository, which must never share a job with a credential.
const inputs = {
  ...commonInputs,
  'validation-artifact-id': {
    type: 'string',
    description: 'Output artifact-id of validate-data: training then refuses data that did not pass.',
    example: '${{ needs.validate.outputs.artifact-id }}',
  },
  'validation-artifact-digest': {
    type: 'string',
    description: 'Output artifact-digest of validate-data.',
    example: '${{ needs.validate.outputs.artifact-digest }}',
  },
} as const satisfies InputDeclarations

/** Runs the project's training and records how the model came to be. */
export const trainModel: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'train-model',
  summary: 'Run a training command or the built-in trainer, and record how the model came to be.',
  branding: { icon: 'cpu', color: 'blue' },
  inputs,
  outputs: {
    'model-path': { description: 'Path of the trained model.' },
    'model-digest': { description: 'Digest of the trained model (sha256:…).' },
  },
  permissions: [],
  comments: false,
  run: async (inputs, deps) => (await import('./train-model/run.ts')).runTrainModel(inputs, deps),
}
