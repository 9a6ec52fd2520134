import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { ConfigurationError, type Exec, type Host } from '@mlgate/core'
import type { CandidateSection } from '@mlgate/models'
import type { Registry } from '@mlgate/registry'
import { artifactName } from '../artifact-name.ts'
import { GitReader } from '../git.ts'
import { lfsPointerDigest } from '../lfs-pointer.ts'
import type { Policy } from '../policy.ts'
import { type ModelOnDisk, modelOnDisk, trainedModel } from '../training-artifact.ts'

/** The model to compare with, as a file on this machine. */
export interface Baseline extends ModelOnDisk {
  /** In words: `main@4f1c2d (run 123)`. */
  readonly name: string
  /** When it was judged, trained or committed; undefined where nobody tells. */
  readonly madeAt?: Date | undefined
  /** How to read it, where the policy's own candidate section does not say. */
  readonly section?: CandidateSection
}

export type BaselineSearch =
  | { readonly found: Baseline; readonly misses: readonly string[] }
  | { readonly found: undefined; readonly misses: readonly string[] }

/**
 * Goes through the declared sources in order and takes the first that resolves; each miss is reported with its reason.
 * A miss is proven absence. Anything else (no access, expired, wrong digest, a shallow clone without a remote) is thrown:
 * an outage must not turn a comparison into none.
 */
export async function findBaseline(
  sources: readonly string[],
  options: {
    readonly modelName: string
    readonly host: Host
    readonly exec: Exec
    readonly repositoryRoot: string
    /** Where the policy stands, on a forge; what the change itself holds is then no baseline. */
    readonly policy: Pick<Policy, 'tip' | 'readFile'>
    /** Makes a path of mlgate.yml absolute, refusing those outside the repository. */
    readonly resolvePath: (path: string) => Promise<string>
    /** The registry that the policy names; throws when it names none. */
    readonly registry: () => Promise<Registry>
    /** A folder of ours for files that are brought in. */
    readonly workFolder: string
    /** Of the policy's candidate, the positive one of two last, where they are declared. */
    readonly classes?: readonly string[] | undefined
  },
): Promise<BaselineSearch> {
  const misses: string[] = []
  for (const source of sources) {
    const result = await resolveSource(source, options)
    if (typeof result !== 'string') return { found: result, misses }
    misses.push(`${source}: ${result}`)
  }
  return { found: undefined, misses }
}

type Options = Parameters<typeof findBaseline>[1]

/** The baseline, or the reason why it is proven not to exist. */
async function resolveSource(source: string, options: Options): Promise<Baseline | string> {
  const separator = source.indexOf(':')
  const scheme = source.slice(0, separator)
  const rest = source.slice(separator + 1)
  switch (scheme) {
    case 'file':
      return fromFile(rest, options)
    case 'predictions':
      return fromPredictions(rest, options)
    case 'git':
      return fromGit(rest, options)
    case 'branch':
      return fromBranch(rest, options)
    case 'registry':
      return fromRegistry(rest, options)
    default:
      throw new ConfigurationError(
        `gate.baseline.from: ${JSON.stringify(source)} is none of registry:, branch:, git:, file: and predictions:.`,
      )
  }
}

/** On a forge as the target branch has it; a file that git does not hold there must have been brought by the job. */
async function fromFile(path: string, options: Options): Promise<Baseline | string> {
  const { policy, workFolder } = options
  const inForce = policy.tip === undefined || isAbsolute(path) ? undefined : await policy.readFile(path)
  if (inForce !== undefined) return stored(inForce, path, path, workFolder)
  const absolute = await options.resolvePath(path)
  const found = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (found === undefined) return 'there is no such file'
  if (policy.tip !== undefined && (await new GitReader(options.exec, options.repositoryRoot).isTracked(absolute))) {
    return `${policy.tip.branch} holds no such file, and the one of this change is its own`
  }
  return { ...(await modelOnDisk(absolute)), name: path }
}

/** A table of the baseline's predictions, taken at its word. */
async function fromPredictions(path: string, options: Options): Promise<Baseline | string> {
  const found = await fromFile(path, options)
  if (typeof found === 'string') return found
  const { classes } = options
  return { ...found, section: { predictions: path, ...(classes && { classes: [...classes] }) } }
}

async function fromGit(reference: string, options: Options): Promise<Baseline | string> {
  const separator = reference.indexOf(':')
  if (separator < 1 || separator === reference.length - 1) {
    throw new ConfigurationError(`gate.baseline.from: git:${reference} should read git:<ref>:<path>.`)
  }
  const ref = reference.slice(0, separator)
  const path = reference.slice(separator + 1)
  const { tip } = options.policy
  const git = new GitReader(options.exec, options.repositoryRoot)
  if (tip !== undefined && (ref === tip.branch || ref === `refs/heads/${tip.branch}`)) {
    const bytes = await tip.readFile(path)
    const name = `${tip.branch}@${tip.commit.slice(0, 7)}`
    if (bytes === undefined) return `${path} is not in ${name}`
    const kept = await stored(bytes, `git:${reference}`, name, options.workFolder, path)
    return { ...kept, madeAt: await git.committedAt(tip.commit) }
  }
  const commit = await git.commitOf(ref, await placeOf(ref, options))
  const blob = await git.blobAt(commit, path)
  if (blob === undefined) return `${path} is not in ${ref} (${commit.slice(0, 7)})`
  const folder = await mkdtemp(join(options.workFolder, 'baseline-'))
  const file = join(folder, `model${extname(path)}`)
  await git.writeBlob(blob, file)
  const name = `${ref}@${commit.slice(0, 7)}`
  const kept = await stored(await readFile(file), `git:${reference}`, name, options.workFolder, path)
  return { ...kept, madeAt: await git.committedAt(commit) }
}

/** A commit's full name is the same everywhere. Another name, where a change is judged, is what `origin` says it is. */
async function placeOf(ref: string, { policy, host }: Options): Promise<'here or origin' | 'origin'> {
  if (policy.tip === undefined || /^[0-9a-f]{40}$/.test(ref)) return 'here or origin'
  if ((await host.change())?.fromFork === true) {
    throw new ConfigurationError(
      `gate.baseline.from: git:${ref}: in a change from a fork, origin may be the fork. Name ${policy.tip.branch} or a full commit.`,
    )
  }
  return 'origin'
}

/** Writes a baseline's bytes below the work folder. */
async function stored(
  bytes: Uint8Array,
  source: string,
  name: string,
  workFolder: string,
  path = source,
): Promise<Baseline> {
  if (lfsPointerDigest(bytes) !== undefined) {
    throw new ConfigurationError(
      `gate.baseline.from: ${source} is a Git LFS pointer. Keep models in artifacts (branch:<name>), or have the job bring the file.`,
    )
  }
  const folder = await mkdtemp(join(workFolder, 'baseline-'))
  const file = join(folder, `model${extname(path)}`)
  await writeFile(file, bytes)
  return { ...(await modelOnDisk(file)), name }
}

async function fromBranch(branch: string, options: Options): Promise<Baseline | string> {
  const search = await options.host.findBranchArtifact(branch, artifactName(options.modelName, 'train-model'))
  if (!search.found) return search.reason
  const folder = await mkdtemp(join(options.workFolder, 'baseline-'))
  await options.host.downloadArtifact(search.artifact, folder)
  const model = await trainedModel(folder)
  return { ...model, name: `${branch}@${search.commit.slice(0, 7)}`, madeAt: search.createdAt }
}

async function fromRegistry(reference: string, options: Options): Promise<Baseline | string> {
  const registry = await options.registry()
  const resolution = await registry.resolve(options.modelName, reference)
  if (!resolution.found) return resolution.reason
  const { version } = resolution
  const folder = await mkdtemp(join(options.workFolder, 'baseline-'))
  const [main] = await registry.checkOut(version, folder)
  if (main === undefined) throw new RangeError('A version has at least one file.')
  const name = `${reference} (version ${version.version})`
  return { ...(await modelOnDisk(main.path)), name, madeAt: version.createdAt }
}
