import type { Reference, Schema } from './openapi-document.ts'

/**
 * A parameter's text as the value that its schema is about: a number or truth value where that is asked for and the text
 * is exactly one, else the text, so that the schema refuses it.
 */
export function queryValue(
  schema: Schema,
  given: string | readonly string[],
  resolve: (schema: Schema | Reference) => Schema,
): unknown {
  if (schema.type === 'array') {
    const items = resolve(schema.items ?? {})
    return [given].flat().map((one) => scalar(typesOf(items, resolve), one))
  }
  const [first, ...more] = [given].flat()
  return first === undefined || more.length > 0 ? given : scalar(typesOf(schema, resolve), first)
}

function typesOf(schema: Schema, resolve: (schema: Schema | Reference) => Schema): readonly string[] {
  const branches = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]
  return schema.type === undefined ? branches.flatMap((branch) => typesOf(resolve(branch), resolve)) : [schema.type]
}

function scalar(types: readonly string[], text: string): unknown {
  const isNumber = types.includes('integer') || types.includes('number')
  if (isNumber && /^-?(?:0|[1-9][0-9]*)$/.test(text)) return Number(text)
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
