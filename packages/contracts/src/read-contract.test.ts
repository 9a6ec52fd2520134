import { ConfigurationError } from '@mlgate/core'
import { describe, expect, test } from 'vitest'
import { planChecks, readContract } from './index.ts'

const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: flights\nversion: 1.0.0\nstatus: active\n'

/** A contract with one object `rows`; the text given is its body, indented by four. */
function withObject(body: string): string {
  return `${head}schema:\n  - name: rows\n${body.replace(/^/gm, '    ')}\n`
}

function withProperty(body: string): string {
  return withObject(`properties:\n  - name: c\n${body.replace(/^/gm, '    ')}`)
}

function refusal(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return (error as ConfigurationError).message
  }
  throw new Error('nothing was thrown')
}

describe('a contract', () => {
  test('may document as much as the standard allows', () => {
    const text = `${head}name: n
tenant: t
tags: [a]
servers: [{server: s, type: local, path: x}]
dataProduct: p
description: {purpose: x, usage: y, limitations: z}
domain: d
support: [{channel: c}]
price: {priceAmount: 9.95}
team: {name: t, members: []}
roles: [{role: r}]
slaDefaultElement: rows.c
slaProperties: [{property: latency, value: 4}]
authoritativeDefinitions: [{url: 'https://example.com', type: x}]
customProperties: [{property: a, value: b}]
contractCreatedTs: '2024-01-01T00:00:00Z'
schema:
  - name: rows
    id: rows_1
    logicalType: object
    physicalName: rows.csv
    physicalType: file
    description: x
    businessName: x
    dataGranularityDescription: x
    tags: [x]
    authoritativeDefinitions: []
    customProperties: []
    properties:
      - name: c
        id: c_1
        physicalName: column c
        physicalType: VARCHAR(3)
        description: x
        businessName: x
        partitioned: false
        partitionKeyPosition: -1
        classification: public
        encryptedName: x
        transformSourceObjects: [x]
        transformLogic: x
        transformDescription: x
        examples: [a]
        criticalDataElement: true
        tags: [x]
        quality:
          - {id: q, metric: nullValues, mustBe: 0, dimension: completeness, businessImpact: x, schedule: x, scheduler: cron,
             method: x, tags: [], customProperties: [], authoritativeDefinitions: [], description: x, name: named}
`
    const contract = readContract(text, 'c.yaml')
    expect(planChecks(contract).checks.map(({ name }) => name)).toEqual([
      'column c: present',
      'column c: physicalType',
      'column c: named',
    ])
    expect(planChecks(contract)).toMatchObject({ object: 'rows', columns: ['column c'] })
  })

  test('gives each check its place in the file and a name of its own', () => {
    const text = withProperty(
      'required: true\nquality:\n  - {metric: nullValues, mustBe: 0}\n  - {metric: nullValues, mustBeLessThan: 5}',
    )
    const { checks } = planChecks(readContract(text, 'c.yaml'))
    expect(checks.map(({ name, position }) => `${name} ${position.line}:${position.column}`)).toEqual([
      'c: present 9:9',
      'c: required 10:9',
      'c: nullValues 12:13',
      'c: nullValues (2) 13:13',
    ])
  })

  test('with several objects is asked which one', () => {
    const text = `${head}schema:\n  - {name: a, properties: [{name: x}]}\n  - {name: b, properties: [{name: y}]}\n`
    const contract = readContract(text, 'c.yaml')
    expect(planChecks(contract, 'b').columns).toEqual(['y'])
    expect(refusal(() => planChecks(contract))).toBe(
      'c.yaml: has several objects (a, b). Name the one that the data belong to.',
    )
    expect(refusal(() => planChecks(contract, 'z'))).toBe('c.yaml: has no object "z", only a, b.')
  })

  test('that demands nothing is refused', () => {
    const contract = readContract(`${head}schema: [{name: rows}]\n`, 'c.yaml')
    expect(refusal(() => planChecks(contract))).toContain('c.yaml: "rows" demands nothing, so nothing was checked')
    expect(refusal(() => readContract(`${head}schema: []\n`, 'c.yaml'))).toContain('schema')
    expect(refusal(() => readContract(head, 'c.yaml'))).toContain('schema: is missing')
  })

  test('severity is free text: info and warning do not decide, anything else does', () => {
    const rule = (severity: string): string => `  - {metric: nullValues, mustBe: 0, severity: ${severity}}`
    const text = withProperty(`quality:\n${['info', 'WARNING', 'warn', 'high', 'blocker'].map(rule).join('\n')}`)
    const { checks } = planChecks(readContract(text, 'c.yaml'))
    expect(checks.slice(1).map(({ severity }) => severity)).toEqual(['info', 'warning', 'warning', 'error', 'error'])
  })
})

describe('what cannot be checked is refused with its place', () => {
  test.each([
    ['{type: sql, mustBe: 0}', 'quality[0]: a rule of type sql needs query'],
    ['{type: sql, query: SELECT 1}', 'demands nothing: give one of mustBe'],
    ['{type: sql, query: SELECT 1, mustBe: 0, metric: nullValues}', 'metric: has no meaning in a rule of type sql'],
    ['{type: text}', 'a rule of type text needs description'],
    ['{type: great, mustBe: 0}', 'type: no such type: "great". Known are library, sql, text and custom'],
    ['{mustBe: 0}', 'metric: is missing: nullValues, missingValues, invalidValues, duplicateValues or rowCount'],
    ['{rule: uniqueness, mustBe: 0}', 'metric: is missing'],
    ['{metric: nullValue, mustBe: 0}', 'nullValues'],
    ['{metric: nullValues}', 'demands nothing: give one of mustBe, mustNotBe'],
    ['{metric: nullValues, mustBe: 0, mustBeLessThan: 3}', 'has mustBe and mustBeLessThan; the standard allows one'],
    ['{metric: nullValues, mustBeBetween: [5, 1]}', 'mustBeBetween needs two numbers, the smaller first'],
    ['{metric: nullValues, mustBe: "0"}', 'mustBe'],
    ['{metric: nullValues, mustBe: .nan}', 'mustBe'],
    ['{metric: nullValues, mustBe: 0, unit: seconds}', 'unit'],
    ['{metric: nullValues, mustBe: 0, query: SELECT 1}', 'query: belongs to rules of another type'],
    [
      '{metric: nullValues, mustBe: 0, arguments: {pattern: x}}',
      'arguments.pattern: has no meaning for nullValues of a property',
    ],
    ['{metric: missingValues, mustBe: 0}', 'missingValues needs arguments.missingValues'],
    ['{metric: invalidValues, mustBe: 0}', 'invalidValues needs arguments.validValues or arguments.pattern'],
    ['{metric: invalidValues, mustBe: 0, arguments: {pattern: "("}}', 'arguments.pattern: is no regular expression'],
    ['{metric: invalidValues, mustBe: 0, arguments: {pattern: "(?=x)"}}', 'look-around and back-references'],
    ['{metric: rowCount, mustBe: 0}', 'rowCount belongs to the object'],
    ['{metric: nullValues, mustBe: 0, mustBeNice: true}', 'mustBeNice'],
  ])('the rule %s of a property', (rule, expected) => {
    const message = refusal(() => readContract(withProperty(`quality:\n  - ${rule}`), 'c.yaml'))
    expect(message).toMatch(/^c\.yaml:11:\d+ schema\[0\]\.properties\[0\]\.quality\[0\]/)
    expect(message).toContain(expected)
  })

  test.each([
    ['{metric: nullValues, mustBe: 0}', 'nullValues belongs to a property'],
    ['{metric: duplicateValues, mustBe: 0}', 'duplicateValues of an object needs arguments.properties'],
    ['{metric: duplicateValues, mustBe: 0, arguments: {properties: [a]}}', 'no such property; the object has none'],
    ['{metric: rowCount, mustBeGreaterThan: 1, unit: percent}', 'percent has no meaning here'],
    [
      '{type: sql, query: "SELECT max(${property}) FROM ${object}", mustBe: 1}',
      '${property} has no meaning in a rule of an object',
    ],
  ])('the rule %s of an object', (rule, expected) => {
    expect(refusal(() => readContract(withObject(`quality:\n  - ${rule}`), 'c.yaml'))).toContain(expected)
  })

  test.each([
    ['logicalType: float', 'logicalType'],
    ['relationships: [{to: a.b}]', 'relationships[0].to: no object "a" in this contract, only rows'],
    ['relationships: [{to: rows.x}]', 'relationships[0].to: rows has no property "x"'],
    ['relationships: [{to: other.yaml#/schema/a/properties/b}]', 'relationships[0].to: is not followed'],
    ['relationships: [{from: rows.c, to: rows.c}]', 'relationships[0].from: is the property itself'],
    ['relationships: [{to: [rows.c, rows.c]}]', 'relationships[0].to: has 2 properties for 1'],
    ['properties: [{name: x}]', 'properties: needs logicalType: object'],
    ['items: {logicalType: string}', 'items: needs logicalType: array'],
    ['logicalTypeOptions: {minimum: 1}', 'has no meaning without logicalType'],
    [
      'logicalType: string\nlogicalTypeOptions: {minimum: 1}',
      'minimum: is not checked for logicalType string; supported: minLength, maxLength, pattern, format',
    ],
    [
      'logicalType: boolean\nlogicalTypeOptions: {format: x}',
      'is not checked for logicalType boolean; supported: no options',
    ],
    [
      'logicalType: timestamp\nlogicalTypeOptions: {timezone: true}',
      'timezone: is not checked for logicalType timestamp',
    ],
    ['logicalType: integer\nlogicalTypeOptions: {minimum: "1"}', 'minimum: must be a number'],
    [
      'logicalType: date\nlogicalTypeOptions: {minimum: 5}',
      'minimum: must be a real date as a text, such as "2024-01-31"',
    ],
    ['logicalType: date\nlogicalTypeOptions: {minimum: "2023-02-29"}', 'must be a real date'],
    ['logicalType: date\nlogicalTypeOptions: {minimum: "31.01.2024"}', 'must be a real date'],
    ['logicalType: date\nlogicalTypeOptions: {format: dd.MM.yyyy, maximum: "31.04.2024"}', 'must be a real date'],
    ['logicalType: time\nlogicalTypeOptions: {minimum: "25:00"}', 'must be a real time'],
    ['logicalType: date\nlogicalTypeOptions: {format: EEE d MMM}', 'format: cannot be checked; understood are yyyy'],
    [
      'logicalType: string\nlogicalTypeOptions: {format: password}',
      'supported: email, uuid, uri, hostname, ipv4, ipv6',
    ],
    ['logicalType: string\nlogicalTypeOptions: {format: constructor}', 'this format cannot be checked'],
    ['logicalType: integer\nlogicalTypeOptions: {format: i128}', 'supported: i8, u8, i16, u16, i32, u32, i64, u64'],
    ['logicalType: number\nlogicalTypeOptions: {format: f16}', 'supported: f32, f64'],
    ['logicalType: string\nlogicalTypeOptions: {pattern: "a)"}', 'pattern: is no regular expression'],
    ['logicalType: string\nlogicalTypeOptions: {pattern: "(a)\\\\1"}', 'look-around and back-references'],
    ['logicalType: string\nlogicalTypeOptions: {maxLenght: 3}', 'maxLength'],
    ['logicalType: number\nlogicalTypeOptions: {multipleOf: 0}', 'multipleOf'],
    ['primaryKeyPosition: 1', 'primaryKeyPosition: has no meaning without primaryKey: true'],
    ['requierd: true', 'required'],
  ])('a property with %s', (body, expected) => {
    const message = refusal(() => readContract(withProperty(body), 'c.yaml'))
    expect(message).toMatch(/^c\.yaml:\d+:\d+ /)
    expect(message).toContain(expected)
  })

  test.each([
    ['{primaryKey: true}', '{primaryKey: true}', 'a key of several properties needs primaryKeyPosition'],
    [
      '{primaryKey: true, primaryKeyPosition: 1}',
      '{primaryKey: true, primaryKeyPosition: 1}',
      'another property has this position',
    ],
  ])('a key of %s and %s', (a, b, expected) => {
    const body = `properties:\n  - ${a.replace('{', '{name: a, ')}\n  - ${b.replace('{', '{name: b, ')}`
    expect(refusal(() => readContract(withObject(body), 'c.yaml'))).toContain(expected)
  })

  test('names that stand twice, and an older standard', () => {
    expect(refusal(() => readContract(withObject('properties: [{name: a}, {name: a}]'), 'c.yaml'))).toContain(
      'stands above',
    )
    expect(
      refusal(() => readContract(withObject('properties: [{name: a, physicalName: b}, {name: b}]'), 'c.yaml')),
    ).toContain('stands above')
    const two = `${head}schema: [{name: a, properties: [{name: x}]}, {name: a, properties: [{name: x}]}]\n`
    expect(refusal(() => readContract(two, 'c.yaml'))).toContain('an object of this name stands above')
    expect(refusal(() => readContract(head.replace('v3.1.0', 'v2.2.2'), 'c.yaml'))).toContain('apiVersion')
  })

  test('all at once, in the order of the file', () => {
    const text = withProperty('items: {}\nquality:\n  - {type: sql, mustBe: 1}\n  - {metric: rowCount, mustBe: 1}')
    const lines = refusal(() => readContract(text, 'c.yaml')).split('\n')
    expect(lines.map((line) => line.slice(0, 'c.yaml:10'.length))).toEqual(['c.yaml:10', 'c.yaml:12', 'c.yaml:13'])
  })
})
