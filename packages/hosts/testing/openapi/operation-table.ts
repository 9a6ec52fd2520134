import type { OpenApiDocument, Operation, Parameter, Reference } from './openapi-document.ts'
import { resolve } from './openapi-document.ts'

/** An operation that a request means, and the parts of its path, percent-decoded. */
export interface FoundOperation {
  readonly method: string
  /** As the vendor writes it: `/repos/{owner}/{repo}`. */
  readonly template: string
  readonly operation: Operation
  readonly pathValues: Readonly<Record<string, string>>
}

interface Row {
  readonly template: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  /** Characters of the template that are no parameter: of two that fit, the one that says more is meant. */
  readonly literal: number
  readonly operations: Readonly<Record<string, Operation>>
}

/** Finds operations by method and path. */
export class OperationTable {
  readonly #rows: readonly Row[]

  constructor({ paths, components }: Pick<OpenApiDocument, 'paths' | 'components'>) {
    const rows = Object.entries(paths).map(([template, operations]) =>
      rowOf(template, operations, components.parameters),
    )
    this.#rows = rows.toSorted((one, other) => other.literal - one.literal)
  }

  /** Undefined when the description has no such path; an operation that is undefined, when the path has no such method. */
  find(method: string, path: string): FoundOperation | { readonly template: string } | undefined {
    for (const { template, pattern, names, operations } of this.#rows) {
      const values = pattern.exec(path)?.slice(1)
      if (values === undefined) continue
      const operation = operations[method.toLowerCase()]
      if (operation === undefined) return { template }
      const pathValues = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')]))
      return { method, template, operation, pathValues }
    }
    return undefined
  }
}

function rowOf(
  template: string,
  operations: Readonly<Record<string, Operation>>,
  shared: Readonly<Record<string, Parameter>> = {},
): Row {
  const parameters = Object.values(operations).flatMap((operation) => operation.parameters ?? [])
  const isWide = (name: string) =>
    parameters
      .map((one: Parameter | Reference) => resolve(one, shared))
      .some((one) => one.name === name && one['x-multi-segment'])
  const names: string[] = []
  const pattern = template.replaceAll(/\{(?<name>\w+)\}|[^\w/{}]/g, (part, name: string | undefined) => {
    if (name === undefined) return `\\${part}`
    names.push(name)
    return isWide(name) ? '(.+)' : '([^/]+)'
  })
  return {
    template,
    pattern: new RegExp(`^${pattern}$`),
    names,
    literal: template.replaceAll(/\{\w+\}/g, '').length,
    operations,
  }
}
