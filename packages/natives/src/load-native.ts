import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigurationError, messageOf } from '@mlgate/core'
import { cacheFolder, type Environment } from './cache-folder.ts'
import { installNative } from './install-native.ts'
import { type Machine, machineWords, thisMachine } from './machine.ts'
import type { NativeModules, NativeName } from './native-modules.ts'
import lockFile from './natives-lock.json' with { type: 'json' }
import type { NativesLock } from './natives-lock.ts'
import { useProxies } from './proxies.ts'
import { askNpmForRegistry, npmRegistry } from './registry.ts'

/** Where native packages may come from; everything has a default that fits a CI runner and a developer's machine. */
export interface NativeSource {
  /** File from which installed packages are looked for; default: this one. Undefined in a test: none is installed. */
  readonly installedNear: string | undefined
  readonly env: Environment
  readonly machine: Machine
  /** Absolute folder for downloaded packages. */
  readonly cache: string
  readonly lock: NativesLock
  readonly fetch: typeof fetch
  readonly askNpm: () => Promise<string | undefined>
  /** Silence after which a download is given up. */
  readonly timeoutSeconds: number
}

const pinned: NativesLock = lockFile

/**
 * Loads a package with machine code. The bundles leave these packages out, so this module alone decides where they
 * come from: installed beside mlgate in the pinned version, else the tool cache, else the npm registry's tarballs, whose
 * sha512 is pinned. Never from the repository under test, whose files anyone may have written.
 *
 * Throws ConfigurationError when the package does not run on this machine or no registry is known, InfrastructureError
 * when the registry does not deliver what is pinned.
 */
export async function loadNative<N extends NativeName>(
  name: N,
  options: Partial<NativeSource> = {},
): Promise<NativeModules[N]> {
  const source = { ...sourceHere(), ...options }
  const installed = loadInstalled(name, source)
  if (installed !== undefined) return installed
  const folder = await installNative({
    name,
    locked: source.lock[name],
    machine: source.machine,
    cache: source.cache,
    registry: () => npmRegistry(source.env, source.askNpm),
    fetch: source.fetch,
    useProxies: () => useProxies(source.env),
    timeoutSeconds: source.timeoutSeconds,
  })
  return requireFrom(name, join(folder, 'package.json'), source.machine)
}

function sourceHere(): NativeSource {
  const machine = thisMachine()
  return {
    installedNear: import.meta.url,
    env: process.env,
    machine,
    cache: cacheFolder(process.env, machine.os, homedir()),
    lock: pinned,
    fetch,
    askNpm: askNpmForRegistry,
    timeoutSeconds: 60,
  }
}

function loadInstalled<N extends NativeName>(name: N, source: NativeSource): NativeModules[N] | undefined {
  if (source.installedNear === undefined) return undefined
  const requireNear = createRequire(source.installedNear)
  const own = ownModules(fileURLToPath(source.installedNear))
  try {
    // Node looks in every folder upwards; what lies above ours may be anybody's.
    const found = requireNear.resolve(`${name}/package.json`)
    if (own === undefined || !found.startsWith(own + sep)) return undefined
    const manifest: unknown = requireNear(`${name}/package.json`)
    const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest && manifest.version
    if (version !== source.lock[name][0]?.version) return undefined
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
  try {
    return requireFrom(name, source.installedNear, source.machine)
  } catch (error) {
    // Installed for another machine, as with node_modules brought into a container.
    if (error instanceof ConfigurationError && isNotFound(error.cause)) return undefined
    throw error
  }
}

/** The `node_modules` that mlgate was installed with: the one that it lies in, or its own repository's. */
function ownModules(file: string): string | undefined {
  const folder = `${sep}node_modules`
  const at = file.lastIndexOf(folder + sep)
  if (at !== -1) return file.slice(0, at + folder.length)
  for (let ancestor = dirname(file); ancestor !== dirname(ancestor); ancestor = dirname(ancestor)) {
    if (existsSync(join(ancestor, 'packages/natives/package.json'))) return join(ancestor, 'node_modules')
  }
  return undefined
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
}

function requireFrom<N extends NativeName>(name: N, near: string, machine: Machine): NativeModules[N] {
  try {
    const loaded: NativeModules[N] = createRequire(near)(name)
    return loaded
  } catch (cause) {
    const reason = messageOf(cause).split('\n')[0]
    throw new ConfigurationError(`${name} does not run on this machine (${machineWords(machine)}): ${reason}`, {
      cause,
    })
  }
}
