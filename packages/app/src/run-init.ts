import { init } from './init.ts'
import { terminalAsker } from './init-prompts.ts'
import type { InitRequest } from './init-request.ts'
import { runProgram } from './run-program.ts'
import { terminalProgress } from './terminal-progress.ts'
import { version } from './version.ts'

const silent = { start() {}, advance() {}, stop() {} }

/** Runs `init` in this process's folder; asks when both ends are a terminal. */
export function runInit(request: InitRequest): Promise<void> {
  const { stdin, stdout, stderr } = process
  return init(request, {
    cwd: process.cwd(),
    exec: runProgram,
    progress: stderr.isTTY ? terminalProgress(stderr) : silent,
    version,
    tell: (line) => void stderr.write(`${line}\n`),
    write: (text) => void stdout.write(text),
    asker: stdin.isTTY && stdout.isTTY ? terminalAsker : undefined,
  })
}
