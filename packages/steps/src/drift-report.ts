import type { InputDeclarations, StepDeclaration } from '@mlgate/core'
import {
  checkInputs,
  checkPermission,
  commonInputs,
  forgeInputs,
  signingInputs,
  targetPermissions,
} from './common-inputs.ts'
import type { StepDeps } from './step-deps.ts'

const inputs = {
  ...commonInputs,
  ...forgeInputs,
  ...checkInputs,
  ...signingInputs,
} as const satisfies InputDeclarations

/** Compares the rows that a model meets now with those it was judged on. */
export const driftReport: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'drift-report',
  summary: 'Compare current rows with a held-out reference, by effect and significance; drift fails the step.',
  branding: { icon: 'activity', color: 'blue' },
  inputs,
  outputs: {
    drifted: { description: 'true when a column drifted, else false; also where the policy does not fail on drift.' },
    'drifted-columns': { description: 'How many columns drifted.' },
  },
  permissions: [
    { scope: 'contents', access: 'read', reason: 'reads the policy at the tip of the target branch' },
    { scope: 'pull-requests', access: 'write', reason: 'writes the comment; without it the summary alone is written' },
    checkPermission,
    ...targetPermissions,
  ],
  comments: true,
  run: async (inputs, deps) => (await import('./drift-report/run.ts')).runDriftReport(inputs, deps),
}
