import { member } from '../src/json-shape.ts'
import { fail } from './github-state.ts'
import type { Exchange } from './http-exchange.ts'

const bodyLimit = 65_536

/** The body to be stored; otherwise answers what GitHub does and returns undefined. */
export function acceptedBody(exchange: Exchange, resource: string): string | undefined {
  const request = exchange.json()
  if (typeof request !== 'object' || request === null) {
    fail(exchange, 400, 'Problems parsing JSON')
    return undefined
  }
  const body = member(request, 'body')
  if (typeof body !== 'string') {
    fail(exchange, 422, `Invalid request.\n\nFor 'properties/body', ${JSON.stringify(body)} is not a string.`)
    return undefined
  }
  const problem =
    body.trim() === ''
      ? "Body can't be blank"
      : body.length > bodyLimit
        ? `Body is too long (maximum is ${bodyLimit} characters)`
        : undefined
  if (problem === undefined) return body
  const errors = [{ resource, code: 'unprocessable', field: 'data', message: problem }]
  fail(exchange, 422, 'Validation Failed', { errors })
  return undefined
}
