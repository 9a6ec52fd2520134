import { expect, test } from 'vitest'
import type { DeploySection } from './deploy-section.ts'
import { environmentProblems, isRequired, requiredEnvironment } from './environment-order.ts'

/** `{production: 'staging'}`: production requires staging. */
const section = (requirements: Readonly<Record<string, string | undefined>>): DeploySection =>
  Object.fromEntries(
    Object.entries(requirements).map(([name, passed]) => [
      name,
      { target: 'local', port: 1, ...(passed === undefined ? {} : { requires: { passed } }) },
    ]),
  )
const named = (requirements: Readonly<Record<string, string | undefined>>) =>
  environmentProblems(section(requirements)).map(({ environment, message }) => `${environment}: ${message}`)

test('environments may follow each other', () => {
  expect(named({ production: 'staging', staging: 'test', test: undefined })).toEqual([])
})

test('one that is not there can never pass', () => {
  expect(named({ production: 'stagin', staging: undefined })).toEqual([
    'production: there is no environment stagin; there are: production, staging.',
  ])
  expect(named({ production: 'constructor' })).toHaveLength(1)
})

test('nobody can wait for itself, nor in a circle', () => {
  expect(named({ staging: 'staging' })).toEqual([
    'staging: goes in a circle (staging → staging), so none of them could be the first.',
  ])
  expect(named({ a: 'b', b: 'c', c: 'b' })).toEqual([
    'b: goes in a circle (b → c → b), so none of them could be the first.',
    'c: goes in a circle (c → b → c), so none of them could be the first.',
  ])
})

test('what is required of whom', () => {
  const declared = section({ production: 'staging', staging: undefined })
  expect(requiredEnvironment(declared, 'production')).toBe('staging')
  expect(requiredEnvironment(declared, 'staging')).toBeUndefined()
  expect(requiredEnvironment(declared, 'constructor')).toBeUndefined()
  expect(isRequired(declared, 'staging')).toBe(true)
  expect(isRequired(declared, 'production')).toBe(false)
})
