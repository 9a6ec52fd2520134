import { expect, it } from 'vitest'
import { ConfigurationError } from './errors.ts'
import { listenProblem } from './listen-problem.ts'

it.each([
  ['EADDRINUSE', 'Another program listens on 127.0.0.1:80. End it, or choose another port.'],
  ['EACCES', 'This user may not listen on 127.0.0.1:80. Choose another port; those below 1024 are often reserved.'],
  ['ENODEV', '127.0.0.1:80 cannot be listened on: no.'],
])('%s says in a sentence why a port cannot be had', (code, message) => {
  const problem = listenProblem('127.0.0.1', 80, Object.assign(new Error('no'), { code }))
  expect(problem).toBeInstanceOf(ConfigurationError)
  expect(problem.message).toBe(message)
})
