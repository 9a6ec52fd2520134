import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { digestOfBytes } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Registry } from '../registry.ts'
import { accepting, registrationOf } from '../testing/registrations.ts'
import type { WriterAnswer, WriterOrder } from '../testing/registry-writer.ts'
import { openDirectoryRegistry } from './directory-registry.ts'

const writerFile = fileURLToPath(new URL('../testing/registry-writer.ts', import.meta.url))

let work: string
let registry: Registry
let writers: ChildProcess[]

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'mlgate-registry-'))
  registry = openDirectoryRegistry(join(work, 'registry'), { create: true })
  writers = []
})

afterEach(async () => {
  for (const writer of writers) writer.kill('SIGKILL')
  await rm(work, { recursive: true, force: true })
})

async function startWriter(root = join(work, 'registry')): Promise<ChildProcess> {
  const writer = fork(writerFile, [root], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  writers.push(writer)
  await once(writer, 'message')
  return writer
}

async function ask(writer: ChildProcess, order: WriterOrder): Promise<WriterAnswer> {
  const answered = once(writer, 'message')
  writer.send(order)
  const [answer] = await answered
  return answer as WriterAnswer
}

/** Both at the same time. */
const askBoth = (a: ChildProcess, b: ChildProcess, orders: readonly [WriterOrder, WriterOrder]) =>
  Promise.all([ask(a, orders[0]), ask(b, orders[1])])

function registered(answer: WriterAnswer): Extract<WriterAnswer, { kind: 'registered' }> {
  if (answer.kind !== 'registered') throw new Error(JSON.stringify(answer))
  return answer
}

describe('two writers at once', () => {
  it('get different versions for different bytes and one for the same, a hundred times', async () => {
    const [one, other] = await Promise.all([startWriter(), startWriter()])
    const expected = new Map<number, string>()
    for (let round = 0; round < 100; round++) {
      const same = round % 2 === 0
      const contents = [`round ${round}`, same ? `round ${round}` : `round ${round}, other`] as const
      const [a, b] = (
        await askBoth(one, other, [
          { kind: 'register', content: contents[0] },
          { kind: 'register', content: contents[1] },
        ])
      ).map(registered)
      if (a === undefined || b === undefined) throw new RangeError('There are two writers.')
      expect(a.version === b.version).toBe(same)
      expect([a.created, b.created].filter(Boolean)).toHaveLength(same ? 1 : 2)
      expected.set(a.version, a.content).set(b.version, b.content)
    }
    const versions = await registry.versions('flights')
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1))
    for (const version of versions) {
      const [verdict] = await registry.records(version)
      expect(Buffer.from(verdict?.bytes ?? []).toString()).toBe(`verdict on ${expected.get(version.version)}`)
    }
  })

  it('move an alias one after the other: of two with the same expectation one is refused', async () => {
    const [one, other] = await Promise.all([startWriter(), startWriter()])
    for (const content of ['a', 'b', 'c']) await ask(one, { kind: 'register', content })
    let present: number | undefined
    for (let round = 0; round < 100; round++) {
      const [first, second] = [1, 2, 3].filter((version) => version !== present)
      if (first === undefined || second === undefined) throw new RangeError('There are three versions.')
      const answers = await askBoth(one, other, [
        { kind: 'move', version: first, expectedPrevious: present },
        { kind: 'move', version: second, expectedPrevious: present },
      ])
      const [winner, ...more] = answers.filter((answer) => answer.kind === 'moved')
      expect(more).toEqual([])
      expect(answers.find((answer) => answer.kind === 'refused')?.message).toContain('somebody moved it')
      present = winner?.version
      expect(await registry.aliases('flights')).toMatchObject([{ version: present, move: round + 1 }])
    }
    const moves = (await registry.history('flights')).filter((event) => event.kind === 'alias-moved')
    expect(moves).toHaveLength(100)
  })
})

describe('a writer that is killed at any moment', () => {
  /** Lets a writer write, kills it within the time that a few registrations take, and tells what it had confirmed. */
  async function killedWriter(name: string, root?: string): Promise<readonly WriterAnswer[]> {
    const writer = await startWriter(root)
    const answers: WriterAnswer[] = []
    writer.on('message', (answer: WriterAnswer) => answers.push(answer))
    const died = once(writer, 'exit')
    writer.send({ kind: 'forever', name } satisfies WriterOrder)
    await setTimeout(Math.random() * 80)
    writer.kill('SIGKILL')
    await died
    return answers
  }

  it('leaves a registry that is whole and that others go on with, and nothing it had confirmed is lost', async () => {
    const confirmed: WriterAnswer[] = []
    for (let round = 0; round < 30; round++) {
      confirmed.push(...(await killedWriter(`round ${round}`)))
      const before = await registry.versions('flights')
      const own = await registrationOf(join(work, 'own'), { 'model.onnx': `own ${round}` }, `verdict on own ${round}`)
      const { version } = await registry.register(own, accepting)
      expect(version.version).toBe(before.length + 1)
      const [alias] = await registry.aliases('flights')
      if (alias !== undefined) expect(await registry.resolve('flights', 'production')).toMatchObject({ found: true })
    }
    const versions = await registry.versions('flights')
    const [alias] = await registry.aliases('flights')
    for (const answer of confirmed) {
      if (answer.kind === 'moved') expect(alias?.move).toBeGreaterThanOrEqual(answer.move)
      if (answer.kind === 'registered') {
        expect(versions[answer.version - 1]?.files[0]?.digest).toBe(digestOfBytes(answer.content))
      }
    }
    // Also those that were not confirmed: a version that can be seen is whole.
    for (const version of versions) {
      await registry.checkOut(version, join(work, `out-${version.version}`))
      expect(await registry.records(version)).toHaveLength(1)
    }
  })

  it('can be killed while it makes the registry', async () => {
    for (let round = 0; round < 15; round++) {
      const root = join(work, `registry-${round}`)
      await killedWriter('first', root)
      const fresh = openDirectoryRegistry(root, { create: true })
      const before = await fresh.versions('flights')
      const own = await registrationOf(join(work, 'own'), { 'model.onnx': 'own' }, 'verdict on own')
      const { version } = await fresh.register(own, accepting)
      expect(version.version).toBe(before.length + 1)
      await fresh.checkOut(version, join(work, `own-${round}`))
    }
  })
})
