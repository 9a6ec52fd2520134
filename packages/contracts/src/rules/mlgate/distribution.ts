import { Type } from 'typebox'
import { distributionDistances, type ReferenceDistribution } from '../../plan/distribution.ts'
import type { Complain } from '../logical-checks.ts'
import { valuesKey } from './column-values.ts'
import { columnRule } from './rule-kind.ts'

const share = Type.Number({ minimum: 0, maximum: 1 })

/** How far shares that make 1 together may be from it. */
const rounding = 1e-6

export const distribution = columnRule({
  check: 'distribution',
  summary: 'The distribution of the values is no further than a distance from a reference.',
  keys: {
    distance: Type.Union(
      distributionDistances.map((name) => Type.Literal(name)),
      { description: `${distributionDistances.join(', ')}.` },
    ),
    maximum: Type.Number({ minimum: 0, description: 'The largest distance that is allowed.' }),
    values: Type.Optional(valuesKey),
    bins: Type.Optional(Type.Array(Type.Number(), { minItems: 2, description: 'Ascending edges of bins of numbers.' })),
    weights: Type.Optional(
      Type.Array(share, { minItems: 1, description: 'Expected share of each of values, or of each bin; 1 in all.' }),
    ),
    tailWeights: Type.Optional(
      Type.Array(share, {
        minItems: 2,
        maxItems: 2,
        description: 'Expected shares below the first edge and above the last; none unless given.',
      }),
    ),
    profile: Type.Optional(
      Type.String({ minLength: 1, description: 'A profile.json that holds the column, relative to mlgate.yml.' }),
    ),
    data: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Which file of the profile: train, test …; its only one unless given.',
      }),
    ),
  },
  plan: ({ distance, maximum, ...rule }, column, complain) => {
    const reference = readReference(rule, complain)
    if (reference === undefined) return undefined
    if (distance === 'ks' && reference.by === 'values') {
      complain(['distance'], 'ks compares numbers: give bins or a profile.')
      return undefined
    }
    const from = reference.by === 'profile' ? reference.path : `the ${reference.by} given`
    return {
      expectation: `the ${distance} distance of the distribution from ${from} is at most ${maximum}`,
      measure: { counts: 'distribution', column, distance, reference },
      limit: { unit: 'value', operator: 'mustBeLessOrEqualTo', bounds: [maximum] },
    }
  },
})

interface GivenReference {
  readonly values?: readonly (string | number | boolean)[]
  readonly bins?: readonly number[]
  readonly weights?: readonly number[]
  readonly tailWeights?: readonly number[]
  readonly profile?: string
  readonly data?: string
}

function readReference(rule: GivenReference, complain: Complain): ReferenceDistribution | undefined {
  const { values, bins, weights = [], tailWeights, profile, data } = rule
  if ([values, bins, profile].filter((given) => given !== undefined).length !== 1) {
    complain([], 'needs one of values, bins and profile.')
    return undefined
  }
  const foreign = Object.entries({
    weights: profile !== undefined && rule.weights !== undefined,
    tailWeights: bins === undefined && tailWeights !== undefined,
    data: profile === undefined && data !== undefined,
  }).find(([, isForeign]) => isForeign)
  if (foreign !== undefined) {
    complain([foreign[0]], 'has no meaning with this reference. Leave it out.')
    return undefined
  }
  if (profile !== undefined) return { by: 'profile', path: profile, data }
  const tails = [tailWeights?.[0] ?? 0, tailWeights?.[1] ?? 0] as const
  const groups = values?.length ?? (bins?.length ?? 0) - 1
  const total = [...weights, ...tails].reduce((sum, weight) => sum + weight, 0)
  if (weights.length !== groups || !(Math.abs(total - 1) <= rounding)) {
    complain(
      ['weights'],
      `must be ${groups} shares that make 1 together${bins === undefined ? '' : ' (with tailWeights)'}.`,
    )
    return undefined
  }
  if (values !== undefined) {
    if (new Set(values.map(String)).size === values.length) return { by: 'values', values, weights }
    complain(['values'], 'must be different.')
    return undefined
  }
  const edges = bins ?? []
  if (edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? Infinity))) {
    return { by: 'bins', edges, weights, tails }
  }
  complain(['bins'], 'must ascend.')
  return undefined
}
