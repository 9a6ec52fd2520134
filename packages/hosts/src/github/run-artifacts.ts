import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArtifactReference } from '@mlgate/core'
import { ConfigurationError, InfrastructureError, IntegrityError, messageOf, parseDigest } from '@mlgate/core'
import { safeArtifactName } from '../artifact-name.ts'
import { artifactFiles, fillFolder } from '../folder-artifact.ts'
import type { Environment } from '../host-dependencies.ts'
import { variable } from '../host-dependencies.ts'
import { count } from '../json-shape.ts'
import type { ArtifactClient, FindBy } from './artifact-client.ts'
import { isEnterpriseServer } from './enterprise-server.ts'

export interface RunArtifactsOptions {
  readonly env: Environment
  readonly client: () => Promise<ArtifactClient>
  /** For artifacts of other runs; undefined without a token. */
  readonly otherRuns: FindBy | undefined
  readonly timeoutSeconds: number
}

/** Hand-over through GitHub's artifact service. */
export class RunArtifacts {
  readonly #options: RunArtifactsOptions

  constructor(options: RunArtifactsOptions) {
    this.#options = options
  }

  async upload(name: string, directory: string): Promise<ArtifactReference> {
    this.#assertService()
    const files = await artifactFiles(directory)
    for (const file of files) assertPortable(file)
    const attempt = Number(variable(this.#options.env, 'GITHUB_RUN_ATTEMPT') ?? '1')
    const stored = attemptArtifactName(name, attempt)
    const client = await this.#options.client()
    const paths = files.map((file) => join(directory, file))
    const uploaded = await this.#bounded(`uploading the artifact ${stored}`, () =>
      client.uploadArtifact(stored, paths, directory),
    ).catch((error: unknown) => {
      if (isNameTaken(error)) {
        throw new ConfigurationError(
          `This run already has an artifact ${stored}: two jobs hand over under one name. Give each its own model or working directory.`,
          { cause: error },
        )
      }
      throw error
    })
    if (uploaded.id === undefined || uploaded.digest === undefined) {
      throw new InfrastructureError(`GitHub named no id or digest for the artifact ${stored}.`, { retryable: true })
    }
    return { id: String(uploaded.id), digest: parseDigest(uploaded.digest, `the artifact ${stored}`) }
  }

  /**
   * Stores an HTML file as it is, so that GitHub opens it in the browser, and returns the artifact's id; undefined where
   * there is no artifact service. A name that another job of this run has taken gets some random digits.
   */
  async uploadPage(name: string, file: string): Promise<string | undefined> {
    if (isEnterpriseServer(this.#options.env) || this.#missing() !== undefined) return undefined
    const attempt = Number(variable(this.#options.env, 'GITHUB_RUN_ATTEMPT') ?? '1')
    const stored = attemptArtifactName(name, attempt)
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-page-'))
    const client = await this.#options.client()
    const upload = async (title: string) => {
      // The client calls the artifact by the name of the file.
      const page = join(folder, `${title}.html`)
      await copyFile(file, page)
      return this.#bounded(`uploading the page ${title}.html`, () =>
        client.uploadArtifact(title, [page], folder, { skipArchive: true }),
      )
    }
    try {
      const uploaded = await upload(stored).catch((error: unknown) => {
        if (!isNameTaken(error)) throw error
        return upload(`${stored}-${randomUUID().slice(0, 8)}`)
      })
      return uploaded.id === undefined ? undefined : String(uploaded.id)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async download(reference: ArtifactReference, into: string): Promise<void> {
    this.#assertService()
    if (!/^[1-9][0-9]{0,15}$/.test(reference.id)) {
      throw new ConfigurationError(`${JSON.stringify(reference.id)} is no artifact id of GitHub (a number).`)
    }
    const id = Number(reference.id)
    const client = await this.#options.client()
    await this.#bounded(`downloading the artifact ${id}`, () =>
      fillFolder(into, async (path) => {
        const options = { path, expectedHash: reference.digest }
        const { digestMismatch } = await client.downloadArtifact(id, options).catch((error: unknown) => {
          const elsewhere = error instanceof Error && error.name === 'ArtifactNotFoundError'
          if (!elsewhere || this.#options.otherRuns === undefined) throw error
          return client.downloadArtifact(id, { ...options, findBy: this.#options.otherRuns })
        })
        // Only a clear no is a match: the client answers undefined when it did not compare.
        if (digestMismatch !== false) {
          throw new IntegrityError(
            `The artifact ${id} is not the one that was handed over: its digest is not ${reference.digest}.`,
          )
        }
      }),
    )
  }

  #assertService(): void {
    const missing = this.#missing()
    if (missing !== undefined) throw new ConfigurationError(missing)
  }

  /** Why there is no artifact service here; undefined when there is one. */
  #missing(): string | undefined {
    const { env } = this.#options
    for (const name of ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL']) {
      if (variable(env, name) === undefined) {
        return `${name} is not set: artifacts can be handed over only from within an action (\`uses:\`), not from a \`run:\` step. There, \`mlgate --host generic\` hands over folders.`
      }
    }
    return undefined
  }

  /** The client retries by itself but has no limit on the whole; its errors are always the service's. */
  async #bounded<T>(doing: string, work: () => Promise<T>): Promise<T> {
    const seconds = this.#options.timeoutSeconds
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${seconds} s`)), seconds * 1000)
    })
    try {
      return await Promise.race([work(), timeout])
    } catch (error) {
      if (error instanceof InfrastructureError || error instanceof ConfigurationError) throw error
      const message = `GitHub's artifact service: ${doing} failed: ${reasonOf(error)}`
      throw new InfrastructureError(message, { retryable: !isFinal(error), cause: error })
    } finally {
      clearTimeout(timer)
    }
  }
}

/**
 * The client's reason, in one line. When it gives up on a download it says no more than how often it tried; each
 * attempt failed by an answer other than 200, a connection that broke, or bytes that are no zip archive.
 */
function reasonOf(error: unknown): string {
  const [said = ''] = messageOf(error).split('\n', 1)
  const attempts = /Artifact download failed after (\d+) retries/.exec(said)?.[1]
  if (attempts === undefined) return said
  return (
    `none of ${attempts} attempts brought a zip archive that can be unpacked. Either the store is in trouble, then ` +
    'running the job again later helps, or what it keeps is damaged, then the job that made the artifact must run again. ' +
    'With debug logging (ACTIONS_STEP_DEBUG) the log has the reason of each attempt.'
  )
}

/** The client's own error for what is not there, or the API's answer: neither changes by asking again. */
function isFinal(error: unknown): boolean {
  const status = count(error, 'status')
  return (error instanceof Error && error.name === 'ArtifactNotFoundError') || (status !== undefined && status < 500)
}

/** Another job of this run has an artifact of that name. */
function isNameTaken(error: unknown): boolean {
  return /\b409\b/.test(messageOf(error))
}

/** The service forbids these in paths, for the sake of NTFS. */
function assertPortable(file: string): void {
  if (/["<>|*?\r\n:]/.test(file)) {
    throw new ConfigurationError(
      `${JSON.stringify(file)}: GitHub's artifacts hold no file with one of " < > | * ? : or a line break in its name.`,
    )
  }
}

/** The name in the service: attempts of one run keep what earlier ones uploaded, so each has names of its own. */
export function attemptArtifactName(name: string, attempt: number): string {
  return attempt > 1 ? `${safeArtifactName(name)}-attempt-${attempt}` : safeArtifactName(name)
}

const attemptSuffix = /-attempt-([1-9][0-9]{0,8})$/

/** Whether a stored name is that of `name` in any attempt. */
export function isArtifactOf(stored: string, name: string): boolean {
  const safe = safeArtifactName(name)
  return stored === safe || (attemptSuffix.test(stored) && stored.replace(attemptSuffix, '') === safe)
}

/** The attempt that a stored name says it is of. */
export function attemptOf(stored: string): number {
  return Number(attemptSuffix.exec(stored)?.[1] ?? '1')
}
