import { setTimeout as delay } from 'node:timers/promises'
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
  /** Tried once: what is composed is as old as what was read for it. */
  create(body: string): Promise<void>
  /** Tried once, as `create` is: a repetition would overwrite what others wrote meanwhile. */
  update(id: number, body: string): Promise<void>
  /** One that is gone already is no error. */
  remove(id: number): Promise<void>
}

/** Time and chance, as a writer among others uses them. */
export interface Pace {
  /** Milliseconds of some clock that never goes back. */
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<unknown>
  /** Between 0 and 1. */
  readonly random: () => number
  /** The least time in which a state of the comment has to stay as it is, in milliseconds. */
  readonly settleMs: number
}

export function paceOf(settleMs: number): Pace {
  return { now: () => performance.now(), wait: (milliseconds) => delay(milliseconds), random: Math.random, settleMs }
}

/** Rounds of reading, writing and waiting; the last one only reads. */
const rounds = 24
/** Writes in a row that may fail before it is an error. */
const failedWrites = 4
/** A state has to stay for so many times as long as our own slowest write took, from reading to answer. */
const settleFactor = 2

/**
 * Brings our one comment to what `compose` makes of it.
 *
 * Forges have no conditional write: a parallel job that read the comment before our write may overwrite us afterwards. So
 * after a write the comment is read again until it has stayed the same for longer than a write takes, from its reading to
 * its answer. Then whoever writes next has read what stands there now, and with it our part. That holds as long as no
 * write takes more than twice as long as ours do; the waiting follows how slow the forge is.
 *
 * Several comments, which jobs begin at the same time, are one to `compose`: it gets their bodies one after the other, the
 * oldest first. The oldest gets everything, and the others are removed once that has stayed.
 */
export async function upsertStickyComment(
  thread: CommentThread,
  marker: string,
  compose: (present: string | undefined) => string,
  limit: number,
  pace: Pace,
): Promise<CommentResult> {
  let [wrote, failures, slowestMs]: [boolean, number, number] = [false, 0, 0]
  let left: string | undefined
  for (let round = 1; ; round++) {
    const began = pace.now()
    const own = await thread.listOwn()
    const [oldest, ...duplicates] = own
    const body = compose(oldest === undefined ? undefined : own.map((comment) => comment.body).join('\n\n'))
    // It would never be found again, and every run would add one more.
    if (!body.startsWith(marker)) throw new Error('The comment does not begin with its marker.')
    if (body.length > limit) {
      return { written: false, reason: `The comment has ${body.length} characters; ${limit} are allowed.` }
    }
    const seen = stateOf(own.map((comment) => comment.body))
    const inPlace = oldest !== undefined && plain(oldest.body) === plain(body)
    const settled = seen === left || !wrote
    if (inPlace && (round === rounds || (settled && duplicates.length === 0))) return { written: true, url: oldest.url }
    if (round === rounds) break

    if (!inPlace) {
      wrote = true
      const done = await tryWriting(() => (oldest ? thread.update(oldest.id, body) : thread.create(body)), failures)
      failures = done ? 0 : failures + 1
      left = done ? stateOf([body, ...duplicates.map((comment) => comment.body)]) : undefined
      slowestMs = Math.max(slowestMs, pace.now() - began)
    } else if (seen === left) {
      for (const duplicate of duplicates) await thread.remove(duplicate.id)
      wrote = true
      left = stateOf([body])
    } else {
      left = seen
    }
    // Jobs that began together drift apart, the more the longer they are at it.
    const leastMs = Math.max(pace.settleMs, settleFactor * slowestMs)
    await pace.wait(leastMs * (1 + pace.random() * Math.min(round, 4) * 0.5))
  }
  return { written: false, reason: `Other jobs kept changing the comment; gave up after ${rounds} rounds.` }
}

/**
 * False when the forge did not say that it was written: it may have been all the same, or another job has just removed
 * the comment as a duplicate (404). The next round sees what is there.
 */
async function tryWriting(write: () => Promise<void>, failures: number): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    const passing = error instanceof ApiFailure && !error.rateLimited && (error.retryable || error.status === 404)
    if (!passing || failures + 1 >= failedWrites) throw error
    return false
  }
}

/** Forges store line ends their own way and drop white space at the end. */
function plain(body: string): string {
  return body.replaceAll('\r\n', '\n').trimEnd()
}

function stateOf(bodies: readonly string[]): string {
  return bodies.map(plain).join('\n\n')
}
