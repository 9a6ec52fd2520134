import { ConfigurationError, InfrastructureError, messageOf } from '@mlgate/core'
import { quotedWords } from '../shortened.ts'

export interface EndpointClientOptions {
  readonly url: string
  /** Sent to this address alone, as a bearer token. */
  readonly token: string | undefined
  /** For everything that is asked. */
  readonly timeoutMinutes: number
  readonly fetch: typeof globalThis.fetch
  /** Waits so many milliseconds between attempts. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** A server that answers in JSON. */
export interface EndpointClient {
  /** The address without a slash at its end. */
  readonly url: string
  /**
   * What is at the address, or `path` below it: GET without a body, else POST. A request that fails on the way or at the
   * server (5xx, 429, silence) is made three times, then InfrastructureError; what the server refuses (other 4xx), a
   * redirection and an answer that is no JSON or too long are ConfigurationErrors.
   */
  ask(path: string, body?: string): Promise<unknown>
}

const attempts = 3
const requestSeconds = 60
const firstWaitMs = 500
const largestAnswerBytes = 64 * 1024 ** 2
const errorBytes = 16 * 1024

/** Throws ConfigurationError for an address that is none, and for a token that others could read on its way. */
export function openEndpoint(options: EndpointClientOptions): EndpointClient {
  const { token, timeoutMinutes, fetch, wait } = options
  const base = parseAddress(options.url)
  refuseReadableToken(base, token)
  const url = base.href.replace(/\/+$/, '')
  const deadline = AbortSignal.timeout(timeoutMinutes * 60_000)
  const headers = {
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }

  const once = async (address: string, body: string | undefined): Promise<Answer> => {
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(requestSeconds * 1000)])
    // A redirection could carry rows, and the token, to anybody.
    const common = { redirect: 'manual', signal } as const
    const response = await fetch(
      address,
      body === undefined
        ? { ...common, headers }
        : { ...common, method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body },
    )
    const { status, ok } = response
    return { status, ok, text: await readText(response.body, ok ? largestAnswerBytes : errorBytes) }
  }

  return {
    url,
    async ask(path, body) {
      const address = url + path
      let problem = ''
      for (let attempt = 0; attempt < attempts; attempt++) {
        if (attempt > 0) await wait(firstWaitMs * 4 ** (attempt - 1))
        try {
          const answer = await once(address, body)
          if (answer.status < 500 && answer.status !== 429) return contentOf(answer, address)
          problem = `answers ${answer.status}${whatItSays(answer)}`
        } catch (error) {
          if (error instanceof ConfigurationError) throw error
          problem = deadline.aborted ? '' : `cannot be asked (${quotedWords(reasonOf(error))})`
        }
        if (deadline.aborted) {
          throw new InfrastructureError(
            `${address}: did not score all rows in ${timeoutMinutes} minutes (candidate.endpoint.timeout_minutes).`,
            { retryable: true },
          )
        }
      }
      throw new InfrastructureError(`${address}: ${problem}, ${attempts} times.`, { retryable: true })
    },
  }
}

interface Answer {
  readonly status: number
  readonly ok: boolean
  /** Undefined when it was longer than is read. */
  readonly text: string | undefined
}

function contentOf(answer: Answer, address: string): unknown {
  const { status, ok, text } = answer
  if (status === 401 || status === 403) {
    throw new ConfigurationError(
      `${address}: answers ${status}${whatItSays(answer)}. The token for it comes as MLGATE_ENDPOINT_TOKEN.`,
    )
  }
  // Opaque redirections have the status 0.
  if (status === 0 || (status >= 300 && status < 400)) {
    throw new ConfigurationError(
      `${address}: sends elsewhere (${status}), where no rows are sent. Name the final address in candidate.endpoint.url.`,
    )
  }
  if (!ok) {
    const hint = status === 413 ? ' Set a lower candidate.endpoint.batch_rows.' : ''
    throw new ConfigurationError(`${address}: refuses with ${status}${whatItSays(answer)}.${hint}`)
  }
  if (text === undefined) {
    throw new ConfigurationError(
      `${address}: answers with more than ${largestAnswerBytes / 1024 ** 2} MiB. Set a lower candidate.endpoint.batch_rows.`,
    )
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigurationError(
      `${address}: the answer is not JSON: ${quotedWords(text)}. (NaN and Infinity are none.)`,
      { cause },
    )
  }
}

/** The server's own words, from one of the places in which servers put them. */
function whatItSays({ text }: Answer): string {
  if (text === undefined || text.trim() === '') return ''
  let said = text
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content === 'object' && content !== null) {
      const found = ['error', 'message', 'detail'].map((key) => Reflect.get(content, key))
      said = found.find((value) => typeof value === 'string') ?? text
    }
  } catch {
    // Not JSON: as it is.
  }
  return `: ${quotedWords(said).replace(/\.+$/, '')}`
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `silent for ${requestSeconds} s`
  // What undici throws says only "fetch failed"; its cause says why.
  return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : messageOf(error)
}

async function readText(body: ReadableStream<Uint8Array> | null, limit: number): Promise<string | undefined> {
  if (body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseAddress(text: string): URL {
  const where = `candidate.endpoint.url: ${JSON.stringify(quotedWords(text))}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw new ConfigurationError(`${where} is no address, such as https://host/path.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ConfigurationError(`${where}: only http and https are spoken.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError('candidate.endpoint.url: holds a password. Give a token as MLGATE_ENDPOINT_TOKEN.')
  }
  if (url.search !== '' || url.hash !== '') {
    throw new ConfigurationError(`${where}: ends with a query or a fragment, which no model's address has. Remove it.`)
  }
  return url
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

function refuseReadableToken({ protocol, hostname }: URL, token: string | undefined): void {
  if (token === undefined) return
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ConfigurationError(
      'MLGATE_ENDPOINT_TOKEN: holds characters that no token has. Was it pasted with a line break?',
    )
  }
  if (protocol === 'http:' && !loopback.test(hostname)) {
    throw new ConfigurationError(
      'candidate.endpoint.url: http, and there is a token, which anybody on the way could read. Use https.',
    )
  }
}
