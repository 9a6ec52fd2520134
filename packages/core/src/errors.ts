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
  override readonly name = 'ConfigurationError'
  readonly position: SourcePosition | undefined

  constructor(message: string, options: { readonly position?: SourcePosition; readonly cause?: unknown } = {}) {
    const at = options.position
    super(at ? `${at.file}:${at.line}:${at.column} ${message}` : message, { cause: options.cause })
    this.position = at
  }
}

/**
 * Something outside failed: a server, the network, a disk. The message names the remote and what was tried.
 * Exit code 3, so that nobody reads an outage as a verdict.
 */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError'
  /** Whether the same call may go through later. */
  readonly retryable: boolean

  constructor(message: string, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause })
    this.retryable = options.retryable
  }
}

/** What kind of failure a thrown value is. Anything that is not one of our two classes is a bug. */
export type FailureKind = 'configuration' | 'infrastructure' | 'bug'

export function failureKind(error: unknown): FailureKind {
  if (error instanceof ConfigurationError) return 'configuration'
  if (error instanceof InfrastructureError) return 'infrastructure'
  return 'bug'
}

/** The message of a thrown value, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
