import { dirname, relative, sep } from 'node:path'
import { ConfigurationError, type Digest, digestOfFile, type NamedDigest } from '@mlgate/core'
import { modelDigest, modelFiles } from '@mlgate/models'

/**
 * Compares the files of a model with the ones that are named: the same files, the same bytes. Returns the digest that
 * stands for the model. Throws ConfigurationError for any difference, so that nothing else is ever served.
 */
export async function verifyFiles(path: string, named: readonly NamedDigest[]): Promise<Digest> {
  const [main, ...beside] = named
  if (main === undefined) throw new ConfigurationError(`${path}: no file is named.`)
  const folder = dirname(path)
  const found = (await modelFiles(path)).map((file) => relative(folder, file).split(sep).join('/'))
  const strangers = found.filter((name) => !named.some((file) => file.name === name))
  if (found[0] !== main.name || strangers.length > 0 || found.length !== named.length) {
    throw new ConfigurationError(
      `${path}: consists of ${found.join(', ')}, but ${named.map(({ name }) => name).join(', ')} is to be served.`,
    )
  }
  for (const { name, digest } of named) {
    const actual = await digestOfFile(`${folder}/${name}`)
    if (actual !== digest) {
      throw new ConfigurationError(
        `${folder}/${name}: is ${actual}, but ${digest} is to be served. The file was changed; deploy the model again.`,
      )
    }
  }
  return modelDigest([main, ...beside])
}
