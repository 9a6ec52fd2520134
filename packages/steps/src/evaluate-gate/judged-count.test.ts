import { ConfigurationError, digestOfBytes, InfrastructureError } from '@mlgate/core'
import { generateKeyPair, signStatement, statementOf, verificationSummaryRecord } from '@mlgate/evidence'
import type { ModelVersion, Registry } from '@mlgate/registry'
import { describe, expect, it } from 'vitest'
import { countJudged, flatteringCount, judgedCountNote } from './judged-count.ts'

const rows = digestOfBytes('test.csv')
const { privateKey } = generateKeyPair()

/** A registry of versions, each of these bytes and judged on these rows. */
function registryOf(...registered: readonly (readonly [model: string, judgedOn: string])[]) {
  const versions = registered.map(
    ([content], index): ModelVersion => ({
      model: 'm',
      version: index + 1,
      createdAt: new Date(0),
      commit: undefined,
      files: [{ name: 'model.onnx', digest: digestOfBytes(content), bytes: 1 }],
      records: [],
    }),
  )
  const registry: Pick<Registry, 'versions' | 'records'> = {
    versions: async () => versions,
    records: async ({ version }) => {
      const [content = '', judgedOn = ''] = registered[version - 1] ?? []
      const record = verificationSummaryRecord({
        candidate: [{ name: 'model.onnx', digest: digestOfBytes(content) }],
        version: '1.2.3',
        timeVerified: new Date(0),
        repository: 'acme/flights',
        policy: { uri: 'mlgate.yml', digest: digestOfBytes('policy') },
        inputAttestations: [],
        verdict: 'pass',
        evaluation: {
          model: 'm',
          commit: undefined,
          event: 'push',
          scoredBy: 'mlgate',
          judgements: [{ testData: { name: 'test data', digest: digestOfBytes(judgedOn) } }],
        },
      })
      const statement = statementOf(record)
      // As registries hold them: signed ones, and unsigned ones of a machine of one's own.
      const kept = version % 2 === 0 ? statement : await signStatement(statement, privateKey)
      return [{ role: 'verdict', name: 'record.json', bytes: Buffer.from(JSON.stringify(kept)) }]
    },
  }
  return registry
}

describe('how often a test set has judged', () => {
  it('is counted over the registered models that were judged on it, each once', async () => {
    const registry = registryOf(['a', 'test.csv'], ['b', 'test.csv'], ['c', 'other.csv'], ['a', 'test.csv'])
    expect(await countJudged(async () => registry, 'm', rows)).toBe(2)
    expect(await countJudged(async () => registryOf(), 'm', rows)).toBe(0)
  })

  it('is not told where the registry is on another machine', async () => {
    const open = () => Promise.reject(new ConfigurationError('registry.path: is not there'))
    expect(await countJudged(open, 'm', rows)).toBeUndefined()
  })

  it('is not told when the registry does not answer; the verdict does not wait for it', async () => {
    const versions = () => Promise.reject(new InfrastructureError('registry: no answer', { retryable: true }))
    expect(await countJudged(async () => ({ ...registryOf(), versions }), 'm', rows)).toBeUndefined()
  })

  it('is said plainly, and what follows from it when it is often', () => {
    const text = (count: number | undefined) => JSON.stringify(judgedCountNote(count))
    expect(text(1)).toContain(
      'has judged 1 registered candidate before; those that were never registered are not known',
    )
    expect(text(flatteringCount - 1)).toContain(`From about ${flatteringCount} on`)
    expect(text(flatteringCount)).toContain('Judge on fresh rows')
    expect([judgedCountNote(0), judgedCountNote(undefined)]).toEqual([[], []])
  })

  it('flatters from the number on at which the best of equal models is expected beyond a one-sided 95 % bound', () => {
    // Expected maximum of n standard normal values, by numerical integration of x·n·φ(x)·Φ(x)ⁿ⁻¹.
    const step = 0.001
    const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
    const expectedMaximum = (n: number) => {
      let [below, sum] = [0, 0]
      for (let x = -8; x < 8; x += step) {
        const slice = density(x + step / 2) * step
        sum += (x + step / 2) * n * slice * (below + slice / 2) ** (n - 1)
        below += slice
      }
      return sum
    }
    expect(expectedMaximum(10)).toBeCloseTo(1.53875, 4)
    expect(expectedMaximum(flatteringCount - 1)).toBeLessThan(1.6449)
    expect(expectedMaximum(flatteringCount)).toBeGreaterThan(1.6449)
  })
})
