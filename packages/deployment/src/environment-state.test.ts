import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InfrastructureError } from '@mlgate/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EnvironmentState, readState, writeState } from './environment-state.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-state-'))
  path = join(folder, 'state.json')
})
afterEach(() => rm(folder, { recursive: true }))

const launched = { launch: '0'.repeat(36), pid: 7, mark: 'm', port: 8080 }

test('a state is read as it was written, and an environment without one is empty', async () => {
  expect(await readState(path)).toEqual({ format: 1 })
  const state: EnvironmentState = { format: 1, entry: { ...launched, protocol: 1 } }
  await writeState(path, state)
  expect(await readState(path)).toEqual(state)
})

test.each([
  ['half a file', '{"format": 1'],
  ['another format', '{"format": 2}'],
  ['no object', 'null'],
  ['process 1, which is nobody’s to end', JSON.stringify({ format: 1, entry: { ...launched, pid: 1, protocol: 1 } })],
  [
    'a launch that leaves its folder',
    JSON.stringify({ format: 1, entry: { ...launched, launch: '../..', protocol: 1 } }),
  ],
])('%s is no state: nothing is ended or started by it', async (_, text) => {
  await writeFile(path, text)
  const reading = readState(path)
  await expect(reading).rejects.toThrow(InfrastructureError)
  await expect(reading).rejects.toThrow('Stop what serves there, remove its folder, and deploy again.')
})
