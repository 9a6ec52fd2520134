import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, planChecks, readContract, runPlan } from '../index.ts'

let folder: string
let rides: string
let stations: string
let tables: Tables

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-standard-'))
  rides = join(folder, 'rides.csv')
  stations = join(folder, 'stations.csv')
  await writeFile(rides, 'station,city,minutes\n1,X,5\n9,X,7\n2,Y,\n1,Y,3\n')
  await writeFile(stations, 'number,city\n1,X\n2,Y\n')
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** The checks of the object rides whose rules and relationships are given, beside those of stations. */
async function judged(
  ofRides: object,
  ofMinutes: object = {},
  ofStation: object = {},
): Promise<readonly CheckResult[]> {
  const contract = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1',
    status: 'active',
    schema: [
      {
        name: 'rides',
        properties: [{ name: 'station', ...ofStation }, { name: 'city' }, { name: 'minutes', ...ofMinutes }],
        ...ofRides,
      },
      { name: 'stations', id: 's', properties: [{ name: 'id', id: 's_id', physicalName: 'number' }, { name: 'city' }] },
    ],
  }
  const plan = planChecks(readContract(JSON.stringify(contract), 'c.yaml'), 'rides')
  const files = new Map([
    ['rides', rides],
    ['stations', stations],
  ])
  return (await runPlan(plan, tables, rides, { files })).checks.filter(({ check }) => !check.name.endsWith('present'))
}

describe('relationships', () => {
  test.each(['stations.id', 'schema/s/properties/s_id', '/schema/stations/properties/id'])(
    'of a property to %s name the rows without a partner',
    async (to) => {
      const [result] = await judged({}, {}, { relationships: [{ to }] })
      expect(result).toMatchObject({
        check: { name: 'station: foreign key', expectation: 'every value stands in stations (number)' },
        verdict: 'fail',
        observed: '1 row of 4',
        firstRows: [{ row: 2, value: '9' }],
      })
    },
  )

  test('of an object take several properties as one key', async () => {
    const key = { type: 'foreignKey', from: ['rides.station', 'rides.city'], to: ['stations.id', 'stations.city'] }
    const [result] = await judged({ relationships: [key] })
    expect(result).toMatchObject({ check: { name: 'station, city: foreign key' }, observed: '2 rows of 4' })
    expect(result?.firstRows.map(({ row }) => row)).toEqual([2, 4])
  })

  test.each([
    [{ to: 'stations.id' }, 'needs from'],
    [{ from: 'stations.id', to: 'stations.id' }, 'it must name properties of rides'],
    [{ from: ['rides.station', 'rides.city'], to: ['stations.id', 'rides.city'] }, 'properties of one object'],
  ])('of an object such as %j are refused', async (relationship, words) => {
    await expect(judged({ relationships: [relationship] })).rejects.toThrow(words)
  })
})

describe('rules of type sql', () => {
  const sql = (query: string, more: object = { mustBe: 0 }): object => ({
    quality: [{ type: 'sql', query, ...more }],
  })

  test('judge the one number that the query gives', async () => {
    const [result] = await judged(sql('SELECT count(*) FROM ${object} WHERE minutes > 4', { mustBeBetween: [1, 3] }))
    expect(result).toMatchObject({
      check: {
        name: 'sql',
        expectation:
          'the number that its query gives is more than 1 and less than 3 (the standard excludes the bounds)',
      },
      verdict: 'pass',
      observed: '2',
    })
    expect((await judged(sql('SELECT sum(minutes) / 2 FROM data', { mustBeLessThan: 7.5 })))[0]).toMatchObject({
      verdict: 'fail',
      observed: '7.5',
    })
  })

  test('of a property know its column, and of the project its files', async () => {
    const query = 'SELECT count(*) FROM ${object} JOIN stations ON number = station WHERE ${property} IS NULL'
    expect((await judged({}, sql(query)))[0]).toMatchObject({ verdict: 'fail', observed: '1' })
  })

  test('do not show their number where the file has a sensitive column', async () => {
    const [result] = await judged(sql('SELECT max(minutes) FROM data'), { classification: 'restricted' })
    expect(result).toMatchObject({ verdict: 'fail', observed: expect.stringContaining('not shown') })
  })

  test.each([
    ['SELECT station FROM data', 'one number, not 4 rows of 1 columns'],
    ['SELECT 1, 2', 'one number, not 1 rows of 2 columns'],
    ['SELECT max(city) FROM data', 'one number, not a string'],
    ['SELECT max(minutes) FROM data WHERE minutes > 99', 'one number, not NULL'],
    ['SELECT count(*) FROM nothing', 'nothing'],
    ["SELECT count(*) FROM read_csv('/etc/passwd')", 'may not be called'],
    ['DELETE FROM data', 'SELECT'],
  ])('that cannot be answered are errors: %s', async (query, words) => {
    const [result] = await judged(sql(query, { mustBe: 1, severity: 'info' }))
    expect(result).toMatchObject({ verdict: 'error', observed: expect.stringContaining(words) })
  })
})

test('a rule for another engine is an error, whatever its severity', async () => {
  const rule = { type: 'custom', engine: 'soda', implementation: 'checks: …', severity: 'info' }
  expect((await judged({ quality: [rule] }))[0]).toMatchObject({
    check: { name: 'custom (soda)' },
    verdict: 'error',
    observed: expect.stringContaining('rules of the engine "soda" cannot be run here'),
  })
})

test('a rule in words is a note, and no check', () => {
  const rule = { type: 'text', name: 'owner', description: 'Stewards agree.' }
  const contract = readContract(
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'c',
      version: '1',
      status: 'active',
      schema: [{ name: 'rides', properties: [{ name: 'city', quality: [rule] }] }],
    }),
    'c.yaml',
  )
  const { checks, notes } = planChecks(contract)
  expect(checks.map(({ name }) => name)).toEqual(['city: present'])
  expect(notes).toEqual([{ name: 'city: owner', text: 'Stewards agree.' }])
})

test('the names of version 3.0 are understood', async () => {
  const [result] = await judged({}, { quality: [{ rule: 'nullCheck', mustBe: 0 }] })
  expect(result).toMatchObject({ check: { name: 'minutes: nullValues' }, observed: '1 row of 4' })
})
