import type { ContractFile } from '../contract-schema.ts'
import type { Note } from '../plan/planned-check.ts'

/** Promises about time that a rule about the newest value can hold in part. */
const ofTime = new Set(['latency', 'ly', 'freshness', 'fr'])

/**
 * The contract's `slaProperties`, as what is told and not checked: they promise what a delivery does over time, which no
 * file shows. Each stands with the object that its elements name, and with every object when they name none.
 */
export function serviceLevelNotes(
  { slaProperties, slaDefaultElement }: Pick<ContractFile, 'slaProperties' | 'slaDefaultElement'>,
  object: string,
  objects: readonly string[],
): readonly Note[] {
  if (slaProperties === undefined || slaProperties === null) return []
  if (!Array.isArray(slaProperties)) return [{ name: 'slaProperties', text: 'are no list, and not checked' }]
  return slaProperties.flatMap((entry: unknown): Note[] => {
    const { property, value, unit, element = slaDefaultElement } = fieldsOf(entry)
    const elements = typeof element === 'string' ? element.split(',').map((one) => one.trim()) : []
    const named = objects.filter((name) => elements.some((one) => one === name || one.startsWith(`${name}.`)))
    if (named.length > 0 && !named.includes(object)) return []
    const promised = [value, unit].filter(isPlain).join(' ')
    const of = elements.length === 0 ? '' : ` of ${elements.join(', ')}`
    const isOfTime = typeof property === 'string' && ofTime.has(property.toLowerCase())
    const advice = isOfTime ? '; a rule freshness of the property checks how old its newest value is' : ''
    return [
      {
        name: `slaProperties: ${isPlain(property) ? property : 'without property'}`,
        text: `${promised || 'no value'}${of} is not checked, as no file shows it${advice}`,
      },
    ]
  })
}

function fieldsOf(entry: unknown): Readonly<Record<string, unknown>> {
  return typeof entry === 'object' && entry !== null ? { ...entry } : {}
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
