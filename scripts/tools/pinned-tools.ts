import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runCommand, workspaceEnvironment } from '../run-command.ts'

export type ToolName = 'act' | 'actionlint' | 'zizmor'

interface Tool {
  readonly version: string
  /** Path of the program inside the tool's folder. */
  readonly program: string
  /** Commands that fill the (existing, empty) folder. */
  install(folder: string): readonly (readonly [string, ...string[]])[]
  /** What must be on the machine. */
  readonly needs: string
}

const tools: Readonly<Record<ToolName, Tool>> = {
  act: goTool('github.com/nektos/act', '0.2.89', 'act'),
  actionlint: goTool('github.com/rhysd/actionlint/cmd/actionlint', '1.7.12', 'actionlint'),
  zizmor: {
    version: '1.32.0',
    program: 'bin/zizmor',
    install: (folder) => [
      ['python3', '-m', 'venv', folder],
      [join(folder, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-deps', 'zizmor==1.32.0'],
    ],
    needs: 'Python 3 with venv',
  },
}

/** Where tools and servers for checks and tests are kept between runs. */
function toolCache(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(base, 'mlgate-test')
}

/**
 * The path of a tool at its pinned version, installed first when it is not there. A folder whose installation did not
 * end is emptied and filled again. Throws with the installer's output when it fails.
 */
export async function ensureTool(name: ToolName, cache: string = toolCache()): Promise<string> {
  const tool = tools[name]
  const folder = join(cache, `${name}-${tool.version}`)
  const complete = join(folder, 'complete')
  if (!existsSync(complete)) {
    process.stdout.write(`Installing ${name} ${tool.version} into ${folder}\n`)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    for (const argv of tool.install(folder)) {
      const { exitCode, output } = await runCommand(argv, { env: { ...workspaceEnvironment(), GOBIN: folder } })
      if (exitCode !== 0)
        throw new Error(`${name} ${tool.version} needs ${tool.needs}; ${argv.join(' ')} failed:\n${output}`)
    }
    await writeFile(complete, '')
  }
  return join(folder, tool.program)
}

/** PATH with the folders of these programs in front. */
export function pathWith(programs: readonly string[]): string {
  return [...programs.map((program) => join(program, '..')), workspaceEnvironment().PATH].join(delimiter)
}

function goTool(module: string, version: string, program: string): Tool {
  return { version, program, install: () => [['go', 'install', `${module}@v${version}`]], needs: 'Go 1.24 or newer' }
}
