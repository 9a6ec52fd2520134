import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { logsOf } from './testing/act-run.ts'
import { FlightsOnGitHub } from './testing/flights-on-github.ts'

let github: FlightsOnGitHub

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'), { toolCache: 'empty' })
})

afterAll(async () => {
  await github?.stop()
})

it('a runner that has never run mlgate downloads what has machine code, and keeps it', async () => {
  expect(existsSync(join(inject('prepared').actions, 'node_modules'))).toBe(false)
  expect(existsSync(github.toolCache)).toBe(false)
  const run = await github.push()
  expect(run.exitCode, logsOf(run)).toBe(0)
  const kept = await readdir(join(github.toolCache, 'mlgate/natives'))
  expect(kept.map((name) => name.replace(/-\d.*/, '')).sort()).toEqual(['duckdb-node-api', 'onnxruntime-node'])
})
