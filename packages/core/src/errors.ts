/** A place in a text file that a person can jump to. Lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string
  readonly line: number
  readonly column: number
}

/**
 * The user asked for something that cannot be: a wrong key, a missing file, a column that is not there.
 * The message says where, what was found and what to do; no stack is shown. Exit code 2.
 */
export class ConfigurationError extends Error {
  override readonly name: string = 'ConfigurationError'
  readonly position: SourcePosition | undefined

  constructor(message: string, options: { readonly position?: SourcePosition; readonly cause?: unknown } = {}) {
    const at = options.position
    super(at ? `${at.file}:${at.line}:${at.column} ${message}` : message, { cause: options.cause })
    this.position = at
  }
}

/**
 * What was asked for may not be done: what must be proven first is not. The message says which proof is missing and what
 * to run. Exit code 2.
 */
export class RefusalError extends ConfigurationError {
  override readonly name = 'RefusalError'
}

/**
 * Something outside failed: a server, the network, a disk. The message names the remote and what was tried.
 * Exit code 3, so that nobody reads an outage as a verdict.
 */
export class InfrastructureError extends Error {
  override readonly name: string = 'InfrastructureError'
  /** Whether the same call may go through later. */
  readonly retryable: boolean

  constructor(message: string, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause })
    this.retryable = options.retryable
  }
}

/**
 * What was read is not what was recorded or handed over: a file was changed, an artifact exchanged. The message names
 * both digests. Exit code 3; trying again does not help.
 */
export class IntegrityError extends InfrastructureError {
  override readonly name = 'IntegrityError'

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { ...options, retryable: false })
  }
}

/** What kind of failure a thrown value is. Anything that is not one of our classes is a bug. */
export type FailureKind = 'configuration' | 'refusal' | 'infrastructure' | 'integrity' | 'bug'

export function failureKind(error: unknown): FailureKind {
  if (error instanceof RefusalError) return 'refusal'
  if (error instanceof ConfigurationError) return 'configuration'
  if (error instanceof IntegrityError) return 'integrity'
  if (error instanceof InfrastructureError) return 'infrastructure'
  return 'bug'
}

/** The message of a thrown value, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
