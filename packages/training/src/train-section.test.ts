import { ConfigurationError } from '@mlgate/core'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { BuiltinTraining, TrainSection, trainingPlan } from './train-section.ts'

test('a command runs with its defaults', () => {
  expect(trainingPlan({ command: ['python', 'train.py'] })).toEqual({
    kind: 'command',
    argv: ['python', 'train.py'],
    parameters: {},
    seed: 42,
    timeoutSeconds: undefined,
  })
})

test('a command gets what it was given', () => {
  const section = { command: ['make'], parameters: { rate: 0.1, deep: true }, seed: 7, timeout_minutes: 1.5 }
  expect(trainingPlan(section)).toMatchObject({ parameters: { rate: 0.1, deep: true }, seed: 7, timeoutSeconds: 90 })
})

test('exactly one of command and builtin must be there', () => {
  const builtin = { algorithm: 'linear-regression' } as const
  expect(trainingPlan({ builtin })).toEqual({ kind: 'builtin', builtin })
  expect(() => trainingPlan({ builtin, command: ['make'] })).toThrow('both command and builtin')
  expect(() => trainingPlan({})).toThrow('neither command nor builtin')
})

test('settings that a built-in trainer would ignore are refused', () => {
  const builtin = { algorithm: 'linear-regression' } as const
  expect(() => trainingPlan({ builtin, parameters: { l2: 3 } })).toThrow(ConfigurationError)
  expect(() => trainingPlan({ builtin, timeout_minutes: 3 })).toThrow('train.timeout_minutes')
})

test('a command without a program is refused', () => {
  expect(() => trainingPlan({ command: [' '] })).toThrow('the program to run is empty')
})

test('every key says what it is for', () => {
  for (const section of [TrainSection, BuiltinTraining]) {
    for (const property of Object.values(section.properties)) {
      expect('description' in property && property.description).toBeTruthy()
    }
  }
})

test.each([
  { command: [] },
  { command: 'python train.py' },
  { commands: ['make'] },
  { builtin: { algorithm: 'gradient-boosting' } },
  { builtin: { algorithm: 'linear-regression', depth: 3 } },
  { builtin: { algorithm: 'linear-regression', l2: 0 } },
  { builtin: { algorithm: 'linear-regression', min_category_count: 0 } },
  { builtin: { algorithm: 'linear-regression', features: [] } },
  { command: ['make'], parameters: { nested: {} } },
  { command: ['make'], seed: -1 },
  { command: ['make'], timeout_minutes: 0 },
])('%j is refused by the schema', (section) => {
  expect(Value.Check(TrainSection, section)).toBe(false)
})
