import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { contractCode } from '@mlgate/contracts/own-code'
import { ConfigurationError, type Digest, digestOfBytes, type Host, type PolicyTip } from '@mlgate/core'
import { metricCode } from '@mlgate/gate'
import {
  extendsChange,
  loadProject,
  type ModelBody,
  type PolicyChange,
  type Project,
  policyChanges,
  policyDigest,
  policyDocument,
  resolveDataPath,
  tightened,
} from '@mlgate/project'
import { type ExtendedPolicy, readExtended } from './extends.ts'

/** What judges: the policy parts of the project file, and of the organisation's policy that it extends. */
interface JudgingPolicy {
  readonly body: ModelBody
  /** All that judges, as plain data; see `policyDocument`. */
  readonly document: object
  /** What records know it by. */
  readonly digest: Digest
  /** Where it was read, in words: `mlgate.yml at main@4f1c2d, extending mlgate-policy.yml at acme/policy@0a1b2c3`. */
  readonly origin: string
  /** Undefined on a machine of one's own, where the working tree is the policy. */
  readonly tip: PolicyTip | undefined
  /** Folders outside the repository that may be read: those of the policy in force, and none without one. */
  readonly roots: readonly string[]
  /** What this change would alter in the policy; judged by the old one nevertheless. */
  readonly changes: readonly PolicyChange[]
  /** A file of the policy, by its path relative to mlgate.yml; undefined when it is proven not to be at the tip. */
  readFile(path: string): Promise<Uint8Array | undefined>
}

/** A policy that stands where the candidate cannot change it: what evidence is verified by and models are let through. */
export interface PolicyInForce extends JudgingPolicy {
  readonly ownBecause: undefined
}

/**
 * A policy of the change's own. Nothing passes by it, since a change could bring about the same by renaming its model;
 * and its keys, registry and environments are whoever's wrote the change.
 */
interface OwnPolicy extends JudgingPolicy {
  /** Why the change is judged by itself: the target branch has no policy for this model. */
  readonly ownBecause: string
}

export type Policy = PolicyInForce | OwnPolicy

/** The policy, when it is one in force. `refusal` begins the error otherwise: `Nothing was registered`. */
export function requireInForce(policy: Policy, refusal: string): PolicyInForce {
  if (policy.ownBecause === undefined) return policy
  throw new ConfigurationError(
    `${refusal}: ${policy.ownBecause}, and a policy of the change's own proves nothing. Merge the project file first.`,
  )
}

/**
 * Reads the policy where the candidate cannot choose it: at the current tip of the target branch (on other events: of
 * the default branch). On a machine of one's own there is no such tip; the working tree is the policy and the report
 * says so. Where the tip is proven to hold no project file, or not this model, the change's own is used, said so, and
 * nothing passes by it.
 */
export async function loadPolicy(options: {
  readonly host: Host
  /** Path of the project file relative to the repository, with `/`. */
  readonly projectFile: string
  /** What is checked out. */
  readonly local: { readonly project: Project; readonly directory: string; readonly repositoryRoot: string }
  readonly modelName: string
}): Promise<Policy> {
  const { host, projectFile, local, modelName } = options
  const body = modelOf(local.project, modelName)
  const here: LocalPolicy = { body, directory: local.directory, repositoryRoot: local.repositoryRoot }
  const tip = await host.policyTip()
  if (tip === undefined) {
    const readFile = (path: string) => readLocal(path, here)
    const extended = await readExtended(local.project.extends, host)
    const judging = extended === undefined ? body : tightened(local.project, modelName, extended.policy)
    return {
      body: judging,
      ...(await saidBy(judging, readFile)),
      origin: originOf(`${projectFile} in the working tree`, extended),
      tip,
      ownBecause: undefined,
      roots: judging.data.roots ?? [],
      changes: [],
      readFile,
    }
  }
  const readAtTip = (path: string) => tip.readFile(posix.join(posix.dirname(projectFile), path))
  // What a change extends is not read: it could name whatever the token may see.
  const own = async (ownBecause: string): Promise<OwnPolicy> => ({
    body,
    ...(await saidBy(body, readAtTip)),
    origin: `${projectFile} of this change, because ${ownBecause}`,
    tip,
    ownBecause,
    roots: [],
    changes: [],
    readFile: readAtTip,
  })
  const at = `${projectFile} at ${tip.branch}@${tip.commit.slice(0, 7)}`
  const bytes = await tip.readFile(projectFile)
  if (bytes === undefined) return own(`${tip.branch} has no ${projectFile} yet`)
  const project = loadProject(new TextDecoder().decode(bytes), at)
  const inForce = project.models.get(modelName)
  if (inForce === undefined) return own(`${tip.branch} does not know the model ${modelName} yet`)
  const extended = await readExtended(project.extends, host)
  const judging = extended === undefined ? inForce : tightened(project, modelName, extended.policy)
  // A change that loosens what it still extends would be no policy once it is merged; it is told now.
  if (extended !== undefined && local.project.extends === project.extends) {
    tightened(local.project, modelName, extended.policy)
  }
  return {
    body: judging,
    ...(await saidBy(judging, readAtTip)),
    origin: originOf(at, extended),
    tip,
    ownBecause: undefined,
    roots: judging.data.roots ?? [],
    changes: [...extendsChange(project.extends, local.project.extends), ...policyChanges(inForce, body)],
    readFile: readAtTip,
  }
}

function modelOf(project: Project, name: string): ModelBody {
  const body = project.models.get(name)
  if (body === undefined) throw new RangeError(`${project.file} has no model ${name}.`)
  return body
}

function originOf(at: string, extended: ExtendedPolicy | undefined): string {
  return extended === undefined ? at : `${at}, extending ${extended.origin}`
}

async function saidBy(body: ModelBody, readFile: Policy['readFile']): Promise<Pick<Policy, 'document' | 'digest'>> {
  const { contract: path } = body.data
  const contract = path === undefined ? undefined : await readFile(path)
  const code = [
    ...(body.gate === undefined ? [] : metricCode(body.gate)),
    ...(contract === undefined ? [] : contractCode(new TextDecoder().decode(contract))),
  ]
  const document = policyDocument(body, contract && digestOfBytes(contract), await codeDigests(code, readFile))
  return { document, digest: policyDigest(document) }
}

/** What a command names may be no file at all; then there is none to read, here and when it runs. */
async function codeDigests(
  paths: readonly string[],
  readFile: Policy['readFile'],
): Promise<Readonly<Record<string, Digest>>> {
  const digests: Record<string, Digest> = {}
  for (const path of paths) {
    const bytes = await readFile(path).catch((error: unknown) => {
      if (error instanceof ConfigurationError) return undefined
      throw error
    })
    if (bytes !== undefined) digests[path] = digestOfBytes(bytes)
  }
  return digests
}

interface LocalPolicy {
  readonly body: ModelBody
  readonly directory: string
  readonly repositoryRoot: string
}

async function readLocal(path: string, local: LocalPolicy): Promise<Uint8Array> {
  const file = await resolveDataPath({
    path,
    what: path === local.body.data.contract ? 'data.contract' : 'mlgate.yml',
    projectFolder: local.directory,
    repository: local.repositoryRoot,
    roots: local.body.data.roots ?? [],
    use: 'read',
  })
  return readFile(file)
}
