import { ConfigurationError } from '@mlgate/core'
import { expect, test } from 'vitest'
import { assignObjects, readContract } from '../index.ts'

const contractOf = (...names: readonly string[]) =>
  readContract(
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'c',
      version: '1',
      status: 'active',
      schema: names.map((name) => ({ name, properties: [{ name: 'x' }] })),
    }),
    'c.yaml',
  )

const assigned = (names: readonly string[], roles: readonly string[], tables: readonly string[] = []) => {
  const { assignments, unchecked } = assignObjects(contractOf(...names), roles, tables)
  return [assignments.map(({ file, object }) => `${file}: ${object}`), unchecked]
}

test('one object is for all files of the model', () => {
  expect(assigned(['rides'], ['train', 'test'])).toEqual([['train: rides', 'test: rides'], []])
})

test('an object belongs to the file of its name, and the one left over to the files of the model', () => {
  expect(assigned(['rides', 'stations'], ['train', 'test'], ['stations'])).toEqual([
    ['train: rides', 'test: rides', 'stations: stations'],
    [],
  ])
  expect(assigned(['train', 'held_out'], ['train', 'validation', 'test'])).toEqual([
    ['train: train', 'validation: held_out', 'test: held_out'],
    [],
  ])
})

test('a file of data.tables that no object is named for is not checked', () => {
  expect(assigned(['rides'], ['train'], ['weather'])).toEqual([['train: rides'], ['weather']])
})

test.each([
  [['rides', 'stations'], ['train'], [], 'no file of the project belongs to "rides", "stations". Name the files'],
  [['train', 'stations'], ['train'], [], 'no file of the project belongs to "stations"'],
  [['train'], ['train', 'test'], [], 'has no object for data.test, only train'],
  [['stations'], ['train'], ['stations'], 'has no object for data.train, only stations'],
])('objects %j for the files %j and %j are refused', (names, roles, tables, words) => {
  const attempt = () => assigned(names, roles, tables)
  expect(attempt).toThrow(ConfigurationError)
  expect(attempt).toThrow(words)
})
