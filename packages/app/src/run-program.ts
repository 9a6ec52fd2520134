import { ConfigurationError, type Exec } from '@mlgate/core'
import { memoryOf, processTree } from './process-tree.ts'

const outputLimitBytes = 64 * 1024 * 1024

/** Runs a program through execa: an argument list, never a shell, and an environment that inherits nothing. */
export const runProgram: Exec = async (request) => {
  // Large, and many a run starts no program.
  const { execa } = await import('execa')
  const [program, ...args] = request.argv
  const child = execa(program, args, {
    cwd: request.cwd,
    env: { ...inherited(request.inherit ?? []), ...request.env },
    extendEnv: false,
    preferLocal: false,
    shell: false,
    stdin: 'ignore',
    reject: false,
    all: true,
    stripFinalNewline: false,
    ...(request.stdoutFile === undefined ? {} : { stdout: { file: request.stdoutFile } }),
    // With lines going to the caller, keeping them too would only fill memory.
    buffer: {
      stdout: request.onLine === undefined && request.stdoutFile === undefined,
      stderr: request.onLine === undefined,
      all: false,
    },
    maxBuffer: outputLimitBytes,
    forceKillAfterDelay: 5_000,
    ...(request.timeoutSeconds === undefined ? {} : { timeout: request.timeoutSeconds * 1000 }),
  })
  const watch = watchMemory(child.pid, request.memoryBytes)
  if (request.onLine !== undefined) {
    for await (const line of child.iterable({ from: 'all' })) request.onLine(line)
  }
  const result = await child
  const memoryExceeded = await watch.end()
  if (result.code === 'ENOENT' || result.code === 'EACCES') {
    throw new ConfigurationError(cannotRun(program, request.cwd, result.code), { cause: result.cause })
  }
  if (result.isMaxBuffer) throw new ConfigurationError(`${program}: printed more than 64 MiB.`)
  return {
    exitCode: result.exitCode,
    signal: result.signal,
    timedOut: result.timedOut,
    memoryExceeded,
    stdout: typeof result.stdout === 'string' ? result.stdout : '',
    stderrTail: typeof result.stderr === 'string' ? result.stderr.slice(-4096) : '',
  }
}

const watchIntervalMs = 250

/** Looks at a program's memory again and again, and kills it with all that it has started when it is too much. */
function watchMemory(pid: number | undefined, memoryBytes: number | undefined): { end(): Promise<boolean> } {
  if (pid === undefined || memoryBytes === undefined) return { end: async () => false }
  let exceeded = false
  let ended = false
  let next: NodeJS.Timeout
  const look = async (): Promise<void> => {
    const pids = await processTree(pid)
    if ((await memoryOf(pids)) > memoryBytes) {
      exceeded = true
      for (const one of pids) killIfAlive(one)
      return
    }
    if (!ended) next = setTimeout(() => (looking = look()), watchIntervalMs)
  }
  let looking = look()
  return {
    end: async () => {
      ended = true
      clearTimeout(next)
      await looking
      return exceeded
    },
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** Says where was looked: who runs a step seldom sees its PATH, and a program is named in a file, not here. */
function cannotRun(program: string, cwd: string, code: 'ENOENT' | 'EACCES'): string {
  const trained = 'If it is the training, correct train.command in mlgate.yml.'
  if (code === 'EACCES') return `${program}: may not be run (EACCES). Is it executable? ${trained}`
  const place = /[/\\]/.test(program) ? `below ${cwd}` : 'in any folder of PATH'
  return `${program}: no such program ${place} (ENOENT). Install it or correct its name. ${trained}`
}

function inherited(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
