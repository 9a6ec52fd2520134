import { ConfigurationError } from '@mlgate/core'

/** The segments of a path inside a repository. Throws ConfigurationError for one that could lead out of it. */
export function repositoryPath(path: string): readonly string[] {
  const segments = path.split('/')
  const outside = segments.some((segment) => segment === '' || segment === '.' || segment === '..')
  if (outside || path.includes('\\') || path.includes('\0')) {
    throw new ConfigurationError(`${JSON.stringify(path)}: is no path inside the repository (a/b/c, without ..).`)
  }
  return segments
}
