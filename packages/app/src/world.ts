import type { Clock, Exec, Logger, Progress } from '@mlgate/core'
import type { Launch } from '@mlgate/steps'

/** Everything outside the forge that a run works with. */
export interface World {
  /** Where the user stands; the project file is looked for here, and `.mlgate/` is written here. */
  readonly cwd: string
  readonly clock: Clock
  readonly exec: Exec
  readonly log: Logger
  readonly progress: Progress
  readonly launch: Launch
  readonly fetch: typeof globalThis.fetch
  /** An environment variable, for secrets that are read from one. */
  readonly variable: (name: string) => string | undefined
  /** Version of mlgate, for records. */
  readonly version: string
}
