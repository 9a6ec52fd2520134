import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InfrastructureError } from '@mlgate/core'
import type { LockedPackage } from './natives-lock.ts'
import type { Registry } from './registry.ts'

/** No pinned package comes near; a registry that sends more is broken or worse. */
const largestTarball = 1024 ** 3

/**
 * Brings a package's tarball from the registry into a file and checks it against the pinned integrity before anybody
 * reads it. Throws InfrastructureError that names address and reason; the file's content is then of no use.
 */
export async function downloadTarball(
  wanted: LockedPackage,
  registry: Registry,
  file: string,
  options: { readonly fetch: typeof fetch; readonly timeoutSeconds: number },
): Promise<void> {
  const { name, version, integrity } = wanted
  // The layout that npm itself falls back to; the lock holds no addresses, so that any mirror serves.
  const url = new URL(`${name}/-/${name.split('/').at(-1)}-${version}.tgz`, registry.url)
  const silence = new SilenceTimer(options.timeoutSeconds)
  const hash = createHash('sha512')
  let bytes = 0
  try {
    const response = await options.fetch(url, {
      headers: registry.authorization === undefined ? {} : { authorization: registry.authorization },
      signal: silence.signal,
    })
    if (!response.ok || response.body === null) throw refusal(url, response.status, wanted)
    const watch = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        silence.restart()
        hash.update(chunk)
        bytes += chunk.byteLength
        if (bytes > largestTarball) {
          throw new InfrastructureError(`${url}: sends more than ${largestTarball} bytes.`, { retryable: false })
        }
        yield chunk
      }
    }
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(file), { signal: silence.signal })
  } catch (cause) {
    if (cause instanceof InfrastructureError) throw cause
    const reason = silence.signal.aborted
      ? `no answer for ${options.timeoutSeconds} seconds`
      : bytes > 0
        ? `the connection ended after ${bytes} bytes, before the file did`
        : 'cannot be reached'
    throw new InfrastructureError(`${url}: ${reason}. Nothing was installed.`, { retryable: true, cause })
  } finally {
    silence.stop()
  }
  const found = `sha512-${hash.digest('base64')}`
  if (found !== integrity) {
    throw new InfrastructureError(
      `${url}: is not the file that is pinned: ${integrity} is expected, ${found} came (${bytes} bytes). ` +
        'Nothing was installed. The registry, or something before it, serves a changed or cut file.',
      { retryable: false },
    )
  }
}

function refusal(url: URL, status: number, { name, version }: LockedPackage): InfrastructureError {
  const advice =
    status === 404
      ? `The registry does not have ${name} ${version}; check npm's setting registry.`
      : status === 401 || status === 403
        ? 'The registry wants other credentials; check the _authToken for its host in your .npmrc.'
        : 'Nothing was installed.'
  return new InfrastructureError(`${url}: answers ${status}. ${advice}`, { retryable: status >= 500 || status === 429 })
}

/** Aborts when nothing was heard for a while: large files on slow lines may take long, but never fall silent. */
class SilenceTimer {
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor(seconds: number) {
    this.#timer = setTimeout(() => this.#controller.abort(), seconds * 1000)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  restart(): void {
    this.#timer.refresh()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
