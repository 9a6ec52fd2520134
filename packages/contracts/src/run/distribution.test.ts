import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, planChecks, profileFile, readContract, runPlan } from '../index.ts'
import { distributionDistance } from './measures/distribution-distance.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-distribution-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function csv(values: readonly (string | number)[]): Promise<string> {
  const path = join(folder, `file-${counter++}.csv`)
  await writeFile(path, `c,d\n${values.map((value) => `${value},1`).join('\n')}\n`)
  return path
}

function contractWith(implementation: object): ReturnType<typeof readContract> {
  const rule = { type: 'custom', engine: 'mlgate', implementation: { check: 'distribution', ...implementation } }
  const rows = { name: 'rows', properties: [{ name: 'c', quality: [rule] }] }
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  return readContract(JSON.stringify({ ...head, schema: [rows] }), 'c.yaml')
}

async function judged(
  values: readonly (string | number)[],
  implementation: object,
  files: ReadonlyMap<string, string> = new Map(),
): Promise<CheckResult> {
  const encoder = new TextEncoder()
  const policyFile = async (path: string) => (files.has(path) ? encoder.encode(files.get(path)) : undefined)
  const { checks } = await runPlan(planChecks(contractWith(implementation)), tables, await csv(values), { policyFile })
  return checks.at(-1)!
}

/** The distance that was found, which stands in the words. */
async function found(values: readonly (string | number)[], implementation: object): Promise<number> {
  const { observed } = await judged(values, { maximum: 1, ...implementation })
  return Number(/^[a-z-]+ (\S+?)(;|$)/.exec(observed)?.[1])
}

// SciPy 1.17.1 and NumPy 2.4.6: stats.entropy, spatial.distance.jensenshannon; sums and numpy.histogram.
describe('the distance', () => {
  const letters = [...'aaabcccc', 'new', 'new', '']
  test.each([
    ['total-variation', 0.4],
    ['jensen-shannon', 0.3536956401831197],
    ['kullback-leibler', Infinity],
    ['l-infinity', 0.2],
    ['psi', 1.9799374202612716],
  ])('%s of categories is %d; what is new is a group, what is missing none', async (distance, expected) => {
    const value = await found(letters, { distance, values: ['a', 'b', 'c'], weights: [0.5, 0.3, 0.2] })
    if (expected === Infinity) expect(value).toBe(Infinity)
    else expect(value).toBeCloseTo(expected, 13)
  })

  const numbers = [-5, 0, 0.5, 1, 1, 1.5, 2, 2, 3, 9, 'NaN']
  test.each([
    ['total-variation', 0.1],
    ['jensen-shannon', 0.11631349976439602],
    ['kullback-leibler', 0.05753641449035596],
    ['l-infinity', 0.1],
    ['psi', 0.10986122886681096],
    ['ks', 0.05],
  ])('%s of bins with tails is %d', async (distance, expected) => {
    const bins = { bins: [0, 1, 2, 3], weights: [0.3, 0.3, 0.3], tailWeights: [0.05, 0.05] }
    expect(await found(numbers, { distance, ...bins })).toBeCloseTo(expected, 13)
  })

  test('is nothing from itself, and of no more than 1 whatever the shares', () => {
    const shares = fc.array(fc.nat(50), { minLength: 2, maxLength: 8 }).filter((counts) => counts.some((n) => n > 0))
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        const length = Math.max(a.length, b.length)
        const [p, q] = [a, b].map((counts) => {
          const total = counts.reduce((sum, n) => sum + n, 0)
          return Array.from({ length }, (_, index) => (counts[index] ?? 0) / total)
        })
        for (const distance of ['total-variation', 'l-infinity', 'jensen-shannon', 'ks'] as const) {
          expect(distributionDistance(distance, p!, p!)).toBe(0)
          expect(distributionDistance(distance, p!, q!)).toBeLessThanOrEqual(1 + 1e-12)
        }
        expect(distributionDistance('psi', p!, p!)).toBe(0)
        expect(distributionDistance('kullback-leibler', p!, q!)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

test('a bound of the distance is kept or not, and what is new is told', async () => {
  const rule = { distance: 'total-variation', values: ['a', 'b'], weights: [0.5, 0.5] }
  expect(await judged(['a', 'b'], { ...rule, maximum: 0 })).toMatchObject({ verdict: 'pass' })
  expect(await judged(['a', 'b', 'x', 'x'], { ...rule, maximum: 0.4 })).toMatchObject({
    verdict: 'fail',
    observed: 'total-variation 0.5; 50 % are values that are not expected',
  })
})

test('nothing, or what is no number in bins, is an error', async () => {
  const bins = { distance: 'psi', maximum: 1, bins: [0, 1], weights: [1] }
  expect(await judged(['', ''], bins)).toMatchObject({ verdict: 'error', observed: 'there is no value' })
  expect(await judged([1, 'x'], bins)).toMatchObject({ verdict: 'error', observed: '1 value of 2 is no number' })
})

describe('a profile as the reference', () => {
  async function profileOf(values: readonly (string | number)[], masked: readonly string[] = []): Promise<string> {
    const file = { data: 'train', name: 'train.csv', path: await csv(values), digest: `sha256:${'0'.repeat(64)}` }
    const profiled = await profileFile(tables, file, new Set(masked))
    return JSON.stringify({ format: 'mlgate-profile/1', files: [profiled] })
  }
  const rule = { distance: 'total-variation', maximum: 0.1, profile: 'p.json' }

  test('tells its values, or the shares between its quantiles', async () => {
    const letters = new Map([['p.json', await profileOf([...'aab', ''])]])
    expect((await judged([...'aabaab'], rule, letters)).verdict).toBe('pass')
    expect((await judged([...'abb'], rule, letters)).verdict).toBe('fail')
    const thousand = Array.from({ length: 1000 }, (_, index) => index / 7)
    const numbers = new Map([['p.json', await profileOf(thousand)]])
    for (const distance of ['total-variation', 'ks']) {
      const same = await judged([...thousand].reverse(), { ...rule, distance, maximum: 1e-9 }, numbers)
      expect(same).toMatchObject({ verdict: 'pass' })
      const moved = thousand.map((value) => value + 30)
      expect((await judged(moved, { ...rule, distance, maximum: 0.2 }, numbers)).verdict).toBe('fail')
    }
  })

  test.each([
    ['is not there', async () => new Map<string, string>(), {}, 'there is no p.json where the contract was read'],
    ['is none', async () => new Map([['p.json', '{}']]), {}, 'p.json is not of the schema of profile.json'],
    [
      'hides the column',
      async () => new Map([['p.json', await profileOf(['a'], ['c'])]]),
      {},
      'does not tell the values',
    ],
    ['has no such file', async () => new Map([['p.json', await profileOf(['a'])]]), { data: 'test' }, 'data must name'],
    [
      'has equal quantiles',
      async () => new Map([['p.json', await profileOf([1, 1])]]),
      { distance: 'ks' },
      'give values',
    ],
  ])('that %s is an error', async (_words, files, more, observed) => {
    expect(await judged(['a'], { ...rule, ...more }, await files())).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining(observed),
    })
  })
})

test.each([
  [{ distance: 'ks', values: ['a'], weights: [1] }, 'ks compares numbers'],
  [{ distance: 'psi' }, 'needs one of values, bins and profile'],
  [{ distance: 'psi', values: ['a', 'b'], weights: [0.5, 0.4] }, 'must be 2 shares that make 1'],
  [{ distance: 'psi', values: ['1', 1], weights: [0.5, 0.5] }, 'must be different'],
  [{ distance: 'psi', bins: [1, 1, 2], weights: [0.5, 0.5] }, 'must ascend'],
  [{ distance: 'psi', profile: 'p', weights: [1] }, 'has no meaning with this reference'],
])('%j is no rule: %s', (implementation, words) => {
  expect(() => contractWith({ maximum: 1, ...implementation })).toThrow(words)
})
