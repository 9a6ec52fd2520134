import { EvidenceSection } from '@mlgate/evidence'
import { GateSection } from '@mlgate/gate'
import { expect, it } from 'vitest'
import { policyRules } from './policy-rules.ts'
import type { Node } from './stringency.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
}

/** Paths of all keys of a schema that the rules know nothing of. */
function unruled(schema: Schema, node: Node, path: string): readonly string[] {
  if (node.kind === 'rule') return []
  const below = (name: string, one: Schema): readonly string[] => {
    if (node.kind === 'entries') return unruled(one, node.entry, `${path}.*`)
    const rule = node.keys[name]
    if (rule !== undefined) return unruled(one, rule, `${path}.${name}`)
    return node.rest !== undefined && isPartOfMetric(name) ? [] : [`${path}.${name}`]
  }
  return [
    ...Object.entries({ ...schema.properties, ...schema.patternProperties }).flatMap(([name, one]) => below(name, one)),
    ...(typeof schema.additionalProperties === 'object' ? below('*', schema.additionalProperties) : []),
    ...(schema.anyOf ?? []).flatMap((one) => unruled(one, node, path)),
  ]
}

/** What a metric measures, which nobody may change: parameters, and what makes an own metric. */
const parts = new Set([
  ...['average', 'multi_class', 'beta', 'bins', 'binning', 'k', 'gain', 'quantile', 'season', 'level'],
  ...['direction', 'mean_of', 'module', 'command', 'measured'],
])
const isPartOfMetric = (name: string) => parts.has(name)

it.each([
  ['gate', GateSection],
  ['evidence', EvidenceSection],
] as const)('every key of %s says what is tighter', (name, section) => {
  const rules = policyRules.kind === 'keys' ? policyRules.keys[name] : undefined
  if (rules === undefined) throw new Error(`There are no rules for ${name}.`)
  // As plain JSON, which is what is published.
  const schema: Schema = JSON.parse(JSON.stringify(section))
  expect([...new Set(unruled(schema, rules, name))]).toEqual([])
})

it('a key that nobody has ruled on is found', () => {
  const rules = policyRules.kind === 'keys' ? policyRules.keys.gate : undefined
  if (rules === undefined) throw new Error('There are no rules for gate.')
  expect(unruled({ properties: { leniency: {} } }, rules, 'gate')).toEqual(['gate.leniency'])
  const metric = { properties: { recall: { properties: { forgive: {} } } } }
  expect(unruled({ properties: { metrics: metric } }, rules, 'gate')).toEqual(['gate.metrics.*.forgive'])
})
