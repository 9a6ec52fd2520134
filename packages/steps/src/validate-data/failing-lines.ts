import { relative, sep } from 'node:path'
import type { LineOfRow, PlanResult } from '@mlgate/contracts'
import { type FilePart, placeOfRow, rowLines } from '@mlgate/tables'
import { GitReader } from '../git.ts'
import type { StepDeps } from '../step-deps.ts'

/**
 * The lines of the rows that checks list, in files that the repository itself holds: of others, which DVC or a mount
 * brought, a forge has no lines to show. Undefined where there are none, because no row is listed or the format has no
 * lines.
 *
 * @param parts the files of a set
 */
export async function failingLines(
  path: string,
  parts: readonly FilePart[] | undefined,
  { checks }: Pick<PlanResult, 'checks'>,
  { exec, folder, model }: Pick<StepDeps, 'exec' | 'folder' | 'model'>,
): Promise<ReadonlyMap<number, LineOfRow> | undefined> {
  const listed = new Set(checks.flatMap(({ firstRows }) => firstRows.map(({ row }) => row)))
  const rowsOfFile = new Map<string, { readonly row: number; readonly own: number }[]>()
  for (const row of listed) {
    const place = parts === undefined ? { path, row } : placeOfRow(parts, row)
    if (place === undefined) continue
    const rows = rowsOfFile.get(place.path) ?? []
    rows.push({ row, own: place.row })
    rowsOfFile.set(place.path, rows)
  }
  const git = new GitReader(exec, folder.repositoryRoot)
  const found = new Map<number, LineOfRow>()
  for (const [real, rows] of rowsOfFile) {
    const file = relative(folder.repositoryRoot, real).split(sep).join('/')
    // Without git nothing is known to be in the repository.
    if (file.startsWith('../') || !(await git.isTracked(file).catch(() => false))) continue
    const asked = rows.map(({ own }) => own)
    const lines = await rowLines(real, asked, model.data.reading)
    for (const { row, own } of rows) {
      const line = lines?.get(own)
      if (line !== undefined) found.set(row, { file, line })
    }
  }
  return found.size === 0 ? undefined : found
}
