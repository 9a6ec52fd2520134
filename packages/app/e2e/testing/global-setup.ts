import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { downloadActions } from './downloaded-actions.ts'
import { outputOf } from './run-program.ts'

/** What all end-to-end tests start from; folders, absolute. */
export interface Prepared {
  /** What a runner downloads for `uses: mlgate/mlgate/actions/…`. */
  readonly actions: string
  /** The example project with its data, as its repository would hold it. */
  readonly project: string
  /** Downloaded packages with machine code; kept between runs. */
  readonly toolCache: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    prepared: Prepared
  }
}

const root = join(import.meta.dirname, '../../../..')

/** Prepares, once for all files, what costs time; returns what removes it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-e2e-'))
  const prepared: Prepared = {
    actions: join(folder, 'actions'),
    project: join(folder, 'flights'),
    toolCache: join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test', 'tool-cache'),
  }
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await mkdir(prepared.toolCache, { recursive: true })
    await downloadActions(root, prepared.actions)
    await prepareProject(prepared.project)
  } catch (error) {
    await remove()
    throw error
  }
  project.provide('prepared', prepared)
  return remove
}

async function prepareProject(folder: string): Promise<void> {
  const example = join(root, 'examples/flights')
  for (const name of ['mlgate.yml', 'contracts', '.github', '.gitlab-ci.yml']) {
    await cp(join(example, name), join(folder, name), { recursive: true })
  }
  // In a process of its own: packages do not import examples.
  const script = 'const { prepareFlights } = await import(process.argv[1]); await prepareFlights(process.argv[2])'
  const prepare = join(example, 'prepare.ts')
  const data = join(folder, 'data')
  await outputOf([process.execPath, '--input-type=module', '--eval', script, prepare, data], { cwd: root })
}
