/**
 * npm run build: the bundles in dist/, from nothing.
 *
 *   node scripts/build.ts [--sizes] [--out FOLDER]
 *
 * --sizes lists what the bundles are made of, --out names another folder than dist/.
 */
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { steps } from '@mlgate/steps'
import { bundle } from './build/bundle.ts'
import { licencesDocument, readBundledPackages } from './build/bundled-packages.ts'
import { findEntries } from './build/entries.ts'
import { root } from './repository.ts'

const { values } = parseArgs({
  options: { sizes: { type: 'boolean', default: false }, out: { type: 'string', default: join(root, 'dist') } },
})

const target = resolve(values.out)
const entries = await findEntries(
  root,
  steps.map(({ name }) => name),
)
const metafile = await bundle(root, entries, target)
const packages = await readBundledPackages(root, metafile)
if (values.sizes) {
  for (const { name, version, bytes } of [...packages].sort((a, b) => b.bytes - a.bytes)) {
    process.stdout.write(`${(bytes / 1024).toFixed(0).padStart(7)} kB  ${name}@${version}\n`)
  }
}
await writeFile(join(target, 'licenses.txt'), licencesDocument(packages))

const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0)
const chunks = Object.keys(metafile.outputs).length - Object.keys(entries).length
process.stdout.write(
  `dist: ${Object.keys(entries).length} entries and ${chunks} chunks, ${(bytes / 1024 / 1024).toFixed(1)} MiB, ${packages.length} packages\n`,
)
