import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { root } from '../repository.ts'
import { runCommand } from '../run-command.ts'
import { type Check, outcomeOf } from './check.ts'
import { plants } from './planted-violations.ts'

interface Cruise {
  /** Files that were parsed, relative to the folder. */
  readonly modules: readonly string[]
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[]
}

const roots = ['packages', 'actions', 'scripts'] as const

/**
 * The packages import each other as .dependency-cruiser.cjs allows. A cruiser that sees nothing passes everything, so
 * it must have parsed every package, and must find one planted violation of each rule in a copy of the tree.
 */
export const arrows: Check = {
  name: 'arrows',
  run: async () => {
    const [real, planted, rules] = [await cruise(root), await cruisePlanted(), readRuleNames()]
    const violations = real.violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)
    const problems = [...violations, ...coverageProblems(await packageNames(), real), ...blindSpots(rules, planted)]
    return outcomeOf(problems, `${real.modules.length} modules, ${rules.length} planted violations seen`)
  },
}

/** Packages of which no module was parsed. */
export function coverageProblems(packages: readonly string[], { modules }: Cruise): readonly string[] {
  if (packages.length === 0) return ['There are no packages to look at.']
  return packages
    .filter((name) => !modules.some((module) => module.startsWith(`packages/${name}/`)))
    .map((name) => `No module of packages/${name} was parsed.`)
}

/** Rules whose planted violation was not seen. */
export function blindSpots(rules: readonly string[], { violations }: Pick<Cruise, 'violations'>): readonly string[] {
  const seen = new Set(violations.filter(({ from }) => isPlanted(from)).map(({ rule }) => rule))
  const blind = rules.filter((rule) => !seen.has(rule)).map((rule) => `The planted violation of ${rule} was not seen.`)
  return rules.length === 0 ? ['.dependency-cruiser.cjs holds no rules.'] : blind
}

function isPlanted(path: string): boolean {
  return basename(path).startsWith('planted-')
}

async function packageNames(): Promise<string[]> {
  const entries = await readdir(join(root, 'packages'), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

function readRuleNames(): string[] {
  const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
    forbidden: readonly { readonly name: string }[]
  }
  return forbidden.map(({ name }) => name)
}

async function cruise(folder: string): Promise<Cruise> {
  const config = join(root, '.dependency-cruiser.cjs')
  const argv = ['depcruise', '--config', config, '--output-type', 'json', ...roots] as const
  const { exitCode, stdout, output } = await runCommand(argv, { cwd: folder })
  if (exitCode === undefined || stdout === '') throw new Error(`depcruise did not run:\n${output}`)
  const result = JSON.parse(stdout) as {
    modules: { source: string; dependencies: unknown[]; coreModule?: boolean; followable?: boolean }[]
    summary: { violations: { from: string; to: string; rule: { name: string } }[] }
  }
  return {
    modules: result.modules
      .map(({ source }) => source)
      .filter((source) => roots.some((name) => source.startsWith(`${name}/`))),
    violations: result.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name })),
  }
}

/** Cruises a copy of the tree in which every rule is broken once. */
async function cruisePlanted(): Promise<Cruise> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-arrows-'))
  try {
    const source = (path: string): boolean => !/(^|\/)(node_modules|testdata|data|out)$/.test(path)
    for (const name of roots) await cp(join(root, name), join(folder, name), { recursive: true, filter: source })
    await linkModules(folder)
    for (const [path, text] of plants(await packageNames())) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    return await cruise(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** node_modules for the copy: our own packages are the copied ones, the others those that are installed. */
async function linkModules(folder: string): Promise<void> {
  const target = join(folder, 'node_modules')
  await mkdir(join(target, '@mlgate'), { recursive: true })
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name === '@mlgate' || name === 'mlgate') continue
    await symlink(join(root, 'node_modules', name), join(target, name))
  }
  for (const name of await packageNames()) {
    const link = name === 'app' ? 'mlgate' : join('@mlgate', name)
    await symlink(join(folder, 'packages', name), join(target, link))
  }
}
