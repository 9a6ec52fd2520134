import type { DocumentPath } from '@mlgate/documents'

/** A field as a file has it: JSON writes `valueCount`, or `value_count` as the schema's definition does. */
export interface Found {
  readonly key: string
  readonly value: unknown
}

/** A field by its name in the schema's definition. */
export function fieldOf(message: Readonly<Record<string, unknown>>, name: string): Found | undefined {
  const key = Object.keys(message).find((key) => snakeName(key) === name)
  return key === undefined ? undefined : { key, value: message[key] }
}

/** The values of a field that may stand several times, each with its path. */
export function entriesOf(
  message: Readonly<Record<string, unknown>>,
  name: string,
): readonly { readonly value: unknown; readonly path: DocumentPath }[] {
  const found = fieldOf(message, name)
  if (found === undefined) return []
  const values: readonly unknown[] = Array.isArray(found.value) ? found.value : [found.value]
  return values.map((value, index) => ({ value, path: [found.key, index] }))
}

export function snakeName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** A finite number; JSON writes those of 64 bits as texts. Undefined where a double cannot hold a whole number exactly. */
export function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number
}
