import { relative, sep } from 'node:path'
import type { LinesOfRows, PlanResult } from '@mlgate/contracts'
import { rowLines } from '@mlgate/tables'
import { GitReader } from '../git.ts'
import type { StepDeps } from '../step-deps.ts'

/**
 * The lines of the rows that checks list, for a file that the repository itself holds: of another, which DVC or a mount
 * brought, a forge has no lines to show. Undefined also where no row is listed and where the format has no lines.
 */
export async function failingLines(
  path: string,
  { checks }: Pick<PlanResult, 'checks'>,
  { exec, folder, model }: Pick<StepDeps, 'exec' | 'folder' | 'model'>,
): Promise<LinesOfRows | undefined> {
  const rows = [...new Set(checks.flatMap(({ firstRows }) => firstRows.map(({ row }) => row)))]
  const file = relative(folder.repositoryRoot, path).split(sep).join('/')
  if (rows.length === 0 || file.startsWith('../')) return undefined
  const git = new GitReader(exec, folder.repositoryRoot)
  // Without git nothing is known to be in the repository.
  if (!(await git.isTracked(file).catch(() => false))) return undefined
  const lines = await rowLines(path, rows, model.data.reading)
  return lines && { file, lines }
}
