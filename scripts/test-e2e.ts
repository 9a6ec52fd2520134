/** npm run test:e2e [-- vitest's arguments]: our actions in a real runner. Installs the runner when it is not there. */
import { runCommand, workspaceEnvironment } from './run-command.ts'
import { ensureTool, pathWith } from './tools/pinned-tools.ts'

const act = await ensureTool('act')
const { exitCode } = await runCommand(['vitest', 'run', '--project', 'e2e', ...process.argv.slice(2)], {
  env: { ...workspaceEnvironment(), PATH: pathWith([act]) },
  live: true,
})
process.exitCode = exitCode ?? 1
