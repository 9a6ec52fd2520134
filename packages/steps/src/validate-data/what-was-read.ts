import type { DataProfile } from '@mlgate/contracts'
import type { ReadData } from '@mlgate/evidence'
import type { Tables } from '@mlgate/tables'
import type { DataFile } from './data-files.ts'

/** What the record says of the data beside their digests: how much was read, and how. */
export async function whatWasRead(
  files: readonly DataFile[],
  profile: DataProfile,
  tables: Tables,
): Promise<readonly ReadData[]> {
  return Promise.all(
    files.map(async ({ role, name, path, digest, bytes, set }) => {
      const rows = profile.files.find(({ data }) => data === role)?.rows
      if (rows === undefined) throw new RangeError(`${name} was read without a profile.`)
      return { role, name, digest, files: set?.length ?? 1, rows, bytes, readAs: await tables.written(path) }
    }),
  )
}
