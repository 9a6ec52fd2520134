import { expect, test } from 'vitest'
import { steps } from './index.ts'
import { loadStep, stepNames } from './load-step.ts'

test('each step is loaded by its name, and all in the order of the pipeline', async () => {
  expect(await Promise.all(stepNames.map(loadStep))).toEqual(steps)
  expect(stepNames).toEqual(steps.map(({ name }) => name))
})

test('a name that is no step loads nothing', async () => {
  expect(await loadStep('constructor')).toBeUndefined()
  expect(await loadStep('simulate')).toBeUndefined()
})
