/**
 * A fetch that gives up when the server stays silent for so long, before its answer or in the middle of it. A limit
 * on the whole would punish large files on slow lines.
 */
export function timedFetch(fetch: typeof globalThis.fetch, silenceSeconds: number): typeof globalThis.fetch {
  return async (input, init) => {
    const silence = new AbortController()
    const abort = () => silence.abort(new Error(`silent for ${silenceSeconds} s`))
    const signals = init?.signal ? [init.signal, silence.signal] : [silence.signal]
    const timer = setTimeout(abort, silenceSeconds * 1000)
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) })
      if (response.body === null) {
        clearTimeout(timer)
        return response
      }
      const watched = response.body.pipeThrough(
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform: (chunk, out) => {
            timer.refresh()
            out.enqueue(chunk)
          },
          flush: () => clearTimeout(timer),
        }),
      )
      // A body that nobody reads to its end must not keep the process waiting.
      timer.unref()
      const { status, statusText, headers } = response
      return new Response(watched, { status, statusText, headers })
    } catch (error) {
      clearTimeout(timer)
      throw error
    }
  }
}

/** A fetch whose answers are there as a whole: one that breaks off in its middle is a fetch that failed. */
export function wholeFetch(fetch: typeof globalThis.fetch, limit: number): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (response.body === null) return response
    const { status, statusText, headers } = response
    const bytes = await readBytes(response.body, limit)
    return new Response(Uint8Array.from(bytes), { status, statusText, headers })
  }
}

/** A body's bytes. Rejects when it breaks off or is longer than `limit` bytes. */
export async function readBytes(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > limit) throw new Error(`longer than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
