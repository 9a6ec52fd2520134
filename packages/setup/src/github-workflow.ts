import type { PythonSetup } from './choose-training.ts'

export interface WorkflowRequest {
  /** Branch that is trained and judged on every push, and that pull requests are compared with. */
  readonly branch: string
  /** Whether there is a training; otherwise the model is committed. */
  readonly trains: boolean
  /** What Python needs for the training; undefined when no Python runs. */
  readonly python: PythonSetup | undefined
  /** Whether the training runs a command that no Python is. */
  readonly otherCommand: boolean
}

const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1'
const setupPython = 'actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0'

/** The workflow for GitHub: data, training and gate with every change. Nothing of the repository but the branch is in it. */
export function githubWorkflow({ branch, trains, python, otherCommand }: WorkflowRequest): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(branch)
  const name = isPlain ? branch : 'the branch'
  const listed = isPlain ? branch : JSON.stringify(branch)
  const purpose = trains
    ? `# A model is trained and judged with every pull request, and again on ${name}, where the run leaves the model that the
# next pull requests are compared with.`
    : `# The model that is committed is judged with every pull request, and compared with the one on ${name}.`
  return `${purpose}
name: mlgate

on:
  pull_request:
  push:
    branches: [${listed}]

permissions: {}

concurrency:
  group: mlgate-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  validate:
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out, and reads the contract at the tip of ${name}
      actions: read # finds what the data of ${name} held
      pull-requests: write # writes the comment
${
  trains
    ? `    outputs:
      artifact-id: \${{ steps.validate.outputs.artifact-id }}
      artifact-digest: \${{ steps.validate.outputs.artifact-digest }}
`
    : ''
}    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: validate
        uses: mlgate/mlgate/actions/validate-data@v1

${trains ? trainJob(python, otherCommand) : ''}  gate:
    needs: ${trains ? 'train' : 'validate'}
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out, and reads the policy at the tip of ${name}
${trains ? `      actions: read # finds the model that the newest run on ${name} left\n` : ''}      pull-requests: write # writes the comment
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: gate
        uses: mlgate/mlgate/actions/evaluate-gate@v1
${
  trains
    ? `        with:
          training-artifact-id: \${{ needs.train.outputs.artifact-id }}
          training-artifact-digest: \${{ needs.train.outputs.artifact-digest }}
`
    : ''
}`
}

function trainJob(python: PythonSetup | undefined, otherCommand: boolean): string {
  return `  # Training runs code of the pull request, so there is nothing secret in this job and it may write nowhere.
  train:
    needs: validate
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out
    outputs:
      artifact-id: \${{ steps.train.outputs.artifact-id }}
      artifact-digest: \${{ steps.train.outputs.artifact-digest }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false # a command that trains could read them
${python === undefined ? '' : pythonSteps(python)}${otherCommand ? '      # Install here what the training needs.\n' : ''}      - id: train
        uses: mlgate/mlgate/actions/train-model@v1
        with:
          validation-artifact-id: \${{ needs.validate.outputs.artifact-id }}
          validation-artifact-digest: \${{ needs.validate.outputs.artifact-digest }}

`
}

/** Commands are ours, whole: no name of the repository becomes part of a script. */
const installs: Readonly<Record<Exclude<PythonSetup, 'none'>, string>> = {
  requirements: 'pip install -r requirements.txt',
  pyproject: 'pip install .',
  uv: 'pip install uv && uv sync --frozen',
}

function pythonSteps(python: PythonSetup): string {
  return `      - uses: ${setupPython}
        with:
          python-version: "3.13"
${
  python === 'none'
    ? '      # Install here what the training needs: - run: pip install -r requirements.txt\n'
    : `      - run: ${installs[python]}\n`
}`
}
