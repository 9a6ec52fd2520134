/** The parts of an OpenAPI 3.0 document that are read here. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly parameters?: Readonly<Record<string, Parameter>>
    readonly responses?: Readonly<Record<string, DescribedResponse>>
  }
}

export interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, DescribedResponse | Reference>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema | Reference
  /** Whether a value in the path may hold slashes. */
  readonly 'x-multi-segment'?: boolean
}

interface DescribedResponse {
  /** Missing when the answer has no body. */
  readonly content?: Readonly<Record<string, Media>>
}

interface Media {
  readonly schema?: Schema | Reference
}

export interface Reference {
  readonly $ref: string
}

/** A schema of OpenAPI 3.0: of JSON Schema, with `nullable` in place of the type `null`. */
export interface Schema {
  readonly nullable?: boolean
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema | Reference>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema | Reference
  readonly items?: Schema | Reference
  readonly allOf?: readonly (Schema | Reference)[]
  readonly anyOf?: readonly (Schema | Reference)[]
  readonly oneOf?: readonly (Schema | Reference)[]
  readonly not?: Schema | Reference
  readonly [keyword: string]: unknown
}

export function isReference(value: object): value is Reference {
  return '$ref' in value && typeof value.$ref === 'string'
}

/** What a reference into the document's components names. Throws when there is no such thing. */
export function resolve<T extends object>(value: T | Reference, components: Readonly<Record<string, T>>): T {
  if (!isReference(value)) return value
  const found = components[componentName(value)]
  if (found === undefined) throw new Error(`The description has no ${value.$ref}.`)
  return found
}

export function componentName({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}
