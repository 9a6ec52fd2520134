import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { downloadTarball } from './download.ts'
import { type Machine, machineWords, neededOn } from './machine.ts'
import type { NativeName } from './native-modules.ts'
import { type LockedPackage, packagesFor } from './natives-lock.ts'
import type { Registry } from './registry.ts'
import { unpackTarball } from './unpack.ts'

export interface Installation {
  readonly name: NativeName
  /** The package first, then what it needs, for all machines. */
  readonly locked: readonly LockedPackage[]
  readonly machine: Machine
  readonly cache: string
  /** Asked only when something must be downloaded. */
  readonly registry: () => Promise<Registry>
  readonly fetch: typeof fetch
  /** Called before the first download; what it returns, after the last. */
  readonly useProxies: () => () => void
  /** Silence after which a download is given up. */
  readonly timeoutSeconds: number
}

/**
 * The folder whose `node_modules` holds the package as it is pinned: from the cache, else downloaded into it. The folder
 * appears whole or not at all, under a name that changes with the pins; of several processes that make it at the same
 * time, the first wins and the others use its work.
 */
export async function installNative(installation: Installation): Promise<string> {
  const { name, locked, machine, cache, registry, fetch, useProxies, timeoutSeconds } = installation
  const packages = packagesFor(machine, locked)
  refuseForeignMachine(name, locked, packages, machine)
  const folder = join(cache, folderName(name, packages, machine))
  if (await isFolder(folder)) return folder

  const source = await registry()
  const restoreProxies = useProxies()
  const temporary = join(cache, `.${randomUUID()}.tmp`)
  try {
    await mkdir(temporary, { recursive: true })
    for (const wanted of packages) {
      const tarball = join(temporary, 'package.tgz')
      await downloadTarball(wanted, source, tarball, { fetch, timeoutSeconds })
      const target = join(temporary, 'node_modules', ...wanted.name.split('/'))
      await unpackTarball(tarball, target, (path) => neededOn(machine, path))
      await rm(tarball)
    }
    await moveIntoPlace(temporary, folder)
  } finally {
    restoreProxies()
    await rm(temporary, { recursive: true, force: true })
  }
  return folder
}

/** A package of binaries that is locked for other machines only cannot work on this one. */
function refuseForeignMachine(
  name: NativeName,
  locked: readonly LockedPackage[],
  packages: readonly LockedPackage[],
  machine: Machine,
): void {
  const bound = (list: readonly LockedPackage[]): boolean => list.some(({ os, cpu }) => (cpu ?? os) !== undefined)
  const [root] = locked
  if (root === undefined || !packages.includes(root) || (bound(locked) && !bound(packages))) {
    throw new ConfigurationError(
      `${name} is not pinned for ${machineWords(machine)}. Install it beside mlgate: npm install ${name}@${root?.version}`,
    )
  }
}

function folderName(name: string, packages: readonly LockedPackage[], machine: Machine): string {
  const pins = createHash('sha256').update(packages.map(({ integrity }) => integrity).join('\n'))
  const readable = `${name.replace('@', '').replace('/', '-')}-${packages[0]?.version}-${machineWords(machine)}`
  return `${readable}-${pins.digest('hex').slice(0, 16)}`
}

async function moveIntoPlace(temporary: string, folder: string): Promise<void> {
  try {
    await rename(temporary, folder)
  } catch (error) {
    // Another process was first; its folder is as good as ours.
    if (!(await isFolder(folder))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
