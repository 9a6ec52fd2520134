import { readdir, readFile } from 'node:fs/promises'

/**
 * What GitHub's runner does at the end of each job: ends every process of the machine whose environment has the job's
 * RUNNER_TRACKING_ID (actions/runner, JobExtension.cs, "Cleaning up orphan processes"). Returns their numbers.
 */
export async function cleanUpOrphans(trackingId: string): Promise<readonly number[]> {
  const ended: number[] = []
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '')
    if (!environment.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`)) continue
    process.kill(Number(name), 'SIGKILL')
    ended.push(Number(name))
  }
  return ended
}
