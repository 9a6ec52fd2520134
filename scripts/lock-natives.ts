/**
 * Writes packages/natives/src/natives-lock.json: the native packages and what they need at run time, with the versions
 * and integrities of package-lock.json, so that a download brings what `npm ci` installs. With `--check`, only compares.
 * Machines whose packages package-lock.json does not have are not served by downloads.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const lockFile = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const nativesFile = fileURLToPath(new URL('../packages/natives/src/natives-lock.json', import.meta.url))

const natives = ['@duckdb/node-api', 'onnxruntime-node']

/** Only onnxruntime-node's install script uses these, to fetch CUDA libraries; it is not run. */
const installScriptOnly = new Set(['adm-zip', 'global-agent'])

type Entry = Readonly<Record<string, unknown>>

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entriesOf(lock: unknown): Entry {
  if (!isEntry(lock) || !isEntry(lock.packages)) throw new Error('package-lock.json has no packages.')
  return lock.packages
}

/** A package and all that it needs, itself first, the rest by name. Optional ones that the lock does not have, or not with a digest, are skipped. */
function closure(root: string, packages: Entry): readonly object[] {
  const found = new Map<string, object>()
  const visit = (name: string, optional: boolean): void => {
    if (found.has(name) || installScriptOnly.has(name)) return
    const entry = packages[`node_modules/${name}`]
    if (!isEntry(entry)) {
      if (optional) return
      throw new Error(`package-lock.json does not have ${name}.`)
    }
    const { version, integrity, os, cpu, libc } = entry
    if (typeof integrity !== 'string' || !integrity.startsWith('sha512-')) {
      // The lock knows platforms that its registry did not serve; without a digest nothing is downloaded for them.
      if (optional) return
      throw new Error(`${name}: no sha512.`)
    }
    found.set(name, {
      name,
      version,
      integrity,
      ...(os ? { os } : {}),
      ...(cpu ? { cpu } : {}),
      ...(libc ? { libc } : {}),
    })
    for (const needed of Object.keys(isEntry(entry.dependencies) ? entry.dependencies : {})) visit(needed, false)
    for (const needed of Object.keys(isEntry(entry.optionalDependencies) ? entry.optionalDependencies : {})) {
      visit(needed, true)
    }
  }
  visit(root, false)
  const [first, ...rest] = found
  return [first, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))].flatMap((pair) => (pair === undefined ? [] : [pair[1]]))
}

const packages = entriesOf(JSON.parse(await readFile(lockFile, 'utf8')))
const wanted = Object.fromEntries(natives.map((name) => [name, closure(name, packages)]))
const present: unknown = await readFile(nativesFile, 'utf8').then(JSON.parse, () => undefined)
if (process.argv.includes('--check')) {
  if (JSON.stringify(present) !== JSON.stringify(wanted)) {
    process.stderr.write('natives-lock.json does not fit package-lock.json. Run: node scripts/lock-natives.ts\n')
    process.exitCode = 1
  }
} else {
  await writeFile(nativesFile, `${JSON.stringify(wanted, undefined, 2)}\n`)
}
