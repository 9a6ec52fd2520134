import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTrainingLog } from './training-log.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-log-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('lines are kept as they come, whatever they hold', async () => {
  const path = join(folder, 'hostile.log')
  const log = openTrainingLog(path)
  const lines = ['\u001b[31mred', '::set-output name=x::y', '</details>', '', '\u202eabc']
  for (const line of lines) log.line(line)
  await log.close()
  expect(await readFile(path, 'utf8')).toBe(`${lines.join('\n')}\n`)
  expect(log.tail()).toEqual(lines)
})

test('a log beyond the limit says what is missing and still shows the end', async () => {
  const path = join(folder, 'long.log')
  const log = openTrainingLog(path, 100)
  for (let i = 0; i < 1000; i++) log.line(`step ${i}`)
  await log.close()
  const lines = (await readFile(path, 'utf8')).split('\n')
  expect(lines[0]).toBe('step 0')
  expect(lines.find((line) => line.startsWith('[mlgate:'))).toContain('987 more lines')
  expect(lines.at(-2)).toBe('step 999')
})

test('a line without an end does not fill the report', () => {
  const log = openTrainingLog(join(folder, 'wide.log'), 100)
  log.line('x'.repeat(1_000_000))
  expect(log.tail()[0]?.length).toBeLessThan(600)
  return log.close()
})

test('a disk that does not take the log is an error, not a crash', async () => {
  const log = openTrainingLog(join(folder, 'absent', 'train.log'))
  log.line('x')
  await expect(log.close()).rejects.toThrow('ENOENT')
})
