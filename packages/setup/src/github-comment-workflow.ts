/** Where the second workflow for GitHub lies. */
export const githubCommentWorkflowPath = '.github/workflows/mlgate-comment.yml'

/**
 * The second workflow for GitHub, which comments on pull requests from forks: their own runs may only read. It is the same
 * in every repository.
 */
export const githubCommentWorkflow = `# Comments on pull requests from forks. Their own runs may only read, so this one posts the reports that they left. It runs
# in the name of the repository and may write: it checks nothing out, and runs nothing that the pull request brings.
name: mlgate comment

on: # zizmor: ignore[dangerous-triggers] its one step reads bounded JSON, and runs nothing of the change
  workflow_run:
    workflows: [mlgate] # the name of the workflow in mlgate.yml
    types: [completed]

permissions: {}

jobs:
  comment:
    # On branches of this repository the steps comment themselves. What was cancelled or waits for approval left nothing.
    if: >-
      github.event.workflow_run.event == 'pull_request' &&
      github.event.workflow_run.head_repository.full_name != github.repository &&
      contains(fromJSON('["success", "failure"]'), github.event.workflow_run.conclusion)
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      actions: read # reads the finished run and the artifacts that it left
      pull-requests: write # finds its pull request, and writes the comment
    steps:
      - uses: mlgate/mlgate/actions/publish-report@v1
`
