import { EventEmitter } from 'node:events'
import { ConfigurationError, InfrastructureError, IntegrityError, RefusalError } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { endOnFault } from './last-resort.ts'

function watched() {
  const emitter = new EventEmitter()
  const codes: number[] = []
  const said: string[] = []
  const process = Object.assign(emitter, { exit: (code: number) => void codes.push(code) })
  endOnFault(process, (text) => void said.push(text))
  return { emitter, codes, said }
}

describe('what nobody caught', () => {
  it.each([
    ['a bug', new TypeError('x is not a function'), 70, /^A fault in mlgate: TypeError: x is not a function\n +at /],
    [
      'a wrong setting',
      new ConfigurationError('GITHUB_TOKEN: has a line break'),
      2,
      /^GITHUB_TOKEN: has a line break$/,
    ],
    ['an outage', new InfrastructureError('no answer', { retryable: true }), 3, /^no answer$/],
    ['a refusal', new RefusalError('Nothing was deployed.'), 2, /^Nothing was deployed\.$/],
    ['other bytes', new IntegrityError('a is b, not c.'), 3, /^a is b, not c\.$/],
    ['no error at all', 'text', 70, /^A fault in mlgate: text$/],
  ])('such as %s never ends with 1, which says that the gate failed', (_what, error, code, message) => {
    for (const event of ['uncaughtException', 'unhandledRejection']) {
      const { emitter, codes, said } = watched()
      emitter.emit(event, error)
      expect(codes).toEqual([code])
      expect(said.join()).toMatch(message)
    }
  })
})
