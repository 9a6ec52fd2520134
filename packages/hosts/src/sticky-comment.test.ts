import { expect, test } from 'vitest'
import { seededChance, VirtualComments, VirtualTime } from '../testing/virtual-race.ts'
import { upsertStickyComment } from './sticky-comment.ts'

const marker = '<!-- mlgate -->'
const settleMs = 500
const sections = /\[(\w+) (\d+)\]/g

/** A body of sections such as `[a 3]`: those that are there, with this one in its latest round, in one order. */
const withSection = (name: string, round: number) => (present?: string) => {
  const found = [...(present ?? '').matchAll(sections)].map(([, key = '', at]) => [key, Number(at)] as const)
  const latest = new Map([...found, [name, round] as const].sort(([, a], [, b]) => a - b))
  return (
    marker +
    [...latest]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, at]) => `[${key} ${at}]`)
      .join('')
  )
}

interface Race {
  readonly jobs: number
  readonly rounds: number
  readonly seed: number
  /** Milliseconds within which the jobs begin. */
  readonly spreadMs: number
}

/** What a comment is after each round in which all jobs wrote, and how often they wrote in all. */
async function race({ jobs, rounds, seed, spreadMs }: Race) {
  const [time, random] = [new VirtualTime(), seededChance(seed)]
  const forge = new VirtualComments({ time, random, slowestMs: 200, failing: 0.03 })
  const names = Array.from({ length: jobs }, (_, index) => String.fromCharCode(97 + index))
  const left: { readonly comments: number; readonly body: string; readonly refused: number }[] = []
  for (let round = 1; round <= rounds; round++) {
    const writing = names.map(async (name) => {
      await time.wait(random() * spreadMs)
      return upsertStickyComment(forge.thread(), marker, withSection(name, round), 65_536, forge.pace(settleMs))
    })
    await time.pass()
    const refused = (await Promise.all(writing)).filter(({ written }) => !written).length
    left.push({ comments: forge.comments.length, body: forge.comments[0]?.body ?? '', refused })
  }
  const wanted = left.map((_, index) => {
    const body = marker + names.map((name) => `[${name} ${index + 1}]`).join('')
    return { comments: 1, body, refused: 0 }
  })
  return { left, wanted, writes: forge.writes, time: time.now }
}

test.each([0, 500, 3_000])('eight jobs that begin within %i ms lose no section in fifty rounds', async (spreadMs) => {
  for (const seed of [1, 2, 3, 4]) {
    const { left, wanted } = await race({ jobs: 8, rounds: 50, seed, spreadMs })
    expect(left).toEqual(wanted)
  }
})

test('twenty jobs at once are done within half a minute a round', async () => {
  const { left, wanted, time } = await race({ jobs: 20, rounds: 10, seed: 7, spreadMs: 0 })
  expect(left).toEqual(wanted)
  expect(time / 10).toBeLessThan(30_000)
})

test('a job alone writes once, and not at all when it has nothing new', async () => {
  const time = new VirtualTime()
  const forge = new VirtualComments({ time, random: seededChance(1), slowestMs: 200, failing: 1e-9 })
  for (const round of [1, 1, 2]) {
    const writing = upsertStickyComment(forge.thread(), marker, withSection('a', round), 65_536, forge.pace(settleMs))
    await time.pass()
    expect(await writing).toMatchObject({ written: true })
  }
  expect(forge.writes).toBe(2)
  expect(forge.comments.map(({ body }) => body)).toEqual([`${marker}[a 2]`])
})

test('a write that takes longer than others makes its job wait longer before it is sure', async () => {
  const time = new VirtualTime()
  const forge = new VirtualComments({ time, random: () => 0.9, slowestMs: 3_000, failing: 1e-9 })
  const writing = upsertStickyComment(forge.thread(), marker, withSection('a', 1), 65_536, forge.pace(settleMs))
  await time.pass()
  expect(await writing).toMatchObject({ written: true })
  // Reading and writing took 10.8 s; with the reading before and after, and twice as long between.
  expect(time.now).toBeGreaterThan(10_800 + 2 * 10_800)
})
