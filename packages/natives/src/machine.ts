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
