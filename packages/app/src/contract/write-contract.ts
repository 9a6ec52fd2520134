import { lstat } from 'node:fs/promises'
import { isAbsolute, normalize, relative, resolve, sep } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { writeTogether } from '../write-together.ts'

/**
 * Writes a contract whole or not at all.
 *
 * @param root folder that `output` is relative to
 * @throws ConfigurationError when a file is there and `force` is not given
 */
export async function writeContract(root: string, output: string, yaml: string, force: boolean): Promise<void> {
  const inside = isAbsolute(output) ? relative(root, output) : normalize(output)
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new ConfigurationError(`--output ${output}: lies outside this folder.`)
  }
  if (!force && (await lstat(resolve(root, inside)).catch(() => undefined)) !== undefined) {
    throw new ConfigurationError(`--output ${output}: is there already. Give --force to replace it.`)
  }
  await writeTogether(root, [{ path: inside.split(sep).join('/'), content: yaml }], 'mlgate contract')
}
