import { fork } from 'node:child_process'
import { parse } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import type { Feed } from './feeds.ts'
import { type BatchAnswer, type WorkerRequest, type WorkerTask, workerArgument } from './score-protocol.ts'
import { workerFile } from './worker-file.ts'

/** A process that holds a model and scores one batch at a time. */
export interface ScoringProcess {
  readonly pid: number | undefined
  /** Rejects when the process dies instead of answering: ConfigurationError when the model made it crash. */
  ask(feeds: readonly Feed[]): Promise<BatchAnswer>
  /** Ends it wherever it is; resolves when it is gone. */
  kill(): Promise<void>
}

/** What finding and loading onnxruntime takes. No token and nothing else of the job is handed down. */
const inheritedVariables = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LOCALAPPDATA',
  'USERPROFILE',
  'LD_LIBRARY_PATH',
  'XDG_CACHE_HOME',
  'RUNNER_TOOL_CACHE',
] as const

/**
 * Starts a process that scores with a model. A process, not a thread: what onnxruntime does with a model that loops or
 * allocates without end can be stopped from outside alone, and a crash stays where it is.
 */
export function startScoringProcess(name: string, task: WorkerTask): ScoringProcess {
  const child = fork(workerFile(), [workerArgument], {
    serialization: 'advanced',
    execArgv: [],
    cwd: parse(process.execPath).root,
    env: inheritedEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let lastWords = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-longestLastWords)
  })
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const died = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => reject(deathOf(name, code, signal, lastWords)))
  })
  // It also rejects at the orderly end, when nobody listens any more.
  died.catch(() => undefined)
  const send = (request: WorkerRequest): void => {
    // A failure to send is the death of the process, which is told in its own words.
    child.send(request, () => undefined)
  }
  send({ task })
  return {
    pid: child.pid,
    ask(feeds) {
      const answer = new Promise<BatchAnswer>((resolve) => {
        child.once('message', (message) => resolve(message as BatchAnswer))
      })
      send({ feeds })
      return Promise.race([answer, died])
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

const longestLastWords = 2000

function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(inheritedVariables.map((name) => [name, process.env[name]]))
}

/** A signal comes from machine code (or from a system that is out of memory), an exit code from our own program. */
function deathOf(name: string, code: number | null, signal: NodeJS.Signals | null, lastWords: string): Error {
  if (signal !== null) {
    return new ConfigurationError(
      `${name}: onnxruntime was ended by ${signal} while it loaded or ran the model: it crashed, or the machine has too little memory. Export the model again, or score it yourself and hand over a predictions file.`,
    )
  }
  return new Error(`the scoring process ended with code ${code} before it answered: ${lastWords}`)
}
