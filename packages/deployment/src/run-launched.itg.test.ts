import { EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchesIn } from './launches.ts'
import { readProcessFile } from './process-file.ts'
import { ownIdentity } from './process-identity.ts'
import { runLaunched } from './run-launched.ts'
import { startDetached } from './start-process.ts'
import { processesOf } from './testing/local-environment.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-launch-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a started process says who it is before it starts, where it listens then, and closes when told', async () => {
  const signals = new EventEmitter()
  const seen: unknown[] = []
  const run = runLaunched(
    join(folder, 'process.json'),
    async () => {
      seen.push(await readProcessFile(folder))
      return { port: 4711, close: async () => void seen.push('closed') }
    },
    signals,
  )
  const own = await ownIdentity()
  await expect.poll(() => readProcessFile(folder)).toEqual({ ...own, port: 4711 })
  signals.emit('SIGTERM')
  await run
  expect(seen).toEqual([own, 'closed'])
  expect(signals.listenerCount('SIGTERM') + signals.listenerCount('SIGINT')).toBe(0)
})

test('a process whose launch was cleared away does not start, or closes at once', async () => {
  await expect(
    runLaunched(join(folder, 'gone', 'process.json'), async () => {
      throw new Error('started')
    }),
  ).rejects.toThrow('ENOENT')
  let closed = false
  const cleared = runLaunched(join(folder, 'process.json'), async () => {
    await rm(folder, { recursive: true })
    return {
      port: 4711,
      close: async () => {
        closed = true
      },
    }
  })
  await expect(cleared).rejects.toThrow('ENOENT')
  expect(closed).toBe(true)
})

test('what has just been started and has said nothing yet is cleared away without a trace', async () => {
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() }
  const launches = launchesIn(folder, { PATH: process.env.PATH ?? '' }, { start: startDetached, clock })
  const program = join(import.meta.dirname, 'testing', 'serve.ts')
  const launch = await launches.start(
    ({ processFile }) => [process.execPath, program, 'entry', processFile, join(folder, 'state.json'), '0'],
    '{}',
  )
  expect(await readProcessFile(launch.folder)).toBeUndefined()
  await launches.keepOnly([])
  await expect.poll(() => launch.process.ended(), { timeout: 20_000 }).toBe('ended with exit code 2')
  expect(await processesOf(folder)).toEqual([])
})
