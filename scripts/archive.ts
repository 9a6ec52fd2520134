/**
 * npm run archive: mlgate with all that it needs to run, for images that have no Node.js: Node itself, the published
 * package from the bundles in dist/, and the packages with machine code. The same sources give the same bytes. Writes
 * `mlgate-<version>-linux-x64.tar.gz` and SHA256SUMS; prints the archive's path.
 *
 *   node scripts/archive.ts [--dist FOLDER] [--out FOLDER]
 *
 * --dist names another folder of bundles, --out the folder to write to (build/archive by default).
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { digestOfFile, hexOf } from '@mlgate/core'
import app from '../packages/app/package.json' with { type: 'json' }
import { layOutArchive } from './archive/archive-files.ts'
import { writeTarball } from './archive/tarball.ts'
import { root } from './repository.ts'

const { values } = parseArgs({
  options: {
    dist: { type: 'string', default: join(root, 'dist') },
    out: { type: 'string', default: join(root, 'build/archive') },
  },
})

const out = resolve(values.out)
const top = `mlgate-${app.version}`
const name = `${top}-linux-x64.tar.gz`
await mkdir(out, { recursive: true })
const work = await mkdtemp(join(tmpdir(), 'mlgate-archive-'))
try {
  const folder = join(work, top)
  const executables = await layOutArchive({ root, dist: resolve(values.dist), folder, work })
  await writeTarball(folder, { top, executables }, join(out, name))
} finally {
  await rm(work, { recursive: true, force: true })
}
await writeFile(join(out, 'SHA256SUMS'), `${hexOf(await digestOfFile(join(out, name)))}  ${name}\n`)
process.stdout.write(`${join(out, name)}\n`)
