import { setImmediate as drained } from 'node:timers/promises'
import { ApiFailure } from '../src/api-failure.ts'
import type { CommentThread, OwnComment, Pace } from '../src/sticky-comment.ts'

/** Time that passes only when everybody waits: what takes minutes is over at once, and the same each time. */
export class VirtualTime {
  #now = 0
  #order = 0
  readonly #waiting: { readonly at: number; readonly order: number; readonly wake: () => void }[] = []

  get now(): number {
    return this.#now
  }

  async wait(milliseconds: number): Promise<void> {
    await new Promise<void>((wake) => {
      this.#waiting.push({ at: this.#now + milliseconds, order: this.#order++, wake })
    })
  }

  /** Lets time pass until nobody waits any more. */
  async pass(): Promise<void> {
    await drained()
    for (;;) {
      this.#waiting.sort((a, b) => a.at - b.at || a.order - b.order)
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#now = next.at
      next.wake()
      await drained()
    }
  }
}

/** Numbers between 0 and 1 that look like chance and are the same for the same seed (mulberry32, Tommy Ettinger). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface VirtualForge {
  readonly time: VirtualTime
  /** Between 0 and 1. */
  readonly random: () => number
  /** Milliseconds that a request or its answer takes, at most. */
  readonly slowestMs: number
  /** Writes in all that fail; half of them are carried out all the same. */
  readonly failing: number
}

/** Comments on a forge without conditional writes, whose requests and answers overtake each other. */
export class VirtualComments {
  readonly #forge: VirtualForge
  readonly comments: OwnComment[] = []
  writes = 0
  #nextId = 1

  constructor(forge: VirtualForge) {
    this.#forge = forge
  }

  /** What one job sees of it. */
  thread(): CommentThread {
    return {
      listOwn: () => this.#request(() => [...this.comments]),
      create: (body) =>
        this.#write(() => {
          const id = this.#nextId++
          this.comments.push({ id, body, url: `#${id}` })
        }),
      update: (id, body) =>
        this.#write(() => {
          const index = this.comments.findIndex((comment) => comment.id === id)
          if (index < 0) throw new ApiFailure('no such comment', { status: 404, retryable: false })
          this.comments[index] = { id, body, url: `#${id}` }
        }),
      remove: (id) =>
        this.#request(() => {
          const index = this.comments.findIndex((comment) => comment.id === id)
          if (index >= 0) this.comments.splice(index, 1)
        }),
    }
  }

  pace(settleMs: number): Pace {
    const { time, random } = this.#forge
    return { now: () => time.now, wait: (milliseconds) => time.wait(milliseconds), random, settleMs }
  }

  async #request<T>(handle: () => T): Promise<T> {
    const { time, random, slowestMs } = this.#forge
    await time.wait(random() * slowestMs)
    const answer = handle()
    await time.wait(random() * slowestMs)
    return answer
  }

  async #write(handle: () => void): Promise<void> {
    this.writes += 1
    const luck = this.#forge.random() / this.#forge.failing
    await this.#request(() => {
      if (luck >= 0.5) handle()
    })
    if (luck < 1) throw new ApiFailure('told to fail', { status: 502, retryable: true })
  }
}
