import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

/** Carries Chromium for Linux on x64; for machines that have none. */
const carried = { name: '@sparticuz/chromium', version: '153.0.0' } as const

/** A browser to look at reports with: the machine's Chromium, else one out of a package. Close it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = installedChromium(process.env.PATH ?? '') ?? (await carriedChromium())
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--force-color-profile=srgb']
  return chromium.launch({ executablePath, args })
}

/** The first Chromium on a search path; undefined when there is none. */
function installedChromium(path: string): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  return path
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((program) => existsSync(program))
}

/** The path of the package's Chromium; the package is installed into the tests' cache when it is not there. */
export async function carriedChromium(): Promise<string> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test')
  const folder = join(cache, `chromium-${carried.version}`)
  const lock = join(folder, 'package-lock.json')
  if (!existsSync(lock)) {
    await mkdir(folder, { recursive: true })
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund']
    await promisify(execFile)('npm', ['install', '--prefix', folder, ...flags, `${carried.name}@${carried.version}`])
  }
  const found: { readonly default: { executablePath(): Promise<string> } } = createRequire(lock)(carried.name)
  return found.default.executablePath()
}
