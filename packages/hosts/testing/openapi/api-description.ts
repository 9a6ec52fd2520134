import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { type Component, closeSchema, schemaAddress } from './closed-schema.ts'
import type { OpenApiDocument, Operation, Parameter, Reference, Schema } from './openapi-document.ts'
import { resolve } from './openapi-document.ts'
import { type FoundOperation, OperationTable } from './operation-table.ts'
import { queryValue } from './query-value.ts'

/** A request as it came. */
export interface DescribedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

/** An answer as it goes. */
export interface DescribedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string | undefined
}

/** What the vendor's document leaves to its prose. */
export interface GeneralAnswers {
  /** Statuses that any operation may answer with, with the schema of their bodies. */
  readonly statuses: ReadonlySet<number>
  readonly schema: Schema | Reference
  /** Media types of bodies that are no JSON and not described any further. */
  readonly raw: RegExp
}

/** A vendor's description of its API, against which requests and answers are checked; schemas are compiled when needed. */
export class ApiDescription {
  readonly #document: OpenApiDocument
  readonly #general: GeneralAnswers
  readonly #operations: OperationTable
  readonly #ajv = new Ajv({ strict: false, logger: false, validateFormats: true })
  readonly #known = new Set<string>()
  readonly #compiled = new WeakMap<object, ValidateFunction>()

  constructor(document: OpenApiDocument, general: GeneralAnswers) {
    this.#document = document
    this.#general = general
    this.#operations = new OperationTable(document)
    addFormats.default(this.#ajv)
  }

  /** What is wrong with a request, in words; empty when nothing is. */
  requestProblems(request: DescribedRequest): readonly string[] {
    const found = this.#operations.find(request.method, request.url.pathname)
    if (found === undefined) return ['no such path']
    if (!('operation' in found)) return [`${found.template} has no method ${request.method}`]
    return [...this.#parameterProblems(request, found), ...this.#bodyProblems(request, found.operation)]
  }

  /** What is wrong with an answer to a request that is described, in words. */
  answerProblems(request: DescribedRequest, answer: DescribedAnswer): readonly string[] {
    const found = this.#operations.find(request.method, request.url.pathname)
    if (found === undefined || !('operation' in found)) return []
    const described = found.operation.responses[String(answer.status)]
    const { statuses, schema, raw } = this.#general
    if (described === undefined) {
      if (!statuses.has(answer.status)) return [`status ${answer.status} is not described`]
      return this.#jsonProblems(schema, bodyText(answer.body), 'body')
    }
    const { content } = resolve(described, this.#document.components.responses ?? {})
    const size = answer.body === undefined ? 0 : Buffer.byteLength(answer.body)
    if (content === undefined || Object.keys(content).length === 0)
      return size === 0 ? [] : ['a body where none is described']
    const type = mediaType(answer.headers['content-type'])
    const media = content[type]
    if (media === undefined && raw.test(type)) return []
    if (media === undefined) return [`content-type ${type} is not described`]
    return media.schema === undefined ? [] : this.#jsonProblems(media.schema, bodyText(answer.body), 'body')
  }

  #parameterProblems({ url }: DescribedRequest, { operation, pathValues }: FoundOperation): readonly string[] {
    const parameters = (operation.parameters ?? []).map((one) =>
      resolve(one, this.#document.components.parameters ?? {}),
    )
    const inPath = parameters
      .filter((one) => one.in === 'path')
      .flatMap((one) => this.#valueProblems(one, pathValues[one.name] ?? ''))
    const queries = parameters.filter((one) => one.in === 'query')
    const unknown = [...new Set(url.searchParams.keys())]
      .filter((key) => !queries.some(({ name }) => name === key))
      .map((key) => `query parameter ${key} is not described`)
    const inQuery = queries.flatMap((one) => {
      const given = url.searchParams.getAll(one.name)
      if (given.length === 0) return one.required ? [`query parameter ${one.name} is missing`] : []
      return this.#valueProblems(one, given)
    })
    return [...inPath, ...unknown, ...inQuery]
  }

  #valueProblems(parameter: Parameter, given: string | readonly string[]): readonly string[] {
    const schema = resolve(parameter.schema, this.#document.components.schemas)
    const value = queryValue(schema, given, (one) => resolve(one, this.#document.components.schemas))
    return this.#problems(parameter.schema, value, `${parameter.in} parameter ${parameter.name}`)
  }

  #bodyProblems({ headers, body }: DescribedRequest, { requestBody }: Operation): readonly string[] {
    if (body.byteLength === 0) return requestBody?.required ? ['the body is missing'] : []
    if (requestBody === undefined) return ['a body where none is described']
    const type = mediaType(headers['content-type'])
    const media = requestBody.content[type]
    if (media === undefined) return [`content-type ${type} is not described`]
    return media.schema === undefined ? [] : this.#jsonProblems(media.schema, bodyText(body), 'body')
  }

  #jsonProblems(schema: Schema | Reference, text: string, where: string): readonly string[] {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return [`${where} is no JSON`]
    }
    return this.#problems(schema, value, where)
  }

  #problems(schema: Schema | Reference, value: unknown, where: string): readonly string[] {
    const validate = this.#validator(schema)
    if (validate(value)) return []
    // Of alternatives each says why it is not meant; the first few tell enough.
    return (validate.errors ?? [])
      .slice(0, 8)
      .map(({ instancePath, message, params }) => `${where}${instancePath} ${message} ${JSON.stringify(params)}`)
  }

  #validator(schema: Schema | Reference): ValidateFunction {
    const known = this.#compiled.get(schema)
    if (known !== undefined) return known
    const validate = this.#ajv.compile(this.#closed(schema, true))
    this.#compiled.set(schema, validate)
    return validate
  }

  #closed(given: Schema | Reference, closed: boolean): object {
    const { schema, refersTo } = closeSchema(given, closed, this.#document.components.schemas)
    for (const component of refersTo) this.#add(component)
    return schema
  }

  #add(component: Component): void {
    const address = schemaAddress(component)
    if (this.#known.has(address)) return
    this.#known.add(address)
    const given = resolve<Schema>({ $ref: component.name }, this.#document.components.schemas)
    this.#ajv.addSchema(this.#closed(given, component.closed), address)
  }
}

function mediaType(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header.join() : (header ?? 'none')).split(';', 1)[0]?.trim().toLowerCase() ?? 'none'
}

function bodyText(body: Uint8Array | string | undefined): string {
  return typeof body === 'string' ? body : Buffer.from(body ?? []).toString('utf8')
}
