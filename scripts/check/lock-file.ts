import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { licenceProblem } from '../licences/allowed-licences.ts'
import { type LockEntries, missingPlatforms } from '../lock/platform-entries.ts'
import { root } from '../repository.ts'
import { type Check, outcomeOf } from './check.ts'

/** What package-lock.json says of one folder. */
export interface LockedPackage {
  /** Where it is installed: `node_modules/a/node_modules/b`. */
  readonly path: string
  readonly name: string
  readonly version: string | undefined
  readonly resolved: string | undefined
  readonly integrity: string | undefined
  readonly licence: string | undefined
  /** True for a package of some platforms alone. */
  readonly platform: boolean
  /** True for what `npm ci --omit=dev` leaves out. */
  readonly development: boolean
}

export const lockFile: Check = {
  name: 'lock file',
  run: async () => {
    const text = await readFile(join(root, 'package-lock.json'), 'utf8')
    const packages = parseLock(text)
    const { packages: entries }: { packages: LockEntries } = JSON.parse(text)
    const missing = Object.keys(missingPlatforms(entries)).map((path) => `${path} has no entry: run npm run lock.`)
    return outcomeOf([...lockProblems(packages), ...missing], `${packages.length} packages`)
  },
}

export const licences: Check = {
  name: 'licences',
  run: async () => {
    // What is not installed here and has no digest cannot be looked at; its siblings of this platform are.
    const shipped = (await readLock()).filter(({ development, platform, integrity }) => {
      return !development && !(platform && integrity === undefined)
    })
    const known = await Promise.all(shipped.map(withInstalledLicence))
    return outcomeOf(licenceProblems(known), `${known.length} production packages`)
  },
}

/** Packages from outside, in the order of the lock file; links to our own are left out. Throws on another format. */
export function parseLock(text: string): readonly LockedPackage[] {
  const lock: unknown = JSON.parse(text)
  if (!isObject(lock) || lock.lockfileVersion !== 3 || !isObject(lock.packages)) {
    throw new Error('package-lock.json is not of version 3.')
  }
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (!path.includes('node_modules/') || !isObject(entry) || entry.link === true) return []
    return {
      path,
      name: asText(entry.name) ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: asText(entry.version),
      resolved: asText(entry.resolved),
      integrity: asText(entry.integrity),
      licence: asText(entry.license),
      platform: entry.optional === true && Array.isArray(entry.os) && Array.isArray(entry.cpu),
      development: entry.dev === true || entry.devOptional === true,
    }
  })
}

/**
 * Every package is pinned by the digest of its content, and none by the address of a registry. A package for another
 * platform may lack the digest (see complete-lock.ts).
 */
export function lockProblems(packages: readonly LockedPackage[]): readonly string[] {
  if (packages.length === 0) return ['package-lock.json names no package.']
  return packages.flatMap(({ path, resolved, integrity, platform }) => {
    const pinned = integrity === undefined ? platform : integrity.startsWith('sha512-')
    const address = `${path} is locked to an address, ${resolved}: run npm install with this .npmrc.`
    return [...(resolved === undefined ? [] : [address]), ...(pinned ? [] : [`${path} is not pinned by sha512.`])]
  })
}

export function licenceProblems(packages: readonly LockedPackage[]): readonly string[] {
  return packages.flatMap(({ name, path, licence }) => {
    const problem = licenceProblem(name, licence, false)
    return problem === undefined ? [] : [`${path}: ${problem}`]
  })
}

async function readLock(): Promise<readonly LockedPackage[]> {
  return parseLock(await readFile(join(root, 'package-lock.json'), 'utf8'))
}

/** The lock leaves out licences that a manifest gives in the old way, so that the manifest itself is asked. */
async function withInstalledLicence(entry: LockedPackage): Promise<LockedPackage> {
  if (entry.licence !== undefined) return entry
  const manifest: unknown = JSON.parse(await readFile(join(root, entry.path, 'package.json'), 'utf8').catch(() => '{}'))
  return { ...entry, licence: isObject(manifest) ? asText(manifest.license) : undefined }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
