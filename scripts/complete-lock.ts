/**
 * npm run lock: npm install, then entries in package-lock.json for the platforms that the registry in use does not serve.
 * Without them `npm ci` refuses the lock. They carry no digest, which only that registry could tell; npm installs them on
 * their own platform alone.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '@mlgate/core'
import { type LockEntries, missingPlatforms } from './lock/platform-entries.ts'
import { root } from './repository.ts'

const path = join(root, 'package-lock.json')
const lock: { packages: LockEntries } = JSON.parse(await readFile(path, 'utf8'))
const missing = missingPlatforms(lock.packages)
const packages = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'))
if (Object.keys(missing).length > 0) {
  await writeFileAtomically(
    path,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, undefined, 2)}\n`,
  )
}
process.stdout.write(`${Object.keys(missing).length} platforms added\n`)
