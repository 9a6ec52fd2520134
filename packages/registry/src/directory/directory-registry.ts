import { join } from 'node:path'
import { ConfigurationError, InfrastructureError, IntegrityError } from '@mlgate/core'
import type {
  AliasMove,
  AliasRequest,
  CheckedOutFile,
  EvidenceRecord,
  KeptDeployment,
  ModelVersion,
  RegisteredRecord,
  Registration,
  Registry,
  RegistryEvent,
  RequireEvidence,
  Resolution,
} from '../registry.ts'
import {
  isAlias,
  isModelName,
  parseReference,
  requireAlias,
  requireEnvironment,
  requireFileNames,
  requireModelName,
} from '../registry-names.ts'
import { AliasDocument, aliasDocumentOf, moveOf } from './alias-document.ts'
import { BlobStore, type StagedBlob } from './blob-store.ts'
import { DeploymentDocument, deploymentOf } from './deployment-document.ts'
import { onDisk } from './disk-error.ts'
import { NumberedDocuments } from './numbered-documents.ts'
import { RegistryFolder } from './registry-folder.ts'
import { documentOf, hasSameFiles, isSame, VersionDocument, versionOf } from './version-document.ts'

/** Bytes that one record may have. */
const largestRecord = 16 * 1024 * 1024

/**
 * A registry in a folder, on this machine or shared:
 *
 *     registry.json                              says that this is one
 *     blobs/sha256/<hex>                         files and records by their digest
 *     models/<model>/versions/<n>.json           what version n is made of
 *     models/<model>/aliases/<alias>/<n>.json    the n-th move of an alias; the newest is where it points
 *     models/<model>/deployments/<environment>/<n>.json   the n-th record of a deployment there
 *     tmp/                                       what is being written
 *
 * Nothing is ever changed, so there is nothing to lock: a version or a move appears with one link(2) to a finished file,
 * which fails for all but the first, and who was second looks again. A process that is killed leaves a temporary file or
 * blobs that nobody names, which is harmless.
 *
 * `root` is absolute. With `create`, a folder that is missing or empty is a registry without models.
 */
export function openDirectoryRegistry(root: string, options: { readonly create: boolean }): Registry {
  return new DirectoryRegistry(root, options)
}

class DirectoryRegistry implements Registry {
  readonly #folder: RegistryFolder
  readonly #blobs: BlobStore

  constructor(root: string, options: { readonly create: boolean }) {
    this.#folder = new RegistryFolder(root, options)
    this.#blobs = new BlobStore(this.#folder)
  }

  async register(
    registration: Registration,
    requireEvidence: RequireEvidence,
  ): Promise<{ readonly version: ModelVersion; readonly created: boolean }> {
    const { model, records } = registration
    refuseImpossible(registration)
    await using staged = new AsyncDisposableStack()
    const blobs = await this.#onDisk(async () => {
      await this.#folder.prepare()
      return this.#stageFiles(registration, staged)
    })
    const files = blobs.map(({ name, blob: { digest, bytes } }) => ({ name, digest, bytes }))
    // Before anything is kept: what is refused leaves nothing behind.
    const facts = await requireEvidence({ files: files.map(({ name, digest }) => ({ name, digest })), records })
    // Awaited here, or what is staged would go away before it is placed.
    return await this.#onDisk(async () => {
      for (const { blob } of blobs) await blob.place()
      const stored: RegisteredRecord[] = []
      for (const { role, name, bytes } of records) {
        stored.push({ role, name, ...(await this.#blobs.storeBytes(bytes)) })
      }
      const { createdAt, commit } = facts
      return this.#takeNumber({ model, files, records: stored, createdAt, commit })
    })
  }

  async #stageFiles(
    { files }: Registration,
    staged: AsyncDisposableStack,
  ): Promise<readonly { readonly name: string; readonly blob: StagedBlob }[]> {
    const blobs: { name: string; blob: StagedBlob }[] = []
    for (const { name, digest, path } of files) {
      const blob = staged.use(await this.#blobs.stageFile(path))
      if (blob.digest !== digest) {
        throw new IntegrityError(`${name} is ${blob.digest}, not ${digest}: it changed while it was registered.`)
      }
      blobs.push({ name, blob })
    }
    return blobs
  }

  /** Gives the next free number to a version, unless it is there already. */
  async #takeNumber(
    candidate: Omit<ModelVersion, 'version'>,
  ): Promise<{ readonly version: ModelVersion; readonly created: boolean }> {
    const { model, files, records } = candidate
    const verdict = records.find(({ role }) => role === 'verdict')
    if (verdict === undefined) throw new RangeError('A registration without a verdict was refused before.')
    const documents = this.#versionsOf(model)
    const newest = await documents.newest()
    // Each number is looked at before the next is tried, so two registrations of the same cannot both get one.
    for (let number = 1; ; number++) {
      if (number > newest) {
        const version = { ...candidate, version: number }
        if (await documents.create(number, documentOf(version))) return { version, created: true }
      }
      const taken = versionOf(await documents.require(number), model, number)
      if (isSame(taken, files, verdict.digest)) return { version: taken, created: false }
    }
  }

  resolve(model: string, reference: string): Promise<Resolution> {
    requireModelName(model)
    const parsed = parseReference(reference)
    return this.#onDisk(async () => {
      if (!(await this.#folder.exists())) return { found: false, reason: 'nothing was ever registered' }
      if ('version' in parsed) {
        const version = await this.#readVersion(model, parsed.version)
        return version === undefined
          ? { found: false, reason: `${model} has no version ${parsed.version}` }
          : { found: true, version }
      }
      const { alias } = parsed
      const move = await this.#newestMove(model, alias)
      if (move === undefined) return { found: false, reason: `${model} has no alias ${alias}` }
      return { found: true, version: await this.#requireVersion(model, move.version) }
    })
  }

  async moveAlias(request: AliasRequest): Promise<{ readonly move: AliasMove; readonly moved: boolean }> {
    const { model, alias, version, expectedPrevious, at, by } = request
    requireModelName(model)
    requireAlias(alias)
    return this.#onDisk(async () => {
      const known = (await this.#folder.exists()) ? await this.#readVersion(model, version) : undefined
      if (known === undefined)
        throw new ConfigurationError(`${model} has no version ${version} that ${alias} could name.`)
      const documents = this.#movesOf(model, alias)
      for (;;) {
        const present = await this.#newestMove(model, alias)
        if (present?.version === version) return { move: present, moved: false }
        if (present?.version !== expectedPrevious) {
          throw new InfrastructureError(
            `${alias} of ${model} points to ${versionInWords(present?.version)}, not to ${versionInWords(expectedPrevious)}: somebody moved it. Look at it, then run again.`,
            { retryable: false },
          )
        }
        const number = (present?.move ?? 0) + 1
        const move: AliasMove = { model, alias, move: number, version, previous: present?.version, at, by }
        if (await documents.create(number, aliasDocumentOf(move))) return { move, moved: true }
      }
    })
  }

  models(): Promise<readonly string[]> {
    return this.#onDisk(async () => {
      if (!(await this.#folder.exists())) return []
      const found: string[] = []
      for (const name of await this.#folder.names(['models'])) {
        // A folder without a version is what a killed process leaves.
        if (isModelName(name) && (await this.#versionsOf(name).newest()) > 0) found.push(name)
      }
      return found.sort()
    })
  }

  versions(model: string): Promise<readonly ModelVersion[]> {
    requireModelName(model)
    return this.#onDisk(async () => {
      if (!(await this.#folder.exists())) return []
      const documents = await this.#versionsOf(model).all()
      return documents.map((document, index) => versionOf(document, model, index + 1))
    })
  }

  async aliases(model: string): Promise<readonly AliasMove[]> {
    const moves = await this.#allMoves(model)
    return moves.flatMap((ofAlias) => ofAlias.slice(-1))
  }

  async history(model: string): Promise<readonly RegistryEvent[]> {
    const registered = (await this.versions(model)).map(
      (version): RegistryEvent => ({ kind: 'registered', at: version.createdAt, version }),
    )
    const moved = (await this.#allMoves(model))
      .flat()
      .map((move): RegistryEvent => ({ kind: 'alias-moved', at: move.at, move }))
    // Stable: of one moment, registrations come before moves, and each kind stays in its own order.
    return [...registered, ...moved].sort((a, b) => a.at.getTime() - b.at.getTime())
  }

  records(version: ModelVersion): Promise<readonly EvidenceRecord[]> {
    return this.#onDisk(async () => {
      const found: EvidenceRecord[] = []
      for (const { role, name, digest } of version.records) {
        found.push({ role, name, bytes: await this.#blobs.read(digest, largestRecord) })
      }
      return found
    })
  }

  async keepDeployment(version: ModelVersion, { environment, name, bytes }: KeptDeployment): Promise<void> {
    const { model } = version
    requireModelName(model)
    requireEnvironment(environment)
    if (bytes.byteLength > largestRecord) {
      throw new ConfigurationError(`${model}: the record of a deployment is larger than ${largestRecord} bytes.`)
    }
    await this.#onDisk(async () => {
      const { digest } = await this.#blobs.storeBytes(bytes)
      const documents = this.#deploymentsOf(model, environment)
      for (;;) {
        const newest = await documents.newest()
        const present =
          newest === 0 ? undefined : deploymentOf(await documents.require(newest), model, environment, newest)
        if (present?.version === version.version && present.record.digest === digest) return
        const deployment = newest + 1
        const document = { model, environment, deployment, version: version.version, record: { name, digest } }
        if (await documents.create(deployment, document)) return
      }
    })
  }

  async newestDeployment(version: ModelVersion, environment: string): Promise<KeptDeployment | undefined> {
    const { model } = version
    requireModelName(model)
    requireEnvironment(environment)
    return this.#onDisk(async () => {
      const documents = this.#deploymentsOf(model, environment)
      for (let number = await documents.newest(); number > 0; number--) {
        const kept = deploymentOf(await documents.require(number), model, environment, number)
        if (!hasSameFiles(await this.#requireVersion(model, kept.version), version.files)) continue
        const { name, digest } = kept.record
        return { environment, name, bytes: await this.#blobs.read(digest, largestRecord) }
      }
      return undefined
    })
  }

  checkOut(version: ModelVersion, folder: string): Promise<readonly CheckedOutFile[]> {
    requireFileNames(version.files.map(({ name }) => name))
    return this.#onDisk(async () => {
      const files: CheckedOutFile[] = []
      for (const { name, digest, bytes } of version.files) {
        const path = join(folder, ...name.split('/'))
        await this.#blobs.copyTo(digest, bytes, path)
        files.push({ name, digest, path })
      }
      return files
    })
  }

  #versionsOf(model: string): NumberedDocuments<typeof VersionDocument> {
    return new NumberedDocuments(this.#folder, ['models', model, 'versions'], VersionDocument)
  }

  #movesOf(model: string, alias: string): NumberedDocuments<typeof AliasDocument> {
    return new NumberedDocuments(this.#folder, ['models', model, 'aliases', alias], AliasDocument)
  }

  #deploymentsOf(model: string, environment: string): NumberedDocuments<typeof DeploymentDocument> {
    return new NumberedDocuments(this.#folder, ['models', model, 'deployments', environment], DeploymentDocument)
  }

  async #readVersion(model: string, number: number): Promise<ModelVersion | undefined> {
    const document = await this.#versionsOf(model).read(number)
    return document && versionOf(document, model, number)
  }

  async #requireVersion(model: string, number: number): Promise<ModelVersion> {
    return versionOf(await this.#versionsOf(model).require(number), model, number)
  }

  async #newestMove(model: string, alias: string): Promise<AliasMove | undefined> {
    const documents = this.#movesOf(model, alias)
    const number = await documents.newest()
    return number === 0 ? undefined : moveOf(await documents.require(number), model, alias, number)
  }

  /** The moves of each alias, by the alias's name, oldest first. */
  #allMoves(model: string): Promise<readonly (readonly AliasMove[])[]> {
    requireModelName(model)
    return this.#onDisk(async () => {
      if (!(await this.#folder.exists())) return []
      const names = (await this.#folder.names(['models', model, 'aliases'])).filter(isAlias)
      const all: AliasMove[][] = []
      for (const alias of [...names].sort()) {
        const documents = await this.#movesOf(model, alias).all()
        all.push(documents.map((document, index) => moveOf(document, model, alias, index + 1)))
      }
      return all
    })
  }

  #onDisk<T>(body: () => Promise<T>): Promise<T> {
    return onDisk(`Registry ${this.#folder.root}`, body)
  }
}

function refuseImpossible({ model, files, records }: Registration): void {
  requireModelName(model)
  if (files.length === 0) throw new ConfigurationError(`${model}: there is no file to register.`)
  requireFileNames(files.map(({ name }) => name))
  const roles = records.map(({ role }) => role)
  if (new Set(roles).size !== roles.length) throw new ConfigurationError(`${model}: there are two records of one role.`)
  if (!roles.includes('verdict')) throw new ConfigurationError(`${model}: there is no verdict to register it by.`)
  for (const { role, bytes } of records) {
    if (bytes.byteLength > largestRecord) {
      throw new ConfigurationError(`${model}: the ${role} record is larger than ${largestRecord} bytes.`)
    }
  }
}

function versionInWords(version: number | undefined): string {
  return version === undefined ? 'nothing' : `version ${version}`
}
