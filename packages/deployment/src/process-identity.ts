import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { InfrastructureError } from '@mlgate/core'

/** A process and when it began: the number alone is given to another process sooner or later. */
export interface ProcessIdentity {
  readonly pid: number
  /** Boot and start time in the system's own words; only equality means anything. */
  readonly mark: string
}

/** When a process began; undefined when there is none of that number, or only its unburied remains. */
export async function processMark(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  return platform === 'linux' ? markOfProc(pid) : markOfPs(pid)
}

async function markOfProc(pid: number): Promise<string | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ])
    // The second field is the program's name in parentheses and may hold anything (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state] = fields
    const started = fields[19]
    return state === 'Z' || state === 'X' || started === undefined ? undefined : `${boot.trim()} ${started}`
  } catch {
    return undefined
  }
}

async function markOfPs(pid: number): Promise<string | undefined> {
  try {
    const options = { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], options)
    const [, state, started] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout) ?? []
    return state === undefined || state.startsWith('Z') ? undefined : started
  } catch {
    return undefined
  }
}

/** The identity of this very process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  const mark = await processMark(process.pid)
  if (mark === undefined) {
    throw new InfrastructureError('This system does not tell when a process began (no /proc, no ps).', {
      retryable: false,
    })
  }
  return { pid: process.pid, mark }
}

/** Whether that process, and not a later one of the same number, is still there. */
export async function isAlive({ pid, mark }: ProcessIdentity): Promise<boolean> {
  return (await processMark(pid)) === mark
}

const pollMs = 25

/**
 * Ends a process and its group: asks it to (SIGTERM), and kills it when it has not ended after `graceSeconds`. Does
 * nothing when it has ended already. Throws InfrastructureError when it cannot be ended.
 */
export async function endProcess(identity: ProcessIdentity, graceSeconds: number): Promise<void> {
  if (await endedAfter(identity, 'SIGTERM', graceSeconds)) return
  if (await endedAfter(identity, 'SIGKILL', 5)) return
  throw new InfrastructureError(`Process ${identity.pid} does not end, not even by SIGKILL.`, { retryable: true })
}

async function endedAfter(identity: ProcessIdentity, signal: NodeJS.Signals, seconds: number): Promise<boolean> {
  if (!(await isAlive(identity))) return true
  sendSignal(identity.pid, signal)
  for (let waited = 0; waited < seconds * 1000; waited += pollMs) {
    await sleep(pollMs)
    if (!(await isAlive(identity))) return true
  }
  return false
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal)
      return
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
      // No such group: it began without one, or has ended in this moment.
      if (code === 'ESRCH') continue
      throw new InfrastructureError(`Process ${pid} cannot be ended (${String(code)}).`, { retryable: false, cause })
    }
  }
}
