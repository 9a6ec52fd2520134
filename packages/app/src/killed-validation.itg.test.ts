import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'

const cli = join(import.meta.dirname, 'cli.ts')
const contract = `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: id, unique: true}
      - {name: x, logicalType: integer, logicalTypeOptions: {maximum: 50}}
`
const project = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.parquet}
`
let checkout: string
let temporary: string

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'mlgate-kill-'))
  temporary = await mkdtemp(join(tmpdir(), 'mlgate-kill-temporary-'))
  await writeFile(join(checkout, 'mlgate.yml'), project)
  await writeFile(join(checkout, 'c.yaml'), contract)
  await query(
    `COPY (SELECT i // 2 AS id, i % 100 AS x, md5(i::VARCHAR) AS text FROM range(300000) t(i)) TO ${quoteText(join(checkout, 'train.parquet'))} (FORMAT parquet)`,
  )
})

afterAll(async () => {
  await rm(checkout, { recursive: true, force: true })
  await rm(temporary, { recursive: true, force: true })
})

async function query(sql: string) {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function start(): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: temporary }
  return spawn(process.execPath, [cli, 'validate-data'], { cwd: checkout, env, stdio: 'ignore' })
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

/** Every file that has its final name, read whole. */
async function readAllLeft(): Promise<number> {
  const folder = join(checkout, '.mlgate', 'm', 'validate-data')
  if (!existsSync(folder)) return 0
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  // What a killed run copied and spilled is in folders of their own, which the next run removes.
  const files = names.filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.tmp') && !entry.parentPath.includes('mlgate-tables-'),
  )
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name)
    if (name.endsWith('.parquet')) {
      const [[rows] = []] = await query(`SELECT count(DISTINCT "row") FROM ${quoteText(path)} WHERE len(reasons) > 0`)
      expect(Number(rows)).toBe(100_000)
    } else {
      const text = await readFile(path, 'utf8')
      if (/\.(json|sarif)$/.test(name)) expect(() => JSON.parse(text), name).not.toThrow()
      if (name.endsWith('.html')) expect(text.trimEnd()).toMatch(/<\/html>$/)
      if (name.endsWith('.xml')) expect(text.trimEnd()).toMatch(/<\/testsuites>$/)
    }
  }
  return files.length
}

/** A generator of numbers from 0 to 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('a run that is killed at any time leaves only whole files, and the next one runs', {
  timeout: 180_000,
}, async () => {
  const seed = Number(process.env.MLGATE_TEST_SEED ?? Date.now() % 1_000_000)
  process.stdout.write(`seed ${seed}\n`)
  const draw = random(seed)
  const before = performance.now()
  expect(await ended(start())).toBe(1)
  const whole = performance.now() - before
  expect(await readAllLeft()).toBeGreaterThan(7)
  for (let round = 0; round < 16; round++) {
    const child = start()
    const exit = ended(child)
    const timer = setTimeout(() => child.kill(round % 4 === 0 ? 'SIGTERM' : 'SIGKILL'), (0.15 + 0.85 * draw()) * whole)
    await exit
    clearTimeout(timer)
    await readAllLeft()
    // Nothing lies outside the step's folder.
    expect(await readdir(temporary)).toEqual([])
    expect((await readdir(checkout)).sort()).toEqual(['.mlgate', 'c.yaml', 'mlgate.yml', 'train.parquet'])
  }
  expect(await ended(start())).toBe(1)
  expect(await readAllLeft()).toBeGreaterThan(7)
  const left = await readdir(join(checkout, '.mlgate', 'm', 'validate-data'), { recursive: true })
  expect(left.filter((name) => name.endsWith('.tmp') || name.includes('mlgate-tables-'))).toEqual([])
})

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
