import { expect, test } from 'vitest'
import { judge, prepare } from '../testing/sample-steps.ts'
import { declaredBy, problemsOf, usesIn } from './snippets.ts'

const declared = declaredBy([prepare, judge], '1.2.3')

const problems = (yaml: string): readonly string[] =>
  usesIn(`# Page\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n`).flatMap((use) => problemsOf(use, declared))

test('a step with inputs that it has is fine, in a workflow and in a piece of one', () => {
  expect(
    problems('steps:\n  - uses: mlgate/mlgate/actions/judge-model@v1\n    with: {threshold: 1, project: a.yml}'),
  ).toEqual([])
  expect(problems('      - uses: mlgate/mlgate/actions/prepare-data@v1')).toEqual([])
})

test('a component has the inputs of its job besides those of the step', () => {
  const component = 'include:\n  - component: $CI_SERVER_FQDN/mlgate/mlgate/judge-model@1.2.3\n    inputs: '
  expect(problems(`${component}{needs: [prepare], threshold: 1}`)).toEqual([])
  expect(problems(`${component}{token: x}`)).toEqual(['component judge-model has no input token.'])
})

test('an unknown step, an unknown input and another version are named', () => {
  expect(problems('uses: mlgate/mlgate/actions/judge@v1')).toEqual(['There is no action judge.'])
  expect(problems('uses: mlgate/mlgate/actions/judge-model@v1\nwith: {treshold: 1}')).toEqual([
    'action judge-model has no input treshold.',
  ])
  expect(problems('component: $CI_SERVER_FQDN/mlgate/mlgate/judge-model@1.0.0')).toEqual([
    'component judge-model: the version is 1.2.3, not 1.0.0.',
  ])
})

test('a step has the inputs that it declares and no others, also those that most steps have', () => {
  expect(problems('uses: mlgate/mlgate/actions/prepare-data@v1\nwith: {model: m}')).toEqual([
    'action prepare-data has no input model.',
  ])
})

test('other actions and other languages are not looked at', () => {
  expect(problems('uses: actions/checkout@v7\nwith: {nothing: 1}')).toEqual([])
  expect(usesIn('```sh\nuses: mlgate/mlgate/actions/judge@v1\n```')).toEqual([])
})
