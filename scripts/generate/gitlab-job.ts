import type { StepFace } from './step-face.ts'

/** What a GitLab job of a step is besides what its declaration says. */
export interface GitLabJob {
  /** When it runs unless the one who includes it says otherwise. */
  readonly rules: readonly object[]
  /** Whether GitLab counts it as a deployment to the environment that the input `environment` names. */
  readonly deploys: boolean
  /**
   * Inputs without the default that the step has elsewhere, since none holds on a runner, which empties its checkout
   * before each job.
   */
  readonly needed: readonly string[]
}

const scheduled = "$CI_PIPELINE_SOURCE == 'schedule'"
const onDefaultBranch = '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'

/** A schedule is for looking at new data: it neither trains nor registers what nobody changed. */
const notScheduled = { if: scheduled, when: 'never' }

/** Steps that change something outside the pipeline, and the one that looks at what happened meanwhile. */
const jobs: Readonly<Record<string, Partial<GitLabJob>>> = {
  'register-model': { rules: [notScheduled, { if: onDefaultBranch }] },
  'deploy-model': { rules: [notScheduled, { if: onDefaultBranch }], deploys: true, needed: ['state-directory'] },
  'drift-report': { rules: [{ if: `${scheduled} && ${onDefaultBranch}` }] },
}

const usual: GitLabJob = {
  rules: [notScheduled, { if: "$CI_PIPELINE_SOURCE == 'merge_request_event'" }, { if: onDefaultBranch }],
  deploys: false,
  needed: [],
}

/**
 * The job of a step; one that is not named here runs on merge requests and the default branch. A step that works on what
 * a whole run left runs whatever became of the other jobs: a failed one is what people want to read about.
 */
export function gitlabJob({ name, about }: StepFace): GitLabJob {
  const job = { ...usual, ...jobs[name] }
  if (about !== 'run') return job
  return { ...job, rules: job.rules.map((rule) => ('when' in rule ? rule : { ...rule, when: 'always' })) }
}
