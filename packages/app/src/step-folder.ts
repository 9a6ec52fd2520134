import { lstat, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'

/**
 * Makes the empty folder `.mlgate/<model>/<step>` for what a step leaves behind; what an earlier run left there is
 * removed. A checkout may hold anything, so nothing on the way may be a symbolic link: removing through one would reach
 * files elsewhere.
 */
export async function makeStepFolder(cwd: string, model: string, step: string): Promise<string> {
  let path = cwd
  for (const part of ['.mlgate', model, step]) {
    path = join(path, part)
    const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (found !== undefined && !found.isDirectory()) {
      throw new ConfigurationError(`${path}: is not a folder; mlgate writes its records there. Remove it.`)
    }
  }
  await rm(path, { recursive: true, force: true })
  await mkdir(path, { recursive: true })
  return path
}
