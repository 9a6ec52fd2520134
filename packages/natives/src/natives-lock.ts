import type { Machine } from './machine.ts'
import type { NativeName } from './native-modules.ts'

/** One package of the registry, pinned. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  /** Subresource integrity of the tarball: `sha512-` and base64. */
  readonly integrity: string
  /** Where it runs, in npm's words; everywhere when not said. */
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
}

/** For every native package, itself first and then what it needs at run time. */
export type NativesLock = Readonly<Record<NativeName, readonly LockedPackage[]>>

/** The packages that this machine needs of those that are locked. */
export function packagesFor(machine: Machine, packages: readonly LockedPackage[]): readonly LockedPackage[] {
  return packages.filter(
    ({ os, cpu, libc }) =>
      (os?.includes(machine.os) ?? true) &&
      (cpu?.includes(machine.cpu) ?? true) &&
      (libc === undefined || (machine.libc !== undefined && libc.includes(machine.libc))),
  )
}
