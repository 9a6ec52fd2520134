export interface PipelineRequest {
  readonly trains: boolean
  /** Whether the training runs a command, for which the image must have what it needs. */
  readonly command: boolean
  /** Version of the components. */
  readonly version: string
  /** Whether the file is included by a pipeline that is there already, which says itself when it runs. */
  readonly included: boolean
}

/** The pipeline for GitLab: data, training and gate with every change. Nothing of the repository is in it. */
export function gitlabPipeline({ trains, command, version, included }: PipelineRequest): string {
  const component = (step: string): string => `  - component: $CI_SERVER_FQDN/mlgate/mlgate/${step}@${version}\n`
  const purpose = trains
    ? `# A model is trained and judged with every merge request, and again on the default branch, where the pipeline leaves the
# model that the next merge requests are compared with. Both need the variable GITLAB_TOKEN: a project access token with
# the scope \`api\`, masked, for the environment \`mlgate\` alone, so that the job that trains does not get it.
`
    : `# The model that is committed is judged with every merge request, and compared with the one on the default branch. Needs
# the variable GITLAB_TOKEN: a project access token with the scope \`api\`, masked, for the environment \`mlgate\` alone.
`
  const rules = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

`
  const image = `  # The training's programs must be in the image: set image here, with archive for one without Node.js (docs/gitlab.md).
`
  return `${purpose}${included ? '' : rules}include:
${component('validate-data')}${
  trains
    ? `${command ? image : ''}${component('train-model')}    inputs:
      needs: [validate-data]
      validation-job: validate-data
`
    : ''
}${component('evaluate-gate')}    inputs:
      needs: [${trains ? 'train-model' : 'validate-data'}]
${trains ? '      training-job: train-model\n' : ''}`
}
