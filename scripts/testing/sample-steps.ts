import type { StepFace } from '../generate/step-face.ts'

/** Two steps with every type of input, and words that trip YAML and Markdown. */
export const judge: StepFace = {
  name: 'judge-model',
  summary: 'Judge a model: pass | fail.',
  branding: { icon: 'shield', color: 'blue' },
  inputs: {
    project: { type: 'path', description: 'Project file.', default: 'mlgate.yml', example: 'a/mlgate.yml' },
    threshold: { type: 'string', description: 'Least value.', required: true, example: '0.5' },
    strict: { type: 'boolean', description: 'Fail on warnings.', default: false, example: 'true' },
    comment: { type: 'choice', choices: ['on', 'off'], default: 'on', description: 'Comment.', example: 'off' },
    token: {
      type: 'secret',
      description: 'Token.',
      githubDefault: '${{ github.token }}',
      variable: 'GITLAB_TOKEN',
      example: '${{ secrets.TOKEN }}',
    },
  },
  outputs: { score: { description: 'Value: measured.' } },
  permissions: [{ scope: 'contents', access: 'read', reason: 'reads the policy' }],
  comments: true,
}

export const prepare: StepFace = {
  name: 'prepare-data',
  summary: 'Prepare data.',
  branding: { icon: 'filter', color: 'blue' },
  inputs: {
    project: { type: 'path', description: 'Project file.', default: 'mlgate.yml', example: 'a/mlgate.yml' },
    comment: { type: 'choice', choices: ['on', 'off'], default: 'off', description: 'Comment.', example: 'off' },
  },
  outputs: {},
  permissions: [],
  comments: false,
}

export const commonOutputs = { verdict: { description: 'What was concluded.' } }
