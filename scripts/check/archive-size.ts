import { spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { root } from '../repository.ts'
import type { Check, Outcome } from './check.ts'

/** What a runner downloads for `uses:` may weigh this much. */
export const archiveLimit = 3 * 1024 * 1024

export const archiveSize: Check = {
  name: 'archive size',
  run: async () => {
    const { status, stdout, stderr } = spawnSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 2 ** 30 })
    if (status !== 0) return { passed: false, detail: stderr.toString() }
    return judgeArchive(gzipSync(stdout).length)
  },
}

/** `bytes`: of the compressed archive. */
export function judgeArchive(bytes: number): Outcome {
  const size = `${(bytes / 1024 / 1024).toFixed(2)} of ${archiveLimit / 1024 / 1024} MiB`
  if (bytes <= archiveLimit) return { passed: true, detail: size }
  const advice =
    'Leave what runs need not out by export-ignore in .gitattributes, or make the bundles smaller (npm run build -- --sizes).'
  return { passed: false, detail: `The archive of HEAD holds ${size}. ${advice}` }
}
