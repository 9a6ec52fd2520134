import { join } from 'node:path'
import { digestOfFile } from '@mlgate/core'
import { changedRows, changedRowsGroup, type FindingGroup } from '@mlgate/gate'
import { writeParquet } from '@mlgate/tables'
import type { Examination } from './examination.ts'

/**
 * Shows which rows the candidate answers otherwise than the baseline, and leaves the list of all that flipped in the
 * step's folder, where the record names it by its digest.
 */
export async function examineChangedRows({ input, subject, set, deps }: Examination): Promise<readonly FindingGroup[]> {
  const changed = changedRows(input, subject.policy.body.data.id)
  if (changed === undefined) return []
  if (changed.list === undefined) return [changedRowsGroup(changed, undefined)]
  const name = set.name.endsWith('of this change') ? 'flips-of-changed-test-data.parquet' : 'flips.parquet'
  const file = join(deps.folder.output, name)
  await writeParquet(file, changed.list)
  return [changedRowsGroup(changed, { name, digest: await digestOfFile(file) })]
}
