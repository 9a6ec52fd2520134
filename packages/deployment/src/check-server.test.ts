import { expect, test } from 'vitest'
import { checkIdentity, isReady, smokeTest } from './check-server.ts'

const base = 'http://127.0.0.1:1'
const version = { model: 'm', version: '1', digest: `sha256:${'a'.repeat(64)}` } as const

/** A server that gives these answers, in turn. */
function answering(...answers: (Response | Error)[]): typeof fetch {
  return async () => {
    const answer = answers.shift()
    if (answer === undefined) throw new Error('asked too often')
    if (answer instanceof Error) throw answer
    return answer
  }
}
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })

test('only a clear yes is ready', async () => {
  expect(await isReady(base, answering(json({ ready: true })))).toBe(true)
  expect(await isReady(base, answering(json({ error: 'draining' }, 503)))).toBe(false)
  expect(await isReady(base, answering(new Error('refused')))).toBe(false)
})

test('a server that serves another digest, or does not say which, is not the one', async () => {
  await checkIdentity(base, version, answering(json({ parameters: { digest: version.digest } })))
  const other = `sha256:${'b'.repeat(64)}`
  await expect(checkIdentity(base, version, answering(json({ parameters: { digest: other } })))).rejects.toThrow(
    `serves "${other}", not ${version.digest}`,
  )
  await expect(checkIdentity(base, version, answering(json({})))).rejects.toThrow('serves undefined')
  await expect(checkIdentity(base, version, answering(json({ error: 'no' }, 404)))).rejects.toThrow(
    '/v2/models/m/versions/1 answered 404: {"error":"no"}',
  )
})

test('many rows are asked in several requests and compared as a whole', async () => {
  const rows = Array.from({ length: 501 }, (_, x) => ({ x }))
  const expected = rows.map(({ x }) => ({ value: x }))
  const good = answering(json({ predictions: expected.slice(0, 500) }), json({ predictions: expected.slice(500) }))
  expect(await smokeTest(base, { rows, expected }, good)).toMatchObject({
    rows: 501,
    agreeing: 501,
    problem: undefined,
  })
  const short = answering(json({ predictions: expected.slice(0, 500) }), json({ predictions: [] }))
  expect(await smokeTest(base, { rows, expected }, short)).toMatchObject({
    agreeing: 500,
    problem: 'row 501: the answer has no value',
  })
})

test.each([
  [json({}), '/predict answers without predictions'],
  [new Response('<html>'), '/predict answered with something else than JSON'],
  [json({ error: 'no such column' }, 400), '/predict answered 400: {"error":"no such column"}'],
  [new Error('connection reset'), '/predict gave no answer: connection reset'],
])('an answer that is none is a problem of the candidate', async (answer, message) => {
  const golden = { rows: [{ x: 1 }], expected: [{ value: 1 }] }
  await expect(smokeTest(base, golden, answering(answer))).rejects.toThrow(message)
})
