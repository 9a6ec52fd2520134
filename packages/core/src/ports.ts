/** What has an effect and is neither a forge nor a file: handed in, so that everything below stays testable. */

export interface Clock {
  /** The wall clock, for records. */
  now(): Date
  /** Milliseconds from an arbitrary start, never going back, for durations. */
  monotonicMs(): number
}

/** Messages may hold untrusted text: the implementation makes control characters and workflow commands harmless. */
export interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** One bar at a time; a bar on a terminal, an occasional line elsewhere. */
export interface Progress {
  /** `total` in the unit named; undefined when it is not known beforehand. */
  start(label: string, total: number | undefined, unit: string): void
  advance(by: number): void
  stop(): void
}

export interface ExecRequest {
  /** Program and arguments; never goes through a shell. */
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** The child's environment; nothing else is there but what `inherit` names. */
  readonly env: Readonly<Record<string, string>>
  /** Names of variables that the child takes over from ours, where they are set. */
  readonly inherit?: readonly string[]
  readonly timeoutSeconds?: number
  /** What the program may take with all that it starts; beyond it they are killed. Watched on Linux. */
  readonly memoryBytes?: number
  /** Receives output line by line, in order, standard output and error together. */
  readonly onLine?: (line: string) => void
  /** Standard output goes to this file, byte for byte, and is not kept. */
  readonly stdoutFile?: string
}

export interface ExecResult {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined
  readonly signal: string | undefined
  readonly timedOut: boolean
  /** True when it was killed because it took more memory than it may. */
  readonly memoryExceeded?: boolean
  /** Standard output, whole and not trimmed (more than 64 MiB is an error); empty with `onLine` or `stdoutFile`. */
  readonly stdout: string
  /** The last 4 kB of standard error, for messages; empty with `onLine`. */
  readonly stderrTail: string
}

/** Runs programs. Rejects with ConfigurationError when the program is not found; a non-zero exit is a result. */
export type Exec = (request: ExecRequest) => Promise<ExecResult>
