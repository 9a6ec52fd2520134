import type { InputDeclarations, OutputDeclaration, Permission } from '@mlgate/core'

/** Inputs that every step has. */
export const commonInputs = {
  project: {
    type: 'path',
    description: 'Project file, relative to the working directory.',
    default: 'mlgate.yml',
    example: 'models/flights/mlgate.yml',
  },
  model: {
    type: 'string',
    description: 'Model to work on, when the project file declares several.',
    example: 'flight-delay',
  },
} as const satisfies InputDeclarations

/** Inputs of the steps that talk to the forge. */
export const forgeInputs = {
  token: {
    type: 'secret',
    description:
      'Token that reads from the forge what the step needs (policy, artifacts) and writes the comment. On GitLab, set the variable instead.',
    githubDefault: '${{ github.token }}',
    variable: 'GITLAB_TOKEN',
    example: '${{ secrets.MLGATE_TOKEN }}',
  },
  comment: {
    type: 'choice',
    choices: ['auto', 'section', 'off'],
    default: 'auto',
    description:
      'Who writes the section of the comment on the pull or merge request: auto the step itself, section publish-report, off nobody.',
    example: 'section',
  },
  'comment-target': {
    type: 'string',
    default: 'pr',
    description:
      'Where the comment is written: pr the pull or merge request, commit/<full SHA> a commit, issue/<number> an issue of the repository.',
    example: 'issue/12',
  },
} as const satisfies InputDeclarations

/** What `comment-target` asks for. */
export const targetPermissions: readonly Permission[] = [
  {
    scope: 'contents',
    access: 'write',
    reason: 'writes the comment on the commit, and could push: GitHub has no narrower permission for it',
    when: 'comment-target: commit/<full SHA>',
  },
  {
    scope: 'issues',
    access: 'write',
    reason: 'writes the comment on the issue',
    when: 'comment-target: issue/<number>',
  },
]

/** Input of the steps that judge. */
export const checkInputs = {
  check: {
    type: 'boolean',
    default: false,
    only: 'github',
    description:
      'Whether to write a check of its own beside the job, mlgate / <model> / <step>, with annotations on the lines that demand what failed.',
    example: 'true',
  },
} as const satisfies InputDeclarations

export const checkPermission: Permission = {
  scope: 'checks',
  access: 'write',
  reason: 'writes the check; without it the log says so and nothing fails',
  when: 'check: true',
}

/** Input of the steps whose records later steps rely on. Never of one that runs code of the repository. */
export const signingInputs = {
  'signing-key': {
    type: 'secret',
    description:
      'P-256 private key (PEM, from mlgate keygen) that signs the record; without it the record says that it is not signed.',
    variable: 'MLGATE_SIGNING_KEY',
    example: '${{ secrets.MLGATE_SIGNING_KEY }}',
  },
} as const satisfies InputDeclarations

/** The version that is deployed where nothing else is asked for. */
export const deployedByDefault = 'production'

/** Inputs that say where a model is deployed. */
export const deploymentInputs = {
  environment: {
    type: 'string',
    required: true,
    description: 'Environment of the section deploy.',
    example: 'staging',
  },
  'state-directory': {
    type: 'path',
    description: 'Folder that keeps what is deployed; on a runner name one that outlives the checkout.',
    default: '.mlgate/deployments',
    example: '/var/lib/mlgate',
  },
} as const satisfies InputDeclarations

/** Outputs that runStep sets for every step, whatever happened. */
export const commonOutputs = {
  verdict: { description: 'What the step concluded: pass, fail, inconclusive or error.' },
  passed: { description: 'true when the verdict is pass, else false.' },
  'artifact-id': { description: "Id of the artifact with the step's record and files, for the next step." },
  'artifact-digest': { description: 'Digest of that artifact (sha256:…), for the next step.' },
  'record-path': { description: "Path of the step's record, an in-toto statement." },
  'report-path': { description: 'Path of the self-contained HTML report.' },
  'comment-url': { description: 'Address of the comment on the pull or merge request; empty when there is none.' },
  result: { description: 'Verdict, checks and measurements as JSON.' },
} as const satisfies Readonly<Record<string, OutputDeclaration>>
