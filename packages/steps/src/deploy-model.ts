import type { InputDeclarations, StepDeclaration } from '@mlgate/core'
import { commonInputs, deployedByDefault, deploymentInputs, forgeInputs, signingInputs } from './common-inputs.ts'
import type { StepDeps } from './step-deps.ts'

const inputs = {
  ...commonInputs,
  ...deploymentInputs,
  registered: {
    type: 'string',
    description: 'Registered version to deploy, by alias or number.',
    default: deployedByDefault,
    example: '3',
  },
  token: forgeInputs.token,
  ...signingInputs,
} as const satisfies InputDeclarations

/** Serves a registered version, after its evidence holds and its answers are those that it was scored with. */
export const deployModel: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'deploy-model',
  summary:
    'Serve a registered version on this machine: evidence checked, smoke-tested on test rows, rolled back when it fails.',
  branding: { icon: 'upload-cloud', color: 'blue' },
  inputs,
  outputs: {
    url: { description: 'Where the model answers.' },
    version: { description: 'Number of the version that serves now; empty when nothing does.' },
    outcome: { description: 'deployed, unchanged or rolled-back.' },
  },
  permissions: [{ scope: 'contents', access: 'read', reason: 'reads the policy at the tip of the default branch' }],
  comments: false,
  run: async (inputs, deps) => (await import('./deploy-model/run.ts')).runDeployModel(inputs, deps),
}
