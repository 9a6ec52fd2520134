import type { DataProfile } from '@mlgate/contracts'
import type { ReadData } from '@mlgate/evidence'
import type { Tables } from '@mlgate/tables'
import type { DataFile } from './data-files.ts'

/**
 * What the record says of the data beside their digests: how much was read, and how.
 *
 * @param files that the profile is of
 * @param referenced files that the contracts alone name
 */
export async function whatWasRead(
  files: readonly DataFile[],
  referenced: readonly DataFile[],
  profile: DataProfile,
  tables: Tables,
): Promise<readonly ReadData[]> {
  const told = async ({ role, name, path, digest, bytes, set }: DataFile, rows: number): Promise<ReadData> => ({
    role,
    name,
    digest,
    files: set?.length ?? 1,
    rows,
    bytes,
    readAs: await tables.written(path),
  })
  const own = files.map((file) => {
    const rows = profile.files.find(({ data }) => data === file.role)?.rows
    if (rows === undefined) throw new RangeError(`${file.name} was read without a profile.`)
    return told(file, rows)
  })
  const others = referenced.map(async (file) => {
    const [[rows] = []] = await tables.query(file.path, 'SELECT count(*) FROM data')
    return told(file, Number(rows))
  })
  return Promise.all([...own, ...others])
}
