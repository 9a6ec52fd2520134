import { ConfigurationError, exitCodes } from '@mlgate/core'
import { init } from '../src/init.ts'
import { initCommand } from '../src/init-request.ts'
import { runProgram } from '../src/run-program.ts'

const quiet = () => undefined

/**
 * Runs `mlgate init` with these arguments in a folder, and nobody to ask, but in this process, which has loaded the
 * libraries already. What the launcher adds, exit code and words for an error, is tested where a process is started.
 */
export async function initHere(
  folder: string,
  args: readonly string[],
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const out: string[] = []
  const told: string[] = []
  let ended: Promise<void> = Promise.resolve()
  const command = initCommand((request) => {
    ended = init(request, {
      cwd: folder,
      exec: runProgram,
      progress: { start: quiet, advance: quiet, stop: quiet },
      version: '1.2.3',
      tell: (line) => void told.push(line),
      write: (text) => void out.push(text),
      asker: undefined,
    })
  })
  command.parse(args, { from: 'user' })
  try {
    await ended
    return { status: exitCodes.pass, stdout: out.join(''), stderr: told.join('\n') }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { status: exitCodes.configuration, stdout: out.join(''), stderr: [...told, error.message].join('\n') }
  }
}
