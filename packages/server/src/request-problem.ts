/** Why a request is not answered; the message goes to whoever sent it. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem'
  /** 400 for what is not understood, 404, 413 for too much, 422 for rows that the model cannot score, 503. */
  readonly statusCode: 400 | 404 | 413 | 422 | 503

  constructor(statusCode: RequestProblem['statusCode'], message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options)
    this.statusCode = statusCode
  }
}

const longest = 40

/** A value out of a request in a few words, however long or deep it is. */
export function describeJson(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
}
