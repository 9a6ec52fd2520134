import type { InputDeclaration } from '@mlgate/core'
import { Document } from 'yaml'
import { defaultText, fullDescription, type StepFace } from './step-face.ts'
import { writeYaml } from './write-yaml.ts'

/** Inputs of the job itself; a step may not have one of the same name. */
function jobInputs(step: StepFace): Record<string, unknown> {
  return {
    'job-name': { description: 'Name of the job.', default: step.name },
    stage: { description: 'Stage of the job.', default: 'test' },
    image: { description: 'Image with Node.js 24 or newer, npm and git.', default: 'node:24' },
    tags: { description: 'Tags that choose the runner.', type: 'array', default: [] },
  }
}

/**
 * `templates/<step>/template.yml`: the step as a GitLab component. Values of inputs reach the step as variables that
 * nobody expands, never as text of the script, so that no value can become a command. Secrets are no inputs: they are
 * masked variables of the project.
 */
export function gitlabTemplate(step: StepFace, version: string): string {
  const inputs = Object.entries(step.inputs).filter(([, input]) => input.type !== 'secret')
  const own = jobInputs(step)
  for (const [name] of inputs) {
    if (Object.hasOwn(own, name)) throw new Error(`${step.name}: the input ${name} is the GitLab job's own.`)
  }
  const header = writeYaml(
    { spec: { inputs: { ...own, ...Object.fromEntries(inputs.map(([name, input]) => [name, specInput(input)])) } } },
    Object.values(step.inputs).flatMap((input) =>
      input.type === 'secret' ? [`Reads ${input.variable} from the project's CI/CD variables, when it is set.`] : [],
    ),
  )
  const job = {
    '$[[ inputs.job-name ]]': {
      stage: '$[[ inputs.stage ]]',
      image: '$[[ inputs.image ]]',
      tags: '$[[ inputs.tags ]]',
      rules: [
        { if: "$CI_PIPELINE_SOURCE == 'merge_request_event'" },
        { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' },
      ],
      variables: Object.fromEntries(
        inputs.map(([name]) => [inputVariable(name), { value: `$[[ inputs.${name} ]]`, expand: false }]),
      ),
      script: [`npx --yes mlgate@${version} ${step.name}`],
      artifacts: {
        when: 'always',
        paths: ['.mlgate/'],
        // Those of this step alone: jobs also get, and keep, the files of earlier stages.
        reports: {
          junit: `.mlgate/*/${step.name}/junit.xml`,
          metrics: `.mlgate/*/${step.name}/openmetrics.txt`,
          dotenv: '.mlgate/outputs.env',
        },
      },
    },
  }
  return `${header}---\n${new Document(job).toString({ lineWidth: 0, singleQuote: true })}`
}

/** The variable that carries an input: `MLGATE_INPUT_TRAINING_ARTIFACT_ID`. */
function inputVariable(name: string): string {
  return `MLGATE_INPUT_${name.replaceAll('-', '_').toUpperCase()}`
}

function specInput(input: InputDeclaration): Record<string, unknown> {
  const options =
    input.type === 'choice'
      ? { options: input.choices }
      : input.type === 'boolean'
        ? { options: ['true', 'false'] }
        : {}
  const value = input.required === true ? {} : { default: defaultText(input) ?? '' }
  // GitLab's own boolean would reach the variable as something other than text.
  return { description: fullDescription(input), type: 'string', ...options, ...value }
}
