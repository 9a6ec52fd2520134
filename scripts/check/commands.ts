import { type CommandResult, runCommand } from '../run-command.ts'
import { ensureTool } from '../tools/pinned-tools.ts'
import type { Check, Outcome } from './check.ts'

/** Checks that are somebody else's program: passed when it ends with 0. */

export const style: Check = {
  name: 'style',
  run: async () =>
    judge(await runCommand(['biome', 'check', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings', '.'])),
}

export const types: Check = {
  name: 'types',
  run: async () => judge(await runCommand(['tsc', '--project', '.'])),
}

export const unused: Check = {
  name: 'unused code',
  run: async () => judge(await runCommand(['knip', '--no-progress', '--no-config-hints'])),
}

export const generated: Check = {
  name: 'generated files',
  run: async () => judge(await runCommand(['node', 'scripts/generate.ts', '--check'])),
}

export const nativePins: Check = {
  name: 'native pins',
  run: async () => judge(await runCommand(['node', 'scripts/lock-natives.ts', '--check'])),
}

export const workflows: Check = {
  name: 'workflows',
  run: async () => {
    const files = await workflowFiles()
    if (files.length === 0) return { passed: false, detail: 'No workflow was found to check.' }
    const actionlint = await ensureTool('actionlint')
    return judge(await runCommand([actionlint, '-shellcheck=', '-pyflakes=', ...files]), `${files.length} files`)
  },
}

export const workflowSecurity: Check = {
  name: 'workflow security',
  run: async () => {
    // For a folder it reads what GitHub would run, which leaves the examples out.
    const examples = (await workflowFiles()).filter((file) => file.startsWith('examples/'))
    return judge(await runCommand([await ensureTool('zizmor'), '--offline', '--no-progress', '.', ...examples]))
  },
}

/** All workflows of the repository, those that examples show included. */
async function workflowFiles(): Promise<string[]> {
  const { stdout } = await runCommand(['git', 'ls-files', '--cached', '--others', '--exclude-standard'])
  return stdout.split('\n').filter((file) => /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
}

function judge({ exitCode, output }: CommandResult, detail = ''): Outcome {
  return exitCode === 0 ? { passed: true, detail } : { passed: false, detail: output }
}
