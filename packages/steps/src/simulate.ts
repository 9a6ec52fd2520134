import type { InputDeclarations, StepDeclaration } from '@mlgate/core'
import { commonInputs } from './common-inputs.ts'
import type { StepDeps } from './step-deps.ts'

const inputs = {
  ...commonInputs,
  disagreement: {
    type: 'string',
    default: '0.05',
    description: 'Share of rows on which two equally good models answer differently, from 0 to 1.',
    example: '0.1',
  },
  simulations: {
    type: 'string',
    default: '200',
    description: 'How many test sets are drawn; more take longer and know better.',
    example: '1000',
  },
} as const satisfies InputDeclarations

/** What the policy does to equal and to worse models. A command alone: it is for whoever writes the policy. */
export const simulate: StepDeclaration<typeof inputs, StepDeps> = {
  name: 'simulate',
  summary: 'Simulate the gate on rows like the test data: how often it stops equal models, and catches worse ones.',
  branding: { icon: 'sliders', color: 'blue' },
  inputs,
  outputs: {},
  permissions: [],
  comments: false,
  run: async (inputs, deps) => (await import('./simulate/run.ts')).runSimulate(inputs, deps),
}
