import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

/** Where a value breaks a schema first, and how: `/subject: must not have fewer than 1 items`. */
export function schemaProblem(schema: TSchema, value: unknown): string {
  const [first] = Value.Errors(schema, value)
  if (first === undefined) return '/: unreadable'
  // How typebox says that a closed object has a key too many.
  const message = first.message === 'schema is false' ? 'is not known here' : first.message
  return `${first.instancePath || '/'}: ${message}`
}
