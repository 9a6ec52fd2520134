import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runCommand } from '../run-command.ts'

/** A package of the registry in one version, with the Subresource integrity of its tarball. */
export interface PinnedPackage {
  readonly name: string
  readonly version: string
  readonly integrity: string
}

/**
 * Brings the tarballs of packages into a folder, from npm's cache or registry, and checks each against its pin. Returns
 * their files in the order of the packages. Throws when npm does not deliver or a tarball is not what is pinned.
 */
export async function fetchTarballs(packages: readonly PinnedPackage[], folder: string): Promise<readonly string[]> {
  const specs = packages.map(({ name, version }) => `${name}@${version}`)
  const options = ['--json', '--prefer-offline', '--ignore-scripts', '--pack-destination', folder]
  // In a neutral folder: in a workspace npm would take a name for that of one of its members.
  const { exitCode, stdout, output } = await runCommand(['npm', 'pack', ...options, ...specs], { cwd: folder })
  if (exitCode !== 0) throw new Error(`npm pack failed:\n${output}`)
  const files = packedFiles(JSON.parse(stdout))
  return Promise.all(
    packages.map(async ({ name, version, integrity }) => {
      const filename = files.get(`${name}@${version}`)
      if (filename === undefined) throw new Error(`npm pack did not say where ${name}@${version} is.`)
      const file = join(folder, filename)
      await checkIntegrity(file, integrity)
      return file
    }),
  )
}

/** Throws when a file's sha512 is not the one of an integrity, `sha512-` and base64. */
export async function checkIntegrity(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== integrity) throw new Error(`${file} is not what is pinned: ${integrity} is expected, ${found} came.`)
}

/** File names by name and version, of what `npm pack --json` prints: a list, of newer versions an object by name. */
function packedFiles(printed: unknown): ReadonlyMap<string, string> {
  const entries: readonly unknown[] = typeof printed === 'object' && printed !== null ? Object.values(printed) : []
  const files = new Map<string, string>()
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null || !('id' in entry) || !('filename' in entry)) continue
    const { id, filename } = entry
    if (typeof id === 'string' && typeof filename === 'string') files.set(id, filename)
  }
  return files
}
