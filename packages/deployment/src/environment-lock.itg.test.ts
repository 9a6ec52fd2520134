import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockEnvironment } from './environment-lock.ts'
import { ownIdentity } from './process-identity.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

const held = async (): Promise<AsyncDisposable> => lockEnvironment(folder, 'staging')

test('one holder at a time, again and again', async () => {
  for (let round = 0; round < 3; round++) {
    const lock = await held()
    await expect(held()).rejects.toThrow(`Process ${process.pid} is deploying to staging at this moment.`)
    await lock[Symbol.asyncDispose]()
  }
  expect(await readdir(folder)).toEqual(['3.lock'])
})

test('a lock whose holder is dead does not bind, also when its number lives on in another process', async () => {
  const { pid } = await ownIdentity()
  await writeFile(join(folder, '7.lock'), JSON.stringify({ pid, mark: 'before the last boot' }))
  const lock = await held()
  expect(await readdir(folder)).toEqual(['8.lock'])
  await lock[Symbol.asyncDispose]()
})

test('of many that find a dead holder, exactly one follows', async () => {
  for (let round = 0; round < 20; round++) {
    await rm(folder, { recursive: true })
    const { pid } = await ownIdentity()
    await lockEnvironment(folder, 'staging')
    await writeFile(join(folder, '1.lock'), JSON.stringify({ pid, mark: 'dead' }))
    const results = await Promise.allSettled(Array.from({ length: 8 }, held))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
})
