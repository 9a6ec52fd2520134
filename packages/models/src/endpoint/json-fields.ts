import { ConfigurationError } from '@mlgate/core'

/** A field of an answer; undefined when there is none of that name. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

export function textField(value: unknown, name: string, where: string): string {
  const found = fieldOf(value, name)
  if (typeof found === 'string') return found
  throw new ConfigurationError(`${where}: the answer has no text ${name} where the protocol has one.`)
}

export function listField(value: unknown, name: string, where: string): readonly unknown[] {
  const found = fieldOf(value, name)
  if (Array.isArray(found)) return found
  throw new ConfigurationError(`${where}: the answer has no list ${name} where the protocol has one.`)
}
