/**
 * npm run pack: the tarball that npm publishes as `mlgate`, from the bundles in dist/. Prints its path.
 *
 *   node scripts/pack.ts [--dist FOLDER] [--out FOLDER]
 *
 * --dist names another folder of bundles, --out the folder to work in (build/npm by default).
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import app from '../packages/app/package.json' with { type: 'json' }
import { layOutPackage } from './pack/published-package.ts'
import { root } from './repository.ts'
import { runCommand } from './run-command.ts'

const { values } = parseArgs({
  options: {
    dist: { type: 'string', default: join(root, 'dist') },
    out: { type: 'string', default: join(root, 'build/npm') },
  },
})

const out = resolve(values.out)
const folder = join(out, 'package')
await layOutPackage(root, resolve(values.dist), folder)
const { exitCode, output } = await runCommand(['npm', 'pack', '--silent', '--pack-destination', out], { cwd: folder })
if (exitCode !== 0) throw new Error(`npm pack failed:\n${output}`)
process.stdout.write(`${join(out, `${app.name}-${app.version}.tgz`)}\n`)
