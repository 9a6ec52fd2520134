import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../repository.ts'
import { runCommand, workspaceEnvironment } from '../run-command.ts'
import { type Check, type Outcome, outcomeOf } from './check.ts'

/** The committed bundles are what these sources make: rebuilt from nothing, with no difference and no new file. */
export const bundlesFresh: Check = {
  name: 'bundles are fresh',
  run: async () => {
    const build = await runCommand(['node', 'scripts/build.ts'])
    if (build.exitCode !== 0) return { passed: false, detail: build.output }
    // Untracked chunks count: `git diff` would not show them.
    const { exitCode, stdout, output } = await runCommand([
      'git',
      'status',
      '--porcelain',
      '--untracked-files=all',
      '--',
      'dist',
    ])
    if (exitCode !== 0) return { passed: false, detail: output }
    return judgeStatus(stdout, build.stdout.trim().split('\n').at(-1) ?? '')
  },
}

/** `status`: lines of git status --porcelain. What is staged already is on its way into the commit. */
export function judgeStatus(status: string, detail: string): Outcome {
  const changed = status.split('\n').filter((line) => line.length > 3 && line[1] !== ' ')
  if (changed.length === 0) return { passed: true, detail }
  const shown = changed.length > 20 ? [...changed.slice(0, 20), `… and ${changed.length - 20} more`] : changed
  return {
    passed: false,
    detail: ['dist/ is not what the sources make. It is rebuilt now: commit it (git add dist).', ...shown].join('\n'),
  }
}

/** Every bundle starts on Node 24 in a folder without node_modules. */
export const bundlesStart: Check = {
  name: 'bundles start',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-bundles-'))
    try {
      await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
      const entries = (await readdir(join(folder, 'dist'))).filter((name) => name.endsWith('.js')).sort()
      const problems: string[] = []
      for (const entry of entries) problems.push(...(await startProblems(folder, entry)))
      if (entries.length === 0) problems.push('dist/ holds no bundle.')
      return outcomeOf(problems, `${entries.length} entries`)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/**
 * What each entry does when it is started with nothing: the command shows its help and version, the worker waits for
 * nothing and ends, an action asks for the project file (2, a configuration error).
 */
function expectations(
  entry: string,
): readonly { readonly argv: readonly string[]; readonly exitCode: number; readonly says: RegExp }[] {
  if (entry === 'mlgate.js') {
    return [
      { argv: ['--help'], exitCode: 0, says: /evaluate-gate/ },
      { argv: ['--version'], exitCode: 0, says: /^\d+\.\d+\.\d+/ },
    ]
  }
  if (entry === 'score-worker.js' || entry === 'resample-worker.js') return [{ argv: [], exitCode: 0, says: /^$/ }]
  return [{ argv: [], exitCode: 2, says: firstWants.get(entry) ?? /mlgate\.yml/ }]
}

/** What actions ask for first that do not begin with the project file. */
const firstWants = new Map([
  ['mlgate-action.js', /step/],
  ['publish-report.js', /GITHUB_RUN_ID/],
])

async function startProblems(folder: string, entry: string): Promise<string[]> {
  const problems: string[] = []
  for (const { argv, exitCode, says } of expectations(entry)) {
    const result = await runCommand(['node', join('dist', entry), ...argv], {
      cwd: folder,
      env: {
        PATH: workspaceEnvironment().PATH ?? '',
        HOME: folder,
        GITHUB_ACTIONS: entry === 'mlgate.js' ? '' : 'true',
        // An input that a step requires, so that all come as far as looking for the project file.
        INPUT_ENVIRONMENT: 'staging',
      },
      timeoutSeconds: 30,
    })
    if (result.exitCode === exitCode && says.test(result.output)) continue
    const command = ['node', `dist/${entry}`, ...argv].join(' ')
    problems.push(`${command} ended with ${result.exitCode}, not ${exitCode} and ${says}:\n${result.output}`)
  }
  return problems
}
