import { type ExitCode, exitCodes, failureKind, messageOf } from '@mlgate/core'

/** What ends a process; a part of Node's `process`. */
export interface EndableProcess {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown
  exit(code: ExitCode): void
}

/**
 * Ends the process with the exit code of what was thrown where nothing catches: Node itself would end it with 1, which
 * says that the gate failed. `write` gets the message, of a fault of ours with the stack. Returns what ends it so for an error
 * that the caller has in hand.
 */
export function endOnFault(process: EndableProcess, write: (text: string) => void): (error: unknown) => void {
  const end = (error: unknown): void => {
    const kind = failureKind(error)
    const stack = error instanceof Error ? error.stack : undefined
    write(kind === 'bug' ? `A fault in mlgate: ${stack ?? messageOf(error)}` : messageOf(error))
    process.exit(exitCodes[kind])
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
  return end
}
