/** What machine code runs here, in npm's and Node's words. */
export interface Machine {
  /** `linux`, `darwin`, `win32` */
  readonly os: string
  /** `x64`, `arm64` */
  readonly cpu: string
  /** Of Linux only. */
  readonly libc: 'glibc' | 'musl' | undefined
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return { os: process.platform, cpu: process.arch, libc: process.platform === 'linux' ? libcHere() : undefined }
}

function libcHere(): 'glibc' | 'musl' {
  // Node's diagnostic report names the glibc that it runs with, and only then; detect-libc looks there first as well.
  const report: unknown = process.report.getReport()
  const header: unknown = typeof report === 'object' && report !== null && 'header' in report ? report.header : {}
  const hasGlibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header
  return hasGlibc ? 'glibc' : 'musl'
}

/** `linux-x64`, `linux-x64-musl` */
export function machineWords(machine: Machine): string {
  return [machine.os, machine.cpu, ...(machine.libc === 'musl' ? ['musl'] : [])].join('-')
}

/**
 * Whether a machine needs a file of a package to run it; `path` is relative to the package, with `/`. Leaves out types,
 * source maps, sources, install scripts, and what is for other machines in packages for all of them.
 */
export function neededOn(machine: Machine, path: string): boolean {
  if (/\.(?:d\.[cm]?ts|map|md)$/.test(path) || /^(?:script|src)\//.test(path)) return false
  const foreign = /^bin\/[^/]+\/(?<os>[^/]+)\/(?<cpu>[^/]+)\//.exec(path)?.groups
  return foreign === undefined || (foreign.os === machine.os && foreign.cpu === machine.cpu)
}
