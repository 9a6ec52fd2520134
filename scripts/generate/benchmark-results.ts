import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const folder = 'benchmarks/results'

/** What `npm run bench -- --save` wrote, by the benchmark's name, without the heading and how it was made. */
export async function benchmarkResults(root: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const file of (await readdir(join(root, folder))).sort()) {
    const text = await readFile(join(root, folder, file), 'utf8')
    const [, , result] = /^(# .*\n\nWritten by .*\n\n)([\s\S]*)$/.exec(text) ?? []
    if (result === undefined) throw new Error(`${folder}/${file} does not begin as a saved result does.`)
    found[file.replace(/\.md$/, '')] = result.trimEnd()
  }
  return found
}
