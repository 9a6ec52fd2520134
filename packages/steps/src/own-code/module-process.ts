import { spawn } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { ConfigurationError } from '@mlgate/core'
import { defaultLimits, type ProcessLimits, watchProcesses } from '@mlgate/models'
import type { Table } from '@mlgate/tables'

/** What Node.js needs to start at all; nothing else of the job is handed down. */
const inherited = ['SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'TZ'] as const
const longestMessage = 500

/**
 * The program that runs a module. It lies beside the module and the rows, in the one folder that it may read.
 * A module may print what it likes: the answer takes a way of its own.
 */
const runner = `import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
const { rows, columns } = deserialize(readFileSync(new URL('rows.bin', import.meta.url)))
const end = () => process.exit(0)
try {
  const answer = (await import('./own.mjs')).default
  if (typeof answer !== 'function') throw new TypeError('it has no function as its default export')
  process.send({ value: await answer({ rows, columns }) }, end)
} catch (error) {
  process.send({ problem: error instanceof Error ? error.name + ': ' + error.message : String(error) }, end)
}
`

/**
 * Runs a user's module (ESM, in one file) on rows and gives back what its default export returns, which is whatever the
 * module makes of it. It runs in a process of its own that may read one folder, write nothing, start nothing, sees no
 * variable of the job, and is stopped beyond the limits. The network is not closed to it. Throws ConfigurationError when
 * it fails or takes too much.
 *
 * @param where what the module is for, as messages begin
 * @param quiet leaves the module's own words out of messages, because they may hold values that must not be shown
 */
export async function askModule(
  where: string,
  module: Uint8Array,
  { rows, columns }: Table,
  { limits = defaultLimits(), quiet = false }: { readonly limits?: ProcessLimits; readonly quiet?: boolean } = {},
): Promise<unknown> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-own-')))
  try {
    const plain = Object.fromEntries([...columns].map(([name, { values }]) => [name, values]))
    await writeFile(join(folder, 'rows.bin'), serialize({ rows, columns: plain }))
    await writeFile(join(folder, 'own.mjs'), module)
    await writeFile(join(folder, 'run.mjs'), runner)
    const answer = await answerOf(folder, limits)
    if ('value' in answer) return answer.value
    const words = 'limit' in answer ? answer.limit : quiet ? 'the module failed' : answer.problem
    throw new ConfigurationError(`${where}: ${words.slice(0, longestMessage)}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Answer = { readonly value: unknown } | { readonly problem: string } | { readonly limit: string }

async function answerOf(folder: string, limits: ProcessLimits): Promise<Answer> {
  const child = spawn(process.execPath, ['--permission', `--allow-fs-read=${folder}`, '--no-warnings', 'run.mjs'], {
    cwd: folder,
    env: Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // NaN and infinities are lost in JSON.
    serialization: 'advanced',
  })
  let lastWords = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-longestMessage)
  })
  const closed = Promise.withResolvers<void>()
  child.once('close', () => closed.resolve())
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  child.once('error', reject)
  child.once('message', (message) => resolve(readAnswer(message)))
  child.once('close', (code, signal) =>
    resolve({ problem: `the module ended (${signal ?? `exit code ${code}`}) without an answer. ${lastWords.trim()}` }),
  )
  const pids = () => (child.pid === undefined ? [] : [child.pid])
  const stopWatching = watchProcesses(pids, limits, (reason) => resolve({ limit: `the module ${reason}` }))
  try {
    return await promise
  } finally {
    stopWatching()
    child.kill('SIGKILL')
    await closed.promise
  }
}

function readAnswer(message: unknown): Answer {
  if (typeof message === 'object' && message !== null) {
    if ('value' in message) return { value: message.value }
    if ('problem' in message && typeof message.problem === 'string') return { problem: message.problem }
  }
  return { problem: 'the module sent something that is no answer' }
}
