import { ConfigurationError, InfrastructureError } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { openEndpoint } from './endpoint-client.ts'

const url = 'https://models.example/v2/models/m/'

/** A server that gives these answers, one after the other, and then the last again; a string is a failure on the way. */
function serverOf(...answers: (Response | string)[]) {
  const requests: { address: string; init: RequestInit | undefined }[] = []
  const waits: number[] = []
  const fetch: typeof globalThis.fetch = async (address, init) => {
    requests.push({ address: String(address), init })
    const answer = answers[Math.min(requests.length, answers.length) - 1]!
    if (typeof answer === 'string') throw new TypeError('fetch failed', { cause: new Error(answer) })
    return answer.clone()
  }
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds)
  }
  return { requests, waits, fetch, wait }
}

const client = (server: ReturnType<typeof serverOf>, more: { url?: string; token?: string } = {}) =>
  openEndpoint({ url, token: undefined, timeoutMinutes: 1, fetch: server.fetch, wait: server.wait, ...more })

describe('an endpoint', () => {
  it('is asked below its address, with the token, and never elsewhere', async () => {
    const server = serverOf(Response.json({ a: 1 }))
    expect(await client(server, { token: 's3cret' }).ask('/infer', '{}')).toEqual({ a: 1 })
    const [{ address, init } = { address: '', init: undefined }] = server.requests
    expect(address).toBe('https://models.example/v2/models/m/infer')
    expect(init).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      body: '{}',
      headers: { authorization: 'Bearer s3cret', 'content-type': 'application/json' },
    })
  })

  it('that sends elsewhere is not followed', async () => {
    const server = serverOf(new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }))
    await expect(client(server, { token: 's3cret' }).ask('')).rejects.toThrow(
      new ConfigurationError(
        'https://models.example/v2/models/m: sends elsewhere (307), where no rows are sent. Name the final address in candidate.endpoint.url.',
      ),
    )
    expect(server.requests).toHaveLength(1)
  })

  it('that refuses is quoted in one harmless, short line', async () => {
    const said = `bad\u001b[31m\n::error::rows ${'x'.repeat(1000)}`
    const server = serverOf(Response.json({ error: said }, { status: 422 }))
    const attempt = client(server).ask('/infer', '{}')
    await expect(attempt).rejects.toBeInstanceOf(ConfigurationError)
    await expect(attempt).rejects.toThrow(/refuses with 422: bad \[31m ::error::rows x{200,300}… \(\d+ characters\)\.$/)
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    [401, 'answers 401. The token for it comes as MLGATE_ENDPOINT_TOKEN.'],
    [413, 'refuses with 413. Set a lower candidate.endpoint.batch_rows.'],
  ])('that says %i is told with what to do', async (status, message) => {
    await expect(client(serverOf(new Response('', { status }))).ask('')).rejects.toThrow(message)
  })

  it('that fails for a moment is asked again', async () => {
    const server = serverOf('ECONNRESET', new Response('busy', { status: 503 }), Response.json([1]))
    expect(await client(server).ask('')).toEqual([1])
    expect(server.waits).toEqual([500, 2000])
  })

  it.each([
    ['fails', new Response('{"detail": "out of memory"}', { status: 500 }), 'answers 500: out of memory, 3 times.'],
    ['limits its callers', new Response('', { status: 429 }), 'answers 429, 3 times.'],
    ['cannot be reached', 'connect ECONNREFUSED', 'cannot be asked (connect ECONNREFUSED), 3 times.'],
  ])('that %s is an outage, not a verdict', async (_what, answer, message) => {
    const server = serverOf(answer)
    const attempt = client(server).ask('')
    await expect(attempt).rejects.toBeInstanceOf(InfrastructureError)
    await expect(attempt).rejects.toThrow(message)
    expect(server.requests).toHaveLength(3)
  })

  it('that never answers is given up after the time allowed', async () => {
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    const silent = openEndpoint({ url, token: undefined, timeoutMinutes: 0.001, fetch, wait: async () => undefined })
    await expect(silent.ask('')).rejects.toThrow(
      new InfrastructureError(
        'https://models.example/v2/models/m: did not score all rows in 0.001 minutes (candidate.endpoint.timeout_minutes).',
        { retryable: true },
      ),
    )
  })

  it('whose answer is no JSON, or endless, is refused', async () => {
    await expect(client(serverOf(new Response('[NaN]'))).ask('')).rejects.toThrow('the answer is not JSON: [NaN].')
    const megabyte = new Uint8Array(1024 ** 2)
    let pulled = 0
    const endless: typeof globalThis.fetch = async () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            pulled++
            controller.enqueue(megabyte)
          },
        }),
      )
    const greedy = openEndpoint({
      url,
      token: undefined,
      timeoutMinutes: 1,
      fetch: endless,
      wait: async () => undefined,
    })
    await expect(greedy.ask('')).rejects.toThrow('answers with more than 64 MiB')
    expect(pulled).toBeLessThan(70)
  })

  it.each([
    ['ftp://models.example/m', undefined, 'only http and https are spoken'],
    ['models.example', undefined, 'is no address'],
    ['https://user:hunter2@models.example/', undefined, 'holds a password'],
    ['https://models.example/m?key=1', undefined, 'a query or a fragment'],
    ['http://models.example/m', 't', 'http, and there is a token'],
    ['https://models.example/m', 'a\nb', 'holds characters that no token has'],
  ])('at %s is refused', (address, token, message) => {
    const open = () => client(serverOf(), token === undefined ? { url: address } : { url: address, token })
    expect(open).toThrow(ConfigurationError)
    expect(open).toThrow(message)
    expect(open).not.toThrow('hunter2')
  })

  it('on this machine may get a token without encryption', () => {
    for (const address of ['http://localhost:8080/m', 'http://127.0.0.1/m', 'http://[::1]:1/m']) {
      expect(() => client(serverOf(), { url: address, token: 't' })).not.toThrow()
    }
  })
})
