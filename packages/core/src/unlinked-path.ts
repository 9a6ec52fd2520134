import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError } from './errors.ts'

/**
 * A path below `root` on which nothing is a symbolic link: what is there on the way are folders, at its end a folder or
 * a regular file; what is missing may be made. A checkout or an artifact may hold anything, and writing, removing or
 * reading through a link would reach files elsewhere. Throws ConfigurationError naming what is in the way; `use` says
 * what the place is for: `mlgate writes its records there`.
 */
export function unlinkedPath(root: string, segments: readonly string[], use: string): string {
  let path = root
  for (const [index, segment] of segments.entries()) {
    if (segment === '' || segment === '.' || segment === '..' || /[/\\\0]/.test(segment)) {
      throw new ConfigurationError(`${JSON.stringify(segment)}: is no name of a file or folder.`)
    }
    path = join(path, segment)
    const found = lstatSync(path, { throwIfNoEntry: false })
    const last = index === segments.length - 1
    if (found !== undefined && !found.isDirectory() && !(last && found.isFile())) {
      const kind = found.isSymbolicLink() ? 'is a symbolic link' : 'is not a folder'
      throw new ConfigurationError(`${path}: ${kind}; ${use}. Remove it.`)
    }
  }
  return path
}
