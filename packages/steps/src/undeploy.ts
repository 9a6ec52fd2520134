import type { InputDeclarations, StepDeclaration } from '@mlgate/core'
import { commonInputs, deploymentInputs } from './common-inputs.ts'
import type { StepDeps } from './step-deps.ts'

const inputs = { ...commonInputs, ...deploymentInputs } as const satisfies InputDeclarations

/** Ends what deploy-model started. A command alone. */
export const undeploy: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'undeploy',
  summary: 'End everything that serves in an environment; versions are kept.',
  branding: { icon: 'power', color: 'blue' },
  inputs,
  outputs: {},
  permissions: [],
  comments: false,
  run: async (inputs, deps) => (await import('./undeploy/run.ts')).runUndeploy(inputs, deps),
}
