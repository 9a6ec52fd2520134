import {
  componentName,
  isReference,
  type OpenApiDocument,
  type Reference,
  resolve,
  type Schema,
} from './openapi-document.ts'

type Schemas = OpenApiDocument['components']['schemas']

/** A schema in JSON Schema's terms, and the components that it refers to by the address of `schemaAddress`. */
export interface ClosedSchema {
  readonly schema: object
  readonly refersTo: readonly Component[]
}

/** A component in one of its two readings: `closed` allows no property that it does not name. */
export interface Component {
  readonly name: string
  readonly closed: boolean
}

export function schemaAddress({ name, closed }: Component): string {
  return `https://${closed ? 'closed' : 'open'}.invalid/${name}`
}

/**
 * Turns a schema of OpenAPI 3.0 into JSON Schema: `nullable` becomes a type. Where `closed`, no property is allowed that
 * the description does not name. Vendors leave `additionalProperties` out and mean nothing by it; read as the standard
 * says, a misspelt field would be a further one. Parts of `allOf` name some properties each, so that the whole is closed
 * and they are not.
 */
export function closeSchema(given: Schema | Reference, closed: boolean, schemas: Schemas): ClosedSchema {
  const refersTo: Component[] = []
  const convert = (value: Schema | Reference, isClosed: boolean): object => {
    if (isReference(value)) {
      const component = { name: componentName(value), closed: isClosed }
      refersTo.push(component)
      return { $ref: schemaAddress(component) }
    }
    const { nullable, properties, additionalProperties, items, allOf, anyOf, oneOf, not, ...rest } = value
    // A branch of alternatives stands for the whole, unless properties beside it are shared by all branches.
    const branchesClosed = isClosed && properties === undefined && allOf === undefined
    const branches = (list: readonly (Schema | Reference)[] | undefined, areClosed: boolean) =>
      list?.map((branch) => convert(branch, areClosed))
    const named = propertyNames(value, schemas)
    const close = isClosed && !branchesClosed && additionalProperties === undefined && named.size > 0
    const converted = {
      ...withoutAnnotations(rest),
      ...(properties === undefined && !close
        ? {}
        : {
            properties: {
              ...(close ? Object.fromEntries([...named].map((name) => [name, {}])) : {}),
              ...Object.fromEntries(Object.entries(properties ?? {}).map(([name, one]) => [name, convert(one, true)])),
            },
          }),
      ...(close ? { additionalProperties: false } : {}),
      ...(additionalProperties === undefined
        ? {}
        : {
            additionalProperties:
              typeof additionalProperties === 'boolean' ? additionalProperties : convert(additionalProperties, true),
          }),
      ...defined('items', items && convert(items, true)),
      ...defined('allOf', branches(allOf, false)),
      ...defined('anyOf', branches(anyOf, branchesClosed)),
      ...defined('oneOf', branches(oneOf, branchesClosed)),
      ...defined('not', not && convert(not, false)),
    }
    return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted
  }
  return { schema: convert(given, closed), refersTo }
}

/** All properties that a schema names, itself or in its branches. */
function propertyNames(given: Schema | Reference, schemas: Schemas): ReadonlySet<string> {
  const { properties, allOf, anyOf, oneOf } = resolve(given, schemas)
  const branches = [...(allOf ?? []), ...(anyOf ?? []), ...(oneOf ?? [])]
  return new Set([
    ...Object.keys(properties ?? {}),
    ...branches.flatMap((branch) => [...propertyNames(branch, schemas)]),
  ])
}

function withoutAnnotations(rest: object): object {
  const annotations = ['title', 'description', 'example', 'examples', 'default', 'discriminator', 'xml', 'externalDocs']
  return Object.fromEntries(
    Object.entries(rest).filter(([name]) => !annotations.includes(name) && !name.startsWith('x-')),
  )
}

function defined(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value }
}
