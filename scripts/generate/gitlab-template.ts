import type { InputDeclaration } from '@mlgate/core'
import { Document } from 'yaml'
import { gitlabJob } from './gitlab-job.ts'
import { gitlabScript } from './gitlab-script.ts'
import { defaultText, fullDescription, type StepFace } from './step-face.ts'
import { writeYaml } from './write-yaml.ts'

/** Inputs of the job itself; a step may not have one of the same name. */
function jobInputs(step: StepFace): Record<string, unknown> {
  const { deploys, rules } = gitlabJob(step)
  return {
    'job-name': {
      description: 'Name of the job; another one when the component is included twice.',
      default: step.name,
      // It is also the name of the folder that the job hands over.
      regex: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
    },
    stage: { description: 'Stage of the job.', default: 'test' },
    image: {
      description: 'Image with git, and with Node.js 24 or newer and npm where archive is not given.',
      default: 'node:24',
    },
    archive: {
      description:
        'Archive of this version with Node.js, for an image without: https address, or absolute path of a file in the job.',
      type: 'string',
      default: '',
      regex: '^(https://.+|/.+)?$',
    },
    'archive-sha256': {
      description: 'SHA-256 of the archive, which must go with it: 64 digits, from SHA256SUMS beside it.',
      type: 'string',
      default: '',
      regex: '^([0-9a-f]{64})?$',
    },
    tags: { description: 'Tags that choose the runner.', type: 'array', default: [] },
    needs: {
      description: 'Jobs that this one waits for and gets the files of; without any, it starts at once.',
      type: 'array',
      default: [],
    },
    ...(besideCredentials(step)
      ? {
          'job-environment': {
            description: deploys
              ? 'Beginning of the name of the GitLab environment; a slash and the input environment follow.'
              : 'Environment of the job: variables of that scope reach no job that runs code of a change.',
            default: 'mlgate',
          },
        }
      : {}),
    ...(deploys
      ? { url: { description: 'Address where people reach what is deployed; GitLab links to it.', default: '' } }
      : {}),
    rules: { description: 'When the job runs.', type: 'array', default: rules },
  }
}

/**
 * `templates/<step>/template.yml`: the step as a GitLab component. Values of inputs reach the step as variables that
 * nobody expands, never as text of the script, so that no value can become a command. Secrets are no inputs: they are
 * masked variables of the project. There is no dotenv report unless the pipeline asks for one: its variables would come
 * before GitLab's own in every job that needs this one, and code that runs in the job could add to them.
 */
export function gitlabTemplate(step: StepFace, version: string): string {
  const inputs = gitlabInputs(step)
  const own = jobInputs(step)
  for (const [name] of inputs) {
    if (Object.hasOwn(own, name)) throw new Error(`${step.name}: the input ${name} is the GitLab job's own.`)
  }
  const header = writeYaml(
    { spec: { inputs: { ...own, ...Object.fromEntries(inputs) } } },
    secretsOf(step).map((input) => `Reads ${input.variable} from the project's CI/CD variables, when it is set.`),
  )
  const job = {
    '$[[ inputs.job-name ]]': {
      stage: '$[[ inputs.stage ]]',
      image: '$[[ inputs.image ]]',
      tags: '$[[ inputs.tags ]]',
      needs: '$[[ inputs.needs ]]',
      rules: '$[[ inputs.rules ]]',
      // A before_script for all jobs of the project installs and runs what is checked out: not beside a token.
      ...(besideCredentials(step)
        ? {
            inherit: { default: ['interruptible', 'retry', 'timeout'] },
            ...environmentOf(step),
          }
        : {}),
      variables: Object.fromEntries(
        [
          ['archive', 'MLGATE_ARCHIVE'],
          ['archive-sha256', 'MLGATE_ARCHIVE_SHA256'],
          ...inputs.map(([name]) => [name, inputVariable(name)]),
        ].map(([name, variable]) => [variable, { value: `$[[ inputs.${name} ]]`, expand: false }]),
      ),
      script: [gitlabScript(step.name, version, { besideCredentials: besideCredentials(step) })],
      artifacts: {
        when: 'always',
        // The job's own folder alone: what it got from jobs before it is theirs to hand over.
        paths: ['.mlgate/.jobs/$[[ inputs.job-name ]]/'],
        reports: {
          junit: `.mlgate/*/${step.name}/junit.xml`,
          metrics: `.mlgate/*/${step.name}/openmetrics.txt`,
          codequality: `.mlgate/*/${step.name}/codequality.json`,
        },
      },
    },
  }
  return `${header}---\n${new Document(job).toString({ lineWidth: 0, singleQuote: true })}`
}

/**
 * The environment decides which variables the job gets. A deployment's is one of its own, below, so that GitLab keeps its
 * history, one deployment at a time.
 */
function environmentOf(step: StepFace): Record<string, unknown> {
  const name = '$[[ inputs.job-environment ]]'
  if (!gitlabJob(step).deploys) return { environment: { name, action: 'access' } }
  const own = `${name}/$[[ inputs.environment ]]`
  return { environment: { name: own, url: '$[[ inputs.url ]]' }, resource_group: own }
}

function secretsOf(step: StepFace) {
  return Object.values(step.inputs).filter((input) => input.type === 'secret')
}

/** A step without secrets may run code of the project. */
function besideCredentials(step: StepFace): boolean {
  return secretsOf(step).length > 0
}

/**
 * The step's inputs as the component has them: without secrets, and with the job that made an artifact in place of its
 * id and digest, which no job can pass to another without a dotenv report.
 */
function gitlabInputs(step: StepFace): readonly (readonly [string, Record<string, unknown>])[] {
  const { needed } = gitlabJob(step)
  return Object.entries(step.inputs).flatMap(([name, input]) => {
    if (input.type === 'secret' || input.only !== undefined) return []
    const [, artifact, part] = /^(.+)-artifact-(id|digest)$/.exec(name) ?? []
    if (artifact === undefined) return [[name, specInput(input, needed.includes(name))] as const]
    const other = `${artifact}-artifact-${part === 'id' ? 'digest' : 'id'}`
    if (!Object.hasOwn(step.inputs, other)) throw new Error(`${step.name} declares ${name} without ${other}.`)
    return part === 'id' ? [[`${artifact}-job`, jobInput(name, input)] as const] : []
  })
}

/** The variable that carries an input: `MLGATE_INPUT_TRAINING_JOB`. */
function inputVariable(name: string): string {
  return `MLGATE_INPUT_${name.replaceAll('-', '_').toUpperCase()}`
}

function jobInput(name: string, id: InputDeclaration): Record<string, unknown> {
  const sentence = /^Output artifact-id of (?<maker>[a-z-]+)(?<rest>.*)$/s.exec(id.description)?.groups
  if (sentence === undefined) throw new Error(`${name}: its description begins with "Output artifact-id of <step>".`)
  const description = `Name of the job that ran ${sentence.maker}, which is also among needs${sentence.rest}`
  return { description, type: 'string', ...(id.required === true ? {} : { default: '' }) }
}

function specInput(input: InputDeclaration, needed: boolean): Record<string, unknown> {
  const options =
    input.type === 'choice'
      ? { options: input.choices }
      : input.type === 'boolean'
        ? { options: ['true', 'false'] }
        : {}
  const value = input.required === true || needed ? {} : { default: defaultText(input) ?? '' }
  // GitLab's own boolean would reach the variable as something other than text.
  return { description: fullDescription(input), type: 'string', ...options, ...value }
}
