import type { CommentResult } from '@mlgate/core'
import { ApiFailure } from './api-failure.ts'

export interface OwnComment {
  readonly id: number
  readonly body: string
  readonly url: string
}

/** The comments of one change, seen through a forge. */
export interface CommentThread {
  /** All comments that we wrote and that begin with the marker, over all pages, oldest first. */
  listOwn(): Promise<readonly OwnComment[]>
  create(body: string): Promise<void>
  update(id: number, body: string): Promise<void>
  /** One that is gone already is no error. */
  remove(id: number): Promise<void>
}

/** Rounds of reading, writing and waiting; the last one only reads. */
const rounds = 6

/**
 * Brings our one comment to what `compose` makes of it. Forges have no conditional write, so a parallel job may
 * overwrite us between our reading and writing: after every write the comment is read back, and done is only when
 * `compose` has nothing to add. Of several comments the oldest stays; two jobs that both began one agree on it.
 */
export async function upsertStickyComment(
  thread: CommentThread,
  marker: string,
  compose: (present: string | undefined) => string,
  limit: number,
  settle: (round: number) => Promise<void>,
): Promise<CommentResult> {
  for (let round = 1; round <= rounds; round++) {
    const [oldest, ...duplicates] = await thread.listOwn()
    const body = compose(oldest?.body)
    // It would never be found again, and every run would add one more.
    if (!body.startsWith(marker)) throw new Error('The comment does not begin with its marker.')
    if (body.length > limit) {
      return { written: false, reason: `The comment has ${body.length} characters; ${limit} are allowed.` }
    }
    const current = oldest !== undefined && sameText(oldest.body, body)
    if (current && duplicates.length === 0) return { written: true, url: oldest.url }
    if (round === rounds) break
    if (oldest === undefined) await thread.create(body)
    else if (!current) await updateUnlessGone(thread, oldest.id, body, round < rounds - 1)
    for (const duplicate of duplicates) await thread.remove(duplicate.id)
    await settle(round)
  }
  return { written: false, reason: `Other jobs kept changing the comment; gave up after ${rounds} rounds.` }
}

/** A 404 may mean that another job has just removed the comment as a duplicate: then the next round sees the rest. */
async function updateUnlessGone(thread: CommentThread, id: number, body: string, mayTryAgain: boolean): Promise<void> {
  try {
    await thread.update(id, body)
  } catch (error) {
    if (!(error instanceof ApiFailure && error.status === 404 && mayTryAgain)) throw error
  }
}

/** Forges store line ends their own way and drop white space at the end. */
function sameText(a: string, b: string): boolean {
  const plain = (body: string) => body.replaceAll('\r\n', '\n').trimEnd()
  return plain(a) === plain(b)
}
