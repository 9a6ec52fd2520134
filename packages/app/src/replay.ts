import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigurationError, type Exec, type Logger, type Progress } from '@mlgate/core'
import { recordFileName, signedRecordFileName, type TrustedKey, trustedKeysOf } from '@mlgate/evidence'
import { bringArtifacts, type Environment, runSource, unpackFiles } from '@mlgate/hosts'
import { artifactName } from '@mlgate/steps/artifact-name'
import { answerFileNames, isSame, replayFolder, replayText, rescore } from '@mlgate/steps/replay'
import { type OpenProject, openProject } from './open-project.ts'
import type { ReplayRequest } from './replay-request.ts'

export interface ReplayEffects {
  readonly cwd: string
  readonly env: Environment
  readonly fetch: typeof globalThis.fetch
  readonly exec: Exec
  readonly log: Logger
  readonly progress: Progress
  readonly version: string
}

/** What replaying came to: whether all is the same, and the words. */
export interface ReplayOutcome {
  readonly isSame: boolean
  readonly text: string
}

/** Files that are taken out of an artifact; whatever else it holds is left alone. Bytes: of 100 million rows, packed. */
const wantedFiles = { names: [recordFileName, signedRecordFileName, ...answerFileNames], limit: 2_000_000_000 }

/**
 * Replays what a run, a folder or an artifact holds: every model of it, or the one that is named. Nothing is written but
 * to a temporary folder, and nothing that was brought is run.
 */
export async function replay(request: ReplayRequest, effects: ReplayEffects): Promise<ReplayOutcome> {
  const project = await projectHere(request, effects)
  const work = await mkdtemp(join(tmpdir(), 'mlgate-replay-'))
  try {
    const folders = await foldersOf(request, project, work, effects)
    let all = true
    let text = ''
    for (const folder of folders) {
      const replayed = await replayFolder(folder, { trustedKeys: keysFor(project, request.model) })
      if (request.model !== undefined && replayed.model !== request.model) {
        throw new ConfigurationError(
          `${request.what}: holds the verdict on ${replayed.model}, not on ${request.model}.`,
        )
      }
      const files = request.rescore
      const rescoring = files && (await rescore(replayed, absolute(files, effects.cwd), effects.progress))
      all &&= isSame(replayed, rescoring)
      text += replayText(replayed, rescoring, effects.version)
    }
    return { isSame: all, text }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The project file is asked for its keys and names alone; who replays elsewhere has none. */
async function projectHere({ project }: ReplayRequest, { cwd }: ReplayEffects): Promise<OpenProject | undefined> {
  const isThere = await stat(resolve(cwd, project)).then(
    () => true,
    () => false,
  )
  return isThere ? openProject(cwd, project) : undefined
}

/** Of the model, or of all models where it is not known which is replayed. */
function keysFor(opened: OpenProject | undefined, model: string | undefined): readonly TrustedKey[] {
  const bodies = [...(opened?.project.models ?? [])].filter(([name]) => model === undefined || name === model)
  const keys = bodies.flatMap(([, body]) => (body.trusted_keys ? trustedKeysOf(body.trusted_keys, 'trusted_keys') : []))
  return [...new Map(keys.map((key) => [key.id, key])).values()]
}

async function foldersOf(
  request: ReplayRequest,
  project: OpenProject | undefined,
  work: string,
  effects: ReplayEffects,
): Promise<readonly string[]> {
  const { what } = request
  const path = resolve(effects.cwd, what)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return [await realpath(path)]
  if (found?.isFile()) {
    const folder = join(work, 'artifact')
    await unpackFiles(path, folder, wantedFiles)
    return [folder]
  }
  if (/^[1-9][0-9]{0,15}$/.test(what)) return broughtFolders(request, project, work, effects)
  throw new ConfigurationError(
    `${what}: is no folder, no zip file and no id of a run. Name the folder .mlgate/<model>/evaluate-gate, its artifact, or the number of a run.`,
  )
}

async function broughtFolders(
  { what, model, repository }: ReplayRequest,
  opened: OpenProject | undefined,
  work: string,
  effects: ReplayEffects,
): Promise<readonly string[]> {
  const source = runSource(effects.env, repository, await originOf(effects))
  const models = model === undefined ? [...(opened?.project.models.keys() ?? [])] : [model]
  const names = models.map((one) => artifactName(one, 'evaluate-gate'))
  if (source.forge === 'gitlab' && names.length === 0) {
    throw new ConfigurationError('replay: GitLab does not list what jobs left. Name the model: --model <name>.')
  }
  const isWanted = (name: string): boolean =>
    model === undefined ? /^a?mlgate-.*evaluate-gate/.test(name) : names.includes(name)
  effects.log.info(`Bringing what run ${what} of ${source.repository} left`)
  const brought = await bringArtifacts(source, what, { isWanted, names, files: wantedFiles }, work, effects)
  if (brought.length > 0) return brought.map(({ folder }) => folder)
  throw new ConfigurationError(
    `Run ${what} of ${source.repository} has no artifact of evaluate-gate${model === undefined ? '' : ` for ${model}`}. Did its upload fail, or is the run another one?`,
  )
}

/** What git calls the repository that it was cloned from; undefined where there is none, or no git. */
async function originOf({ exec, cwd }: ReplayEffects): Promise<string | undefined> {
  const argv = ['git', 'config', '--get', 'remote.origin.url'] as const
  const { exitCode, stdout } = await exec({ argv, cwd, env: {}, inherit: ['PATH', 'HOME'], timeoutSeconds: 10 }).catch(
    () => ({ exitCode: 1, stdout: '' }),
  )
  return exitCode === 0 && stdout.trim() !== '' ? stdout.trim() : undefined
}

function absolute(files: NonNullable<ReplayRequest['rescore']>, cwd: string) {
  return {
    candidate: resolve(cwd, files.candidate),
    baseline: files.baseline === undefined ? undefined : resolve(cwd, files.baseline),
    test: resolve(cwd, files.test),
  }
}
