import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endProcess, isAlive, ownIdentity, processMark } from './process-identity.ts'

const start = async (program: string) => {
  const child = spawn(process.execPath, ['-e', `${program}; console.log('up')`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  const pid = child.pid!
  const mark = (await processMark(pid))!
  return { child, identity: { pid, mark } }
}

test('a process is known by its number and its beginning', async () => {
  const own = await ownIdentity()
  expect(await isAlive(own)).toBe(true)
  expect(await isAlive({ ...own, mark: `${own.mark}0` })).toBe(false)
  expect(await processMark(2 ** 30)).toBeUndefined()
})

test('ps tells the same as /proc: alive, and since when', async () => {
  const { child, identity } = await start('setInterval(() => 0, 1000)')
  const mark = await processMark(identity.pid, 'darwin')
  expect(mark).toMatch(/\d\d:\d\d:\d\d \d{4}$/)
  expect(await processMark(identity.pid, 'darwin')).toBe(mark)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await processMark(identity.pid, 'darwin')).toBeUndefined()
})

test('a process that was given the number of another is not ended', async () => {
  const { child, identity } = await start('setInterval(() => 0, 1000)')
  await endProcess({ ...identity, mark: 'an earlier one' }, 1)
  expect(await isAlive(identity)).toBe(true)
  await endProcess(identity, 5)
  expect(await isAlive(identity)).toBe(false)
  expect(child.signalCode).toBe('SIGTERM')
})

test('a process that does not listen is killed, with its children', async () => {
  const deaf = `process.on('SIGTERM', () => 0); const c = require('node:child_process').spawn('sleep', ['1000']); console.log(c.pid); setInterval(() => 0, 1000)`
  const child = spawn(process.execPath, ['-e', deaf], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(child.stdout, 'data')
  const grandchild = Number(String(line))
  const identity = { pid: child.pid!, mark: (await processMark(child.pid!))! }
  await endProcess(identity, 0.2)
  expect(await isAlive(identity)).toBe(false)
  await expect.poll(() => processMark(grandchild)).toBeUndefined()
})
