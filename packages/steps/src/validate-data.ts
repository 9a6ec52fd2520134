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

/** Checks the project's data files against its contract. */
export const validateData: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'validate-data',
  summary: 'Check data files against an ODCS data contract; every failed check names its rows.',
  branding: { icon: 'check-square', color: 'blue' },
  inputs,
  outputs: {
    'failed-checks': { description: 'How many checks failed.' },
    rows: { description: 'How many rows were read, all files together.' },
  },
  permissions: [
    { scope: 'contents', access: 'read', reason: 'reads the contract at the tip of the target branch' },
    {
      scope: 'actions',
      access: 'read',
      reason: 'finds the profile that the newest run on the target branch left; without it data are not compared',
    },
    { scope: 'pull-requests', access: 'write', reason: 'writes the comment; without it the summary alone is written' },
    checkPermission,
    ...targetPermissions,
  ],
  comments: true,
  run: async (inputs, deps) => (await import('./validate-data/run.ts')).runValidateData(inputs, deps),
  explain: async (deps) => (await import('./validate-data/explain.ts')).explainValidateData(deps),
}
