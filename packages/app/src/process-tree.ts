import { readdir, readFile } from 'node:fs/promises'

/** A process with all that it has started and that still lives; empty where the system does not tell (not Linux). */
export async function processTree(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const children = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  )
  const pids = children.join(' ').split(' ').filter(Boolean).map(Number)
  const below = await Promise.all(pids.map(processTree))
  return threads.length === 0 ? [] : [pid, ...below.flat()]
}

/** Resident and swapped-out memory of processes, in bytes; those that have ended count nothing. */
export async function memoryOf(pids: readonly number[]): Promise<number> {
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
      const fields = status.matchAll(/^Vm(?:RSS|Swap):\s*(\d+) kB$/gm)
      return [...fields].reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0)
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
