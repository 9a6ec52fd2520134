import { stat } from 'node:fs/promises'
import { ConfigurationError, digestOfFile, digestOfTree, type NamedDigest } from '@mlgate/core'

/** Something that training reads: its name in the project file, and its absolute path. */
export interface TrainingInput {
  readonly name: string
  readonly path: string
}

/**
 * Digests of files, and of folders as `digestOfTree` makes them, sorted by name; a name that comes twice is one entry.
 * Take them before training, which might change its inputs. Throws ConfigurationError when one is not there.
 */
export async function inputDigests(inputs: readonly TrainingInput[]): Promise<readonly NamedDigest[]> {
  const found = new Map<string, NamedDigest>()
  for (const { name, path } of inputs) {
    const kind = await stat(path).catch((cause: unknown) => {
      throw new ConfigurationError(`train.inputs: ${name} is not there. Correct the path or leave it out.`, { cause })
    })
    found.set(name, { name, digest: kind.isDirectory() ? await digestOfTree(path) : await digestOfFile(path) })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
