import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import app from '../../packages/app/package.json' with { type: 'json' }

/** What of dist/ the command needs; the other bundles are the actions'. */
const bundles = ['mlgate.js', 'score-worker.js', 'resample-worker.js', 'chunks', 'package.json', 'licenses.txt']

/**
 * Lays down in `folder`, which is emptied, what npm publishes as `mlgate`: the command with its bundle, without
 * dependencies. Packages with machine code are no dependencies either: mlgate finds those that are installed beside it,
 * and otherwise brings them itself, pinned by sha512, which a registry's answer to `npm install` would not be.
 */
export async function layOutPackage(root: string, dist: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'dist'), { recursive: true })
  for (const name of bundles) await cp(join(dist, name), join(folder, 'dist', name), { recursive: true })
  await cp(join(root, 'packages/app/bin'), join(folder, 'bin'), { recursive: true })
  for (const name of ['README.md', 'LICENSE']) await cp(join(root, name), join(folder, name))
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`)
}

/** The manifest of the published package: that of the workspace without what only the sources need. */
function publishedManifest(): object {
  const { name, version, description, license, type, bin } = app
  return {
    name,
    version,
    description,
    license,
    type,
    bin,
    files: ['bin', 'dist'],
    engines: { node: '>=24' },
    repository: { type: 'git', url: 'git+https://github.com/mlgate/mlgate.git' },
    keywords: ['mlops', 'machine-learning', 'ci', 'model-evaluation', 'data-validation'],
  }
}
