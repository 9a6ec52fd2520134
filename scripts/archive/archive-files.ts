import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Machine, neededOn } from '../../packages/natives/src/machine.ts'
import natives from '../../packages/natives/src/natives-lock.json' with { type: 'json' }
import { type NativesLock, packagesFor } from '../../packages/natives/src/natives-lock.ts'
import { unpackTarball } from '../../packages/natives/src/unpack.ts'
import { parseLock } from '../check/lock-file.ts'
import { layOutPackage } from '../pack/published-package.ts'
import { fetchTarballs, type PinnedPackage } from './pinned-tarballs.ts'

/** The one machine that the native packages are pinned for. */
const machine: Machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }

/**
 * Lays down in `folder`, which is not there yet, what the archive holds:
 *
 *     bin/mlgate             starts the command with the Node below
 *     node/                  Node and its licence
 *     node_modules/mlgate/   what npm publishes
 *     node_modules/…         the native packages, where mlgate looks first, so that it downloads nothing
 *
 * Node and the native packages are those that package-lock.json pins. `work` is an empty folder for downloads. Returns the
 * files that are programs. Throws when a package has no licence to carry along.
 */
export async function layOutArchive(options: {
  readonly root: string
  readonly dist: string
  readonly folder: string
  readonly work: string
}): Promise<readonly string[]> {
  const { root, dist, folder, work } = options
  await layOutPackage(root, dist, join(folder, 'node_modules/mlgate'))
  await mkdir(join(folder, 'bin'))
  await cp(join(root, 'scripts/archive/start.sh'), join(folder, 'bin/mlgate'))
  const lock: NativesLock = natives
  const packages = Object.values(lock).flatMap((locked) => packagesFor(machine, locked))
  const [nodeTarball, ...tarballs] = await fetchTarballs([await pinnedNode(root), ...packages], work)
  if (nodeTarball === undefined) throw new Error('There is no tarball of Node.')
  await unpackTarball(nodeTarball, join(folder, 'node'), (path) => path === 'bin/node' || path === 'LICENSE')
  await requireLicence(join(folder, 'node'))
  for (const [index, { name }] of packages.entries()) {
    const target = join(folder, 'node_modules', name)
    await unpackTarball(tarballs[index] ?? '', target, (path) => neededOn(machine, path))
    await supplyLicences(root, name, target)
    await requireLicence(target)
  }
  return ['bin/mlgate', 'node/bin/node']
}

/** The Node that the workspace itself runs with. */
async function pinnedNode(root: string): Promise<PinnedPackage> {
  const name = `node-${machine.os}-${machine.cpu}`
  const packages = parseLock(await readFile(join(root, 'package-lock.json'), 'utf8'))
  const found = packages.find(({ path }) => path === `node_modules/${name}`)
  if (found?.version === undefined || found.integrity === undefined) {
    throw new Error(`package-lock.json does not pin ${name}.`)
  }
  return { name, version: found.version, integrity: found.integrity }
}

/** Adds the terms of a package that is published without them, as its authors have them elsewhere. */
async function supplyLicences(root: string, name: string, folder: string): Promise<void> {
  const supplied = join(root, 'scripts/licences/supplied')
  const texts = await readdir(supplied)
  const called = name.replace('/', '+')
  for (const [text, file] of [
    [`${called}.txt`, 'LICENSE'],
    [`${called}-notices.txt`, 'ThirdPartyNotices.txt'],
  ] as const) {
    if (texts.includes(text)) await cp(join(supplied, text), join(folder, file))
  }
}

async function requireLicence(folder: string): Promise<void> {
  if (!(await readdir(folder)).includes('LICENSE')) {
    throw new Error(`${folder} has no LICENSE: put its text into scripts/licences/supplied.`)
  }
}
