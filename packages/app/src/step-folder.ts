import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unlinkedPath } from '@mlgate/core'

const use = 'mlgate writes its records there'

/**
 * Makes the empty folder `.mlgate/<model>/<step>` for what a step leaves behind; what an earlier run left there is
 * removed. A checkout may hold anything, so nothing on the way may be a symbolic link: removing through one would reach
 * files elsewhere.
 */
export async function makeStepFolder(cwd: string, model: string, step: string): Promise<string> {
  const path = unlinkedPath(cwd, ['.mlgate', model, step], use)
  await rm(path, { recursive: true, force: true })
  await mkdir(path, { recursive: true })
  return path
}

/** Files of an earlier run would pass for this one's when this one dies before it has a folder. */
const resultFile = 'result.json'

/**
 * Removes what an earlier run of the step left for a model. When no model is named there is one model in the project,
 * by a name that is not known before the project is read: what is there is removed when it is of one model alone.
 */
export async function clearStepFolder(cwd: string, model: string | undefined, step: string): Promise<void> {
  const root = join(cwd, '.mlgate')
  const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const models = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  const found =
    model === undefined
      ? models.filter((name) => existsSync(join(root, name, step, resultFile)))
      : models.filter((name) => name === model)
  const [only] = found
  if (only === undefined || found.length > 1) return
  await removeStepFolder(cwd, only, step)
}

/** Removes the folder of a step where it is one; refuses links as `makeStepFolder` does. */
export async function removeStepFolder(cwd: string, model: string, step: string): Promise<void> {
  await rm(unlinkedPath(cwd, ['.mlgate', model, step], use), { recursive: true, force: true })
}
