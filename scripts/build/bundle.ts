import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import type { Entries } from './entries.ts'
import { leaveOut, replaced } from './left-out.ts'

/** CommonJS packages in the bundle call require for Node's own modules. */
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"

/** Native packages: found at run time by @mlgate/natives. */
const natives = ['onnxruntime-node', '@duckdb/node-api', '@duckdb/node-bindings', '@duckdb/node-bindings-*']

/**
 * Bundles the entries into `target`, which is emptied before. The same sources give the same bytes, wherever the
 * repository lies. Throws esbuild's BuildFailure on errors and on warnings: nobody reads the warnings of a build.
 */
export async function bundle(root: string, entries: Entries, target: string): Promise<Metafile> {
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([name, source]) => ({ in: source, out: name })),
    outdir: target,
    bundle: true,
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node24',
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: banner },
    external: natives,
    alias: { ...replaced },
    plugins: [leaveOut],
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  })
  if (result.warnings.length > 0) {
    throw new Error(
      result.warnings.map(({ text, location }) => `${location?.file ?? ''}:${location?.line ?? ''} ${text}`).join('\n'),
    )
  }
  await writeFile(join(target, 'package.json'), '{\n  "type": "module"\n}\n')
  await chmod(join(target, 'mlgate.js'), 0o755)
  return result.metafile
}
