import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Output name without `.js` → source file, both relative to the repository. */
export type Entries = Readonly<Record<string, string>>

/** Entries that are not a step's own. */
const fixedEntries: Entries = {
  'mlgate-action': 'actions/mlgate/main.ts',
  mlgate: 'packages/app/src/cli.ts',
  'score-worker': 'packages/models/src/score-worker.ts',
  'resample-worker': 'packages/statistics/src/resampling/resample-worker.ts',
}

/**
 * What is bundled: one entry for each declared step, the action that takes a step's name, the command, the workers.
 * Throws when a source is missing, and when actions/ has a folder for no declared step.
 */
export async function findEntries(root: string, stepNames: readonly string[]): Promise<Entries> {
  const entries: Record<string, string> = { ...fixedEntries }
  for (const name of stepNames) entries[name] = `actions/${name}/main.ts`

  const problems: string[] = []
  for (const source of Object.values(entries)) {
    const there = await access(join(root, source)).then(
      () => true,
      () => false,
    )
    if (!there) problems.push(`${source} is missing.`)
  }
  const known = new Set(['mlgate', ...stepNames])
  for (const folder of await readdir(join(root, 'actions'), { withFileTypes: true })) {
    if (folder.isDirectory() && !known.has(folder.name)) {
      problems.push(`actions/${folder.name} belongs to no step that @mlgate/steps declares.`)
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return entries
}
