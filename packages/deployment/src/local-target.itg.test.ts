import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '@mlgate/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeploymentTarget } from './deployment-target.ts'
import { commands, linearRelease, localTargetFor, processesOf } from './testing/local-environment.ts'

let directory: string
let port: number
let target: DeploymentTarget

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mlgate-deploy-'))
  port = await freePort()
  target = localTargetFor(directory, port)
})
afterEach(async () => {
  await target.stop()
  expect(await processesOf(directory)).toEqual([])
  await rm(directory, { recursive: true })
})

const release = (weight: number, options = {}) => linearRelease(directory, weight, options)

/** What the declared port predicts for x = 1, which is the weight; the status when it is no 200. */
async function answer(): Promise<number | string> {
  const response = await fetch(`http://127.0.0.1:${port}/predict`, { method: 'POST', body: '{"rows":[{"x":1}]}' })
  const body = (await response.json()) as { predictions: { value: number }[] }
  return response.status === 200 ? body.predictions[0]!.value : `status ${response.status}`
}

/** Clients that never pause, until they are stopped; what they were told, in order. */
function askOn() {
  let asking = true
  const seen: (number | string)[] = []
  const clients = Array.from({ length: 4 }, async () => {
    while (asking) seen.push(await answer().catch(String))
  })
  const stop = async (): Promise<readonly (number | string)[]> => {
    asking = false
    await Promise.all(clients)
    return seen
  }
  return { seen, stop }
}

test('a version is deployed, replaced without a failed request, rolled back and stopped', async () => {
  expect(await target.status()).toMatchObject({ current: undefined, ready: false })
  const first = await target.deploy(await release(1))
  expect(first).toMatchObject({
    outcome: 'deployed',
    serving: { model: 'linear', version: '1' },
    replaced: undefined,
    smoke: { rows: 3, agreeing: 3, worstDifference: 0 },
    url: `http://127.0.0.1:${port}`,
  })
  expect(await answer()).toBe(1)
  const before = await processesOf(directory)
  expect(before).toHaveLength(2)

  const { seen, stop } = askOn()
  const second = await target.deploy(await release(2))
  const atSwitch = seen.length
  for (let i = 0; i < 20; i++) expect(await answer()).toBe(2)
  await stop()
  expect(second).toMatchObject({ outcome: 'deployed', serving: { version: '2' }, replaced: { version: '1' } })
  expect(new Set(seen)).toEqual(new Set([1, 2]))
  expect(atSwitch).toBeGreaterThan(20)
  // Once the new one has answered the client, the old one never does.
  expect(seen.lastIndexOf(1)).toBeLessThan(atSwitch)
  expect(await processesOf(directory)).toHaveLength(2)

  expect(await target.status()).toMatchObject({ current: { version: '2' }, previous: { version: '1' }, ready: true })
  expect(await target.rollback()).toMatchObject({
    outcome: 'deployed',
    serving: { version: '1' },
    replaced: { version: '2' },
  })
  expect(await answer()).toBe(1)

  await target.stop()
  expect(await processesOf(directory)).toEqual([])
  await expect(answer()).rejects.toThrow()
  expect(await target.status()).toMatchObject({ current: undefined, previous: { version: '2' }, ready: false })
  // What was stopped comes back by a deployment.
  expect(await target.deploy(await release(1))).toMatchObject({ outcome: 'deployed', replaced: undefined })
  expect(await answer()).toBe(1)
})

test('what serves already is tried and left alone', async () => {
  await target.deploy(await release(1))
  const before = await processesOf(directory)
  const again = await release(1)
  expect(await target.deploy(again)).toMatchObject({ outcome: 'unchanged', smoke: { agreeing: 3 } })
  const golden = { rows: [{ x: 7 }], expected: [{ value: 7 }] }
  expect(await target.deploy({ ...again, golden })).toMatchObject({ outcome: 'unchanged', smoke: { agreeing: 1 } })
  expect(await processesOf(directory)).toEqual(before)
  expect(await readdir(join(directory, 'staging', 'models'))).toHaveLength(1)
})

test('a version that cannot serve leaves the one before alone', async () => {
  const impatient = localTargetFor(directory, port, { readyTimeoutSeconds: 0.01 })
  await target.deploy(await release(1))
  const before = await processesOf(directory)
  const attempts = [
    [
      target,
      await release(2, { expectedWeight: 3 }),
      /3 of 3 rows are not answered as they were scored; row 1: value 2, expected 3/,
    ],
    [
      target,
      await release(4, { bytes: Buffer.from('no model') }),
      /Its process ended with exit code 2 before it served/,
    ],
    [impatient, await release(5), /It was not ready in time/],
  ] as const
  for (const [deployer, wrong, reason] of attempts) {
    const clients = askOn()
    const result = await deployer.deploy(wrong)
    // Nobody ever saw the wrong one.
    expect(new Set(await clients.stop())).toEqual(new Set([1]))
    expect(result).toMatchObject({
      outcome: 'rolled-back',
      serving: { version: '1' },
      reason: expect.stringMatching(reason),
    })
    expect(await answer()).toBe(1)
    expect(await processesOf(directory)).toEqual(before)
  }
  const broken = await target.deploy(attempts[1][1])
  expect(broken.logTail.join('\n')).toContain('is not an ONNX model')
  expect(await target.status()).toMatchObject({ current: { version: '1' }, previous: undefined })
  expect(await readdir(join(directory, 'staging', 'models'))).toHaveLength(1)
})

test('a first version that fails leaves nothing behind', async () => {
  expect(await target.deploy(await release(2, { expectedWeight: 3 }))).toMatchObject({
    outcome: 'rolled-back',
    serving: undefined,
  })
  expect(await processesOf(directory)).toEqual([])
})

test('a process that serves other bytes does not serve, though it answers alike', async () => {
  const wanted = await release(1)
  const other = await linearRelease(join(directory, 'other'), 1, {
    bytes: Buffer.concat([await readFile(wanted.modelPath), Buffer.from([0x32, 0x01, 0x61])]),
  })
  const manifest = join(directory, 'other.json')
  await writeFile(manifest, JSON.stringify(other.manifest))
  const serve: typeof commands.serve = (of) => commands.serve({ ...of, manifest, model: other.modelPath })
  const exchanged = localTargetFor(directory, port, { commands: { ...commands, serve } })
  expect(await exchanged.deploy(wanted)).toMatchObject({
    outcome: 'rolled-back',
    reason: `The server says that it serves "${other.files[0]!.digest}", not ${wanted.files[0]!.digest}.`,
  })
  expect(await processesOf(directory)).toEqual([])
})

test('files that are not those that are named are refused before anything starts', async () => {
  const wrong = await release(1)
  await writeFile(wrong.modelPath, 'something else')
  await expect(target.deploy(wrong)).rejects.toThrow(/model\.onnx: is sha256:\w+, but sha256:\w+ is to be deployed/)
  expect(await processesOf(directory)).toEqual([])
})

test('a port that belongs to somebody else is a clear error, and nothing is left running', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  await expect(target.deploy(await release(1))).rejects.toThrow(
    `Port ${port} cannot be served: Another program listens on 127.0.0.1:${port}. End it, or choose another port.`,
  )
  expect(await processesOf(directory)).toEqual([])
  await new Promise((resolve) => other.close(resolve))
})

test('two deployments at a time: one works, the other is told', async () => {
  const results = await Promise.allSettled([target.deploy(await release(1)), target.deploy(await release(2))])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = results.find((result) => result.status === 'rejected')
  expect(String(refused?.reason)).toMatch(/is deploying to staging at this moment/)
})

test('processes that died are brought back by the next deployment, and meanwhile the port says so', async () => {
  await target.deploy(await release(1))
  const state = JSON.parse(await readFile(join(directory, 'staging', 'state.json'), 'utf8'))
  process.kill(state.current.process.pid, 'SIGKILL')
  await expect.poll(answer).toBe('status 503')
  expect(await target.deploy(await release(1))).toMatchObject({ outcome: 'deployed', replaced: undefined })
  expect(await answer()).toBe(1)
  for (const pid of await processesOf(directory)) process.kill(pid, 'SIGKILL')
  // The new version fails: the old one, which a restart of the machine took away, comes back.
  expect(await target.deploy(await release(2, { expectedWeight: 3 }))).toMatchObject({
    outcome: 'rolled-back',
    serving: { version: '1' },
  })
  expect(await answer()).toBe(1)
})

test('another port moves the environment there', async () => {
  await target.deploy(await release(1))
  const old = port
  port = await freePort()
  const moved = localTargetFor(directory, port)
  expect(await moved.deploy(await release(1))).toMatchObject({ outcome: 'deployed' })
  expect(await answer()).toBe(1)
  await expect(fetch(`http://127.0.0.1:${old}/v2`)).rejects.toThrow()
  expect(await processesOf(directory)).toHaveLength(2)
})

test('a deployer that is killed at any moment leaves a version serving, and the next run puts all in order', async () => {
  await target.deploy(await release(1))
  const program = fileURLToPath(new URL('./testing/deploy.ts', import.meta.url))
  let serving = 1
  // From before it takes the lock until after the switch; how far each comes depends on the machine.
  for (const milliseconds of [150, 300, 450, 600, 800, 1000, 1300]) {
    const wanted = serving + 1
    await release(wanted)
    const deployer = spawn(process.execPath, [program, directory, String(port), String(wanted)], { stdio: 'ignore' })
    const ended = new Promise((resolve) => deployer.once('exit', resolve))
    await sleep(milliseconds)
    deployer.kill('SIGKILL')
    await ended
    expect([serving, wanted]).toContain(await answer())
    const result = await target.deploy(await release(wanted))
    expect(['deployed', 'unchanged']).toContain(result.outcome)
    expect(await answer()).toBe(wanted)
    await expect.poll(() => processesOf(directory), { timeout: 5000 }).toHaveLength(2)
    expect(await readdir(join(directory, 'staging', 'launches'))).toHaveLength(2)
    expect(await readdir(join(directory, 'staging', 'ending'))).toEqual([])
    serving = wanted
  }
})
