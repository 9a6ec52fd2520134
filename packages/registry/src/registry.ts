import type { Digest, NamedDigest } from '@mlgate/core'

/** What a record proves: the gate's verdict, how the model came to be, that its data passed. */
export type RecordRole = 'verdict' | 'training' | 'data'

/** A record with its bytes as they were signed. */
export interface EvidenceRecord {
  readonly role: RecordRole
  /** Its file's name: `record.sigstore.json`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What is handed in to become a version. */
export interface Registration {
  readonly model: string
  /** The model's file and what belongs to it. Names are relative to its folder; the digest is what its bytes must be. */
  readonly files: readonly (NamedDigest & { readonly path: string })[]
  /** At most one of each role; without a verdict there is nothing to register. */
  readonly records: readonly EvidenceRecord[]
}

/** What the evidence says of a version. */
export interface EvidenceFacts {
  /** When it was judged: from the signed payload, so that a second registration says the same. */
  readonly createdAt: Date
  readonly commit: string | undefined
}

/**
 * Judges the evidence for the very bytes that the registry has stored, before there is a version. Throws to refuse: then
 * nothing is registered.
 */
export type RequireEvidence = (stored: {
  readonly files: readonly NamedDigest[]
  readonly records: readonly EvidenceRecord[]
}) => Promise<EvidenceFacts>

export interface RegisteredFile extends NamedDigest {
  /** Its size. */
  readonly bytes: number
}

export interface RegisteredRecord extends RegisteredFile {
  readonly role: RecordRole
}

/** A version: never changes, never goes away. */
export interface ModelVersion extends EvidenceFacts {
  readonly model: string
  /** Counts from 1, in the order of registration. */
  readonly version: number
  readonly files: readonly RegisteredFile[]
  readonly records: readonly RegisteredRecord[]
}

export type Resolution =
  | { readonly found: true; readonly version: ModelVersion }
  /** Proven never to have existed; anything else is thrown. */
  | { readonly found: false; readonly reason: string }

export interface AliasRequest {
  readonly model: string
  /** A pointer that people know: `production`. */
  readonly alias: string
  readonly version: number
  /** What the alias points to as far as the caller knows; undefined when it should not exist yet. */
  readonly expectedPrevious: number | undefined
  readonly at: Date
  /** Who moves it, for the history: the address of a run. */
  readonly by: string | undefined
}

/** One move of an alias. The newest says where it points. */
export interface AliasMove {
  readonly model: string
  readonly alias: string
  /** Counts the moves of this alias from 1. */
  readonly move: number
  readonly version: number
  /** What it pointed to before; undefined for the first. */
  readonly previous: number | undefined
  readonly at: Date
  readonly by: string | undefined
}

export type RegistryEvent =
  | { readonly kind: 'registered'; readonly at: Date; readonly version: ModelVersion }
  | { readonly kind: 'alias-moved'; readonly at: Date; readonly move: AliasMove }

/** A record of what became of a version in an environment. */
export interface KeptDeployment {
  readonly environment: string
  /** Its file's name. */
  readonly name: string
  /** As they were signed. */
  readonly bytes: Uint8Array
}

export interface CheckedOutFile {
  readonly name: string
  readonly digest: Digest
  /** Absolute. */
  readonly path: string
}

/**
 * Where models that passed are kept: bytes by digest, versions that never change, aliases that move, and the history of
 * both. Methods reject with ConfigurationError for names and references that cannot be, and with InfrastructureError when
 * the registry does not answer or what it holds is not what it says; nothing that was not hashed again is handed out.
 */
export interface Registry {
  /** Makes a version. The same bytes with the same verdict are the same version: then `created` is false. */
  register(
    registration: Registration,
    requireEvidence: RequireEvidence,
  ): Promise<{ readonly version: ModelVersion; readonly created: boolean }>
  /** The version that an alias points to, or of that number: `production`, `3`. */
  resolve(model: string, reference: string): Promise<Resolution>
  /**
   * Points an alias to a version. Moving it where it already points changes nothing (`moved` is false); when it points
   * to something else than expected, somebody was faster, and an InfrastructureError says so.
   */
  moveAlias(request: AliasRequest): Promise<{ readonly move: AliasMove; readonly moved: boolean }>
  /** Names of all models, sorted. */
  models(): Promise<readonly string[]>
  /** All versions of a model, oldest first; none for a model that is not there. */
  versions(model: string): Promise<readonly ModelVersion[]>
  /** Where each alias of a model points, by name. */
  aliases(model: string): Promise<readonly AliasMove[]>
  /** Registrations and moves, oldest first. */
  history(model: string): Promise<readonly RegistryEvent[]>
  /** The records of a version, hashed again. */
  records(version: ModelVersion): Promise<readonly EvidenceRecord[]>
  /** Keeps the record of a deployment of a version; what is the newest of its environment already changes nothing. */
  keepDeployment(version: ModelVersion, deployment: KeptDeployment): Promise<void>
  /**
   * The newest record kept of a deployment of these very files to an environment, whatever the number of their version;
   * undefined when there is none. Hashed again; what it says is for the caller to believe or not.
   */
  newestDeployment(version: ModelVersion, environment: string): Promise<KeptDeployment | undefined>
  /** Copies the files of a version into a folder, under their names, hashing what was written. */
  checkOut(version: ModelVersion, folder: string): Promise<readonly CheckedOutFile[]>
}
