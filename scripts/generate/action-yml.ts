import { isDeepStrictEqual } from 'node:util'
import type { InputDeclaration, OutputDeclaration } from '@mlgate/core'
import { defaultText, fullDescription, outputsOf, type StepFace } from './step-face.ts'
import { writeYaml } from './write-yaml.ts'

const author = 'mlgate'

type Outputs = Readonly<Record<string, OutputDeclaration>>

/** `actions/<step>/action.yml`. */
export function actionYml(step: StepFace, commonOutputs: Outputs): string {
  return writeYaml({
    name: `mlgate ${step.name}`,
    description: step.summary,
    author,
    branding: step.branding,
    inputs: Object.fromEntries(Object.entries(step.inputs).map(([name, input]) => [name, actionInput(input)])),
    outputs: descriptions(outputsOf(step, commonOutputs)),
    runs: { using: 'node24', main: `../../dist/${step.name}.js` },
  })
}

/** The root `action.yml`: any step by its name, with the union of all inputs and outputs. */
export function marketplaceYml(steps: readonly StepFace[], commonOutputs: Outputs): string {
  const names = steps.map(({ name }) => name)
  return writeYaml({
    name: 'mlgate',
    description: 'Composable steps for machine learning: validate data, train, judge a model against its predecessor.',
    author,
    branding: { icon: 'shield', color: 'blue' },
    inputs: {
      step: { description: `Step to run. One of ${names.join(', ')}.`, required: true },
      ...unionOfInputs(steps),
    },
    outputs: unionOfOutputs(steps, commonOutputs),
    runs: { using: 'node24', main: 'dist/mlgate-action.js' },
  })
}

function actionInput(input: InputDeclaration): Record<string, unknown> {
  const value = input.type === 'secret' ? input.githubDefault : defaultText(input)
  return {
    description: fullDescription(input),
    required: input.required === true,
    ...(value === undefined ? {} : { default: value }),
  }
}

function descriptions(outputs: Outputs): Record<string, { description: string }> {
  return Object.fromEntries(Object.entries(outputs).map(([name, { description }]) => [name, { description }]))
}

/**
 * Inputs of all steps. One that not every step has says whose it is, and is never required here: which are needed, the
 * step itself checks. A secret of some steps alone has no default. One that steps declare differently is described for
 * each, and gets its default from the step.
 */
function unionOfInputs(steps: readonly StepFace[]): Record<string, unknown> {
  const union: Record<string, unknown> = {}
  for (const name of new Set(steps.flatMap(({ inputs }) => Object.keys(inputs)))) {
    const users = steps.filter(({ inputs }) => Object.hasOwn(inputs, name))
    const first = users[0]?.inputs[name]
    if (first === undefined) continue
    const agreed = users.every(({ inputs }) => isDeepStrictEqual(inputs[name], first))
    const everybody = users.length === steps.length
    if (agreed) {
      const whose = everybody ? '' : ` (${users.map(({ name: user }) => user).join(', ')})`
      const input = actionInput(first)
      // A default would hand the credential to steps that run user code, too.
      if (first.type === 'secret' && !everybody) delete input.default
      const required = input.required === true && everybody
      union[name] = { ...input, description: `${fullDescription(first)}${whose}`, required }
    } else {
      const description = users.flatMap(({ name: user, inputs }) => {
        const input = inputs[name]
        return input === undefined ? [] : [`${user}: ${fullDescription(input)}`]
      })
      union[name] = { description: description.join(' '), required: false }
    }
  }
  return union
}

function unionOfOutputs(steps: readonly StepFace[], commonOutputs: Outputs): Record<string, { description: string }> {
  const union: Record<string, { description: string }> = {}
  for (const step of steps) {
    for (const [name, { description }] of Object.entries(step.outputs)) {
      const present = union[name]
      const text = `${step.name}: ${description}`
      union[name] = { description: present === undefined ? text : `${present.description} ${text}` }
    }
  }
  return { ...union, ...descriptions(commonOutputs) }
}
