import { lstat, readFile, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ConfigurationError, type Exec, messageOf, type Progress } from '@mlgate/core'
import { loadProject, type ModelBody, resolveDataPath, selectModel } from '@mlgate/project'
import {
  type Asker,
  changed,
  type Decision,
  decide,
  diffOf,
  lookAtFiles,
  openData,
  overwritten,
  type PlannedFile,
  parseReading,
  planSetup,
  projectFile,
  withMeasuredMargins,
} from '@mlgate/setup'
import { mostSimulatedRows, supportedMargins } from '@mlgate/steps/supported-margins'
import { harmlessLine } from './harmless-line.ts'
import type { InitRequest } from './init-request.ts'
import { gitSurroundings } from './init-surroundings.ts'
import { type FileToWrite, writeTogether } from './write-together.ts'

/** What `init` works with. */
export interface InitWorld {
  readonly cwd: string
  readonly exec: Exec
  readonly progress: Progress
  readonly version: string
  /** Standard error: what takes long. */
  readonly tell: (line: string) => void
  /** Standard output; gets whole lines. */
  readonly write: (text: string) => void
  /** Somebody to ask; undefined where there is no terminal. */
  readonly asker: (() => Promise<Asker>) | undefined
}

/** Simulations for a first margin: enough for its leading digit, in seconds. */
const simulations = 60

/**
 * Looks at the folder, decides, asks where there is somebody to ask, and writes the project file, the contract and the
 * workflow. Throws ConfigurationError, with nothing written, where something is missing or in the way.
 */
export async function init(request: InitRequest, world: InitWorld): Promise<void> {
  const asks = !request.yes && !request.dryRun
  if (asks && world.asker === undefined) {
    throw new ConfigurationError(
      'init asks questions, and here is no terminal to ask at. Give --yes to use what is sure, or --dry-run to see it.',
    )
  }
  const asker = asks ? await world.asker?.() : undefined
  const root = await realpath(world.cwd)
  const seen = await lookAtFiles(root)
  const git = await gitSurroundings(root, world.exec)
  const { reading } = request.answers
  const declared = reading === undefined ? await readingBefore(root) : parseReading(reading)
  await using data = await openData(root, (line) => world.tell(harmlessLine(line)), declared)
  const decided = await decide({ folder: basename(root), seen, data, ...git }, request.answers, asker)
  const { decision, note } = await measured(decided, root, world)
  const plan = await planSetup(decision, seen, { version: world.version, read: (path) => present(root, path) })
  const files = await agreed(plan.files, request, asker, world)
  const parts = decision.divided === undefined ? [] : [decision.divided.train, decision.divided.test]
  await refuseDivided(parts, root, request)
  const say = (line: string): void => world.write(`${harmlessLine(line)}\n`)
  for (const line of summary(decision)) say(line)
  const wanted = [...parts, ...changed(files)].map(({ path }) => path)
  if (asker !== undefined && wanted.length > 0) {
    const writes = await asker.confirm({ text: `Write ${wanted.join(', ')}?`, initial: true })
    if (!writes) throw new ConfigurationError('Nothing was written.')
  }
  if (request.dryRun) {
    for (const { path, observed } of parts) say(`Would write ${path}, ${observed.rows} rows`)
    for (const line of changed(files).map(diffOf).join('\n').split('\n')) say(line)
    say('Nothing was written.')
  } else {
    const contents: FileToWrite[] = changed(files).map(({ path, content }) => ({ path, content }))
    const divided = parts.map(({ path, temporary }) => ({ path, content: { copyOf: temporary } }))
    await writeTogether(root, [...divided, ...contents])
    for (const { path } of divided) say(`Written  ${path}`)
    for (const { path, before, adds } of changed(files)) {
      say(`Written  ${path}${before !== undefined && adds ? ' (lines added)' : ''}`)
    }
  }
  for (const sentence of [...decision.notes, ...plan.notes, ...note]) say(`Note     ${sentence}`)
  say('')
  say(request.dryRun ? 'Next: the same without --dry-run' : `Next: ${nextCommands(decision)}`)
}

/** What judges the model here, to be run as it stands. */
function nextCommands({ project }: Decision): string {
  const steps = ['validate-data', ...(project.training.value.by === 'nobody' ? [] : ['train-model']), 'evaluate-gate']
  return steps.map((step) => `mlgate ${step}`).join(' && ')
}

/** The decision with margins that were simulated, where there is a model to simulate with. */
async function measured(
  decision: Decision,
  root: string,
  world: InitWorld,
): Promise<{ readonly decision: Decision; readonly note: readonly string[] }> {
  const { project, testLabel, divided } = decision
  const candidate = project.candidate.value.path
  const exists = await lstat(join(root, candidate)).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!exists || testLabel.rows > mostSimulatedRows) return { decision, note: [] }
  try {
    const { body } = selectModel(loadProject(projectFile(project, 'mlgate.yml'), 'mlgate.yml'))
    const place = { projectFolder: root, repository: root, roots: [], use: 'read' } as const
    const margins = await supportedMargins({
      model: await resolveDataPath({ ...place, path: candidate, what: 'candidate' }),
      test:
        divided?.test.temporary ?? (await resolveDataPath({ ...place, path: project.test.value, what: 'data.test' })),
      body,
      progress: world.progress,
      simulations,
    })
    const metrics = withMeasuredMargins(project.metrics, margins, candidate)
    return { decision: { ...decision, project: { ...project, metrics } }, note: [] }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const reason = messageOf(error)
    return {
      decision,
      note: [`Margins are estimated, not simulated, since nothing could be simulated with ${candidate}: ${reason}`],
    }
  }
}

/** What the project file that is there says of CSV files. One that cannot be read says nothing. */
async function readingBefore(root: string): Promise<ModelBody['data']['reading']> {
  try {
    const text = await present(root, 'mlgate.yml')
    return text === undefined ? undefined : selectModel(loadProject(text, 'mlgate.yml')).body.data.reading
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined
    throw error
  }
}

async function present(root: string, path: string): Promise<string | undefined> {
  const found = await lstat(join(root, path)).catch(() => undefined)
  if (found === undefined) return undefined
  if (!found.isFile()) throw new ConfigurationError(`${path}: is in the way, and no file. Remove it.`)
  return readFile(join(root, path), 'utf8')
}

/** The files that are to be written: all, or those that may replace what is there. */
async function agreed(
  files: readonly PlannedFile[],
  request: InitRequest,
  asker: Asker | undefined,
  world: InitWorld,
): Promise<readonly PlannedFile[]> {
  const replaced = overwritten(files)
  if (replaced.length === 0 || request.force || request.dryRun) return files
  if (asker === undefined) {
    const names = replaced.map(({ path }) => path).join(', ')
    throw new ConfigurationError(
      `${names}: ${replaced.length === 1 ? 'is' : 'are'} there and would change. --dry-run shows how, --force replaces; nothing was written.`,
    )
  }
  const kept = new Set<string>()
  for (const file of replaced) {
    for (const line of diffOf(file).split('\n')) world.write(`${harmlessLine(line)}\n`)
    if (!(await asker.confirm({ text: `Replace ${file.path}?`, initial: false }))) kept.add(file.path)
  }
  return files.filter(({ path }) => !kept.has(path))
}

/** Rows that somebody put there are never replaced by ours, but by `--force`. */
async function refuseDivided(
  parts: readonly { readonly path: string }[],
  root: string,
  { force }: InitRequest,
): Promise<void> {
  for (const { path } of parts) {
    if (force || (await lstat(join(root, path)).catch(() => undefined)) === undefined) continue
    throw new ConfigurationError(
      `${path}: is there. Name it with --train or --test, or replace it with --force; nothing was written.`,
    )
  }
}

function summary({ project }: Decision): readonly string[] {
  const { candidate, id, label, model, positive, task, test, train, training } = project
  const how =
    training.value.by === 'command'
      ? training.value.argv.join(' ')
      : training.value.by === 'builtin'
        ? training.value.algorithm
        : 'elsewhere'
  const rows: readonly (readonly [name: string, value: string | undefined, because?: string | undefined])[] = [
    ['model', model],
    ['task', task.value, task.because],
    ['label', label.value, label.because],
    ['positive', positive && String(positive.value), positive?.because],
    ['id', id?.value, id?.because],
    ['train', train?.value, train?.because],
    ['test', test.value, test.because],
    ['trained by', how, training.because],
    ['candidate', candidate.value.path, candidate.because],
  ]
  return [
    ...rows.flatMap(([name, value, because]) =>
      value === undefined ? [] : [`${name.padEnd(11)}${value}${because === undefined ? '' : ` (${because})`}`],
    ),
    '',
  ]
}
