import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { type Digest, InfrastructureError, messageOf } from '@mlgate/core'
import type { Patience } from '../host-dependencies.ts'
import { timedFetch } from '../timed-fetch.ts'

export interface ArchiveDownload {
  /** A signed address in GitHub's store. Who has it may read: it is in no message. */
  readonly url: string
  /** The file to write; overwritten when an attempt is repeated. */
  readonly into: string
  readonly limit: number
  readonly fetch: typeof globalThis.fetch
  readonly patience: Patience
}

/** Brings an archive's bytes, without any token; returns their digest. Throws RangeError when there are too many. */
export async function downloadArchive(download: ArchiveDownload): Promise<Digest> {
  const { retries, retryBaseMs } = download.patience
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(download)
    } catch (error) {
      if (error instanceof RangeError) throw error
      if (attempt > retries) {
        const store = new URL(download.url).host
        throw new InfrastructureError(
          `GitHub's artifact store (${store}): no artifact came in ${attempt} attempts: ${messageOf(error)}. Run the job again later.`,
          { retryable: true },
        )
      }
      await delay(retryBaseMs * attempt * attempt)
    }
  }
}

async function downloadOnce({ url, into, limit, fetch, patience }: ArchiveDownload): Promise<Digest> {
  const response = await timedFetch(fetch, patience.answerSeconds)(url, { headers: { 'user-agent': 'mlgate' } })
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    throw new Error(`HTTP ${response.status}`)
  }
  await using file = await open(into, 'w', 0o600)
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > limit) throw new RangeError(`is larger than ${limit} bytes`)
    hash.update(chunk)
    await file.write(chunk)
  }
  return `sha256:${hash.digest('hex')}`
}
