import { expect, test } from 'vitest'
import { readContract } from '../contract.ts'
import { planChecks } from '../plan/plan.ts'

const contract = (service: string) =>
  readContract(
    `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - {name: rides, properties: [{name: at}]}
  - {name: stations, properties: [{name: id}]}
${service}`,
    'c.yaml',
  )

const notes = (service: string, object: string) => planChecks(contract(service), object).notes

const latency = 'slaProperties: [{property: latency, value: 4, unit: d, element: rides.at}]'

test('a promise of time is told as not checked, with the rule that checks what a file shows of it', () => {
  expect(notes(latency, 'rides')).toEqual([
    {
      name: 'slaProperties: latency',
      text: '4 d of rides.at is not checked, as no file shows it; a rule freshness of the property checks how old its newest value is',
    },
  ])
  expect(notes(latency, 'stations')).toEqual([])
})

test('a promise of no object is told with each, and one without element is of the default', () => {
  const support = 'slaProperties: [{property: endOfSupport, value: 2030-01-01}]'
  const told = [{ name: 'slaProperties: endOfSupport', text: '2030-01-01 is not checked, as no file shows it' }]
  expect(notes(support, 'rides')).toEqual(told)
  expect(notes(support, 'stations')).toEqual(told)
  expect(notes(`slaDefaultElement: stations.id\n${support}`, 'rides')).toEqual([])
  expect(notes(`slaDefaultElement: stations.id\n${support}`, 'stations')).toHaveLength(1)
})

test('what is written otherwise than the standard says is told as well', () => {
  expect(notes('slaProperties: soon', 'rides')).toEqual([
    { name: 'slaProperties', text: 'are no list, and not checked' },
  ])
  expect(notes('slaProperties: [soon]', 'rides')).toEqual([
    { name: 'slaProperties: without property', text: 'no value is not checked, as no file shows it' },
  ])
})
