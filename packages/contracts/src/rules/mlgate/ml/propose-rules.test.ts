import { expect, test } from 'vitest'
import { readContract } from '../../../contract.ts'
import { proposeMachineLearningRules } from './propose-rules.ts'

const roles = { label: 'species', id: 'row_id', time: 'day', group: 'colony' }

test('every rule that is proposed can be read back by a contract of the project', () => {
  const proposed = proposeMachineLearningRules({
    ...roles,
    files: ['train', 'validation', 'test'],
    classification: true,
  })
  const quality = proposed.map(({ implementation }) => ({ type: 'custom', engine: 'mlgate', implementation }))
  const rows = { name: 'rows', properties: [{ name: 'bill' }, { name: 'species' }], quality }
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  const { objects } = readContract(JSON.stringify({ ...head, schema: [rows] }), 'c.yaml', { roles })
  expect(objects[0].checks.length).toBe(2 + proposed.length)
  expect(proposed.map(({ implementation }) => implementation.check)).toEqual([
    'sharedIds',
    'groupLeakage',
    'sharedRows',
    'timeLeakage',
    'targetMissing',
    'unseenLabels',
    'conflictingLabels',
    'revealingFeatures',
    'constantFeatures',
  ])
})

test('nothing is proposed that lacks its file, its column or its task', () => {
  const checks = (options: Parameters<typeof proposeMachineLearningRules>[0]): readonly string[] =>
    proposeMachineLearningRules(options).map(({ implementation }) => implementation.check)
  expect(checks({ ...roles, files: ['train'], classification: false })).toEqual([
    'targetMissing',
    'revealingFeatures',
    'constantFeatures',
  ])
  expect(checks({ files: ['train', 'test'], classification: true })).toEqual(['sharedRows', 'constantFeatures'])
})
