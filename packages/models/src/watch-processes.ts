import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { promisify } from 'node:util'

export interface ProcessLimits {
  /** For all processes together, while rows are scored. */
  readonly seconds: number
  /** For all processes together. */
  readonly memoryBytes: number
}

const gib = 1024 ** 3
const watchIntervalMs = 250

/** Ten minutes, and six tenths of the machine's memory or its container's. */
export function defaultLimits(): ProcessLimits {
  const memory = Math.min(totalmem(), process.constrainedMemory() || totalmem())
  return { seconds: 600, memoryBytes: 0.6 * memory }
}

/**
 * Watches processes and says once, in a clause, which limit they exceed: `takes more than 600 seconds`. Returns what ends
 * the watch. Memory is watched where the system tells it (Linux, macOS), four times a second, of the processes that `pids`
 * names at that time. `spentSeconds` is what earlier watches have used up of the time.
 */
export function watchProcesses(
  pids: () => readonly number[],
  limits: ProcessLimits,
  onExcess: (reason: string) => void,
  spentSeconds = 0,
): () => void {
  let ended = false
  const end = (): void => {
    ended = true
    clearTimeout(clock)
    clearTimeout(next)
  }
  const tell = (reason: string): void => {
    if (ended) return
    end()
    onExcess(reason)
  }
  const left = Math.max(0, limits.seconds - spentSeconds)
  const clock = setTimeout(() => tell(`takes more than ${limits.seconds} seconds`), left * 1000)
  let next: NodeJS.Timeout
  const look = async (): Promise<void> => {
    const bytes = await residentBytes(pids())
    if (bytes > limits.memoryBytes) {
      tell(
        `takes ${(bytes / gib).toFixed(1)} GiB of memory, more than the ${(limits.memoryBytes / gib).toFixed(1)} allowed`,
      )
    }
    if (!ended) next = setTimeout(look, watchIntervalMs)
  }
  next = setTimeout(look, watchIntervalMs)
  return end
}

/** Resident memory of the processes that still live; 0 where the system does not tell. */
async function residentBytes(pids: readonly number[]): Promise<number> {
  const sizes = await Promise.all(pids.map(process.platform === 'linux' ? residentOnLinux : residentByPs))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Swapped-out memory counts, or a process could hide there. */
async function residentOnLinux(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0)
  return 1024 * (kibibytes('VmRSS') + kibibytes('VmSwap'))
}

async function residentByPs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return 1024 * Number(stdout.trim() || 0)
}
