import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { ConfigurationError, type RunFile, type RunFileQuery, readBoundedFile, unlinkedPath } from '@mlgate/core'
import { runFileLimit } from '../run-file-limit.ts'

const use = 'mlgate reads there what earlier steps left'

/** A file out of each `.mlgate/<model>/<step>/` here: what steps left on this machine, or a CI system brought. */
export async function readFolderFiles(
  directory: string,
  { prefix, file, limit }: RunFileQuery,
): Promise<readonly RunFile[]> {
  const files: RunFile[] = []
  for (const model of await foldersIn(directory, ['.mlgate'])) {
    for (const step of await foldersIn(directory, ['.mlgate', model])) {
      const folder = ['.mlgate', model, step]
      // There are no artifacts with names of their own; the folder has that of its step.
      const isNamed = (wanted: string) => wanted === `${prefix}${model}-${step}`
      const found = { artifact: folder.join('/'), isNamed, attempt: 1, createdMs: undefined }
      try {
        const content = await readBoundedFile(unlinkedPath(directory, [...folder, file], use), limit)
        if (content !== undefined) files.push({ ...found, content })
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error
        files.push({ ...found, problem: error.message })
      }
      if (files.length > runFileLimit) throw new ConfigurationError(`.mlgate holds more than ${runFileLimit} reports.`)
    }
  }
  return files
}

/** Folders alone: `.mlgate` also holds files, and other folders than those of steps have no such file. */
async function foldersIn(directory: string, folder: readonly string[]): Promise<readonly string[]> {
  const path = unlinkedPath(directory, folder, use)
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException): Dirent[] => {
    if (error.code === 'ENOENT') return []
    throw new ConfigurationError(`${path}: cannot be read as a folder.`, { cause: error })
  })
  return entries.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [])).sort()
}
