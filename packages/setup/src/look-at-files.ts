import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError, readBoundedFile } from '@mlgate/core'
import { joinParts } from './join-parts.ts'

/** What lies in a folder, as far as it matters for a project file. Paths are relative, with `/`, sorted. */
export interface SeenFiles {
  /** Files of rows; of several that are one table, such as the partitions of a folder, the pattern. */
  readonly data: readonly string[]
  /** Programs that may train, with their text. */
  readonly scripts: ReadonlyMap<string, string>
  readonly notebooks: readonly string[]
  readonly onnx: readonly string[]
  /** Small files that say how things are done here (`dvc.yaml`, `requirements.txt` …), with their text. */
  readonly texts: ReadonlyMap<string, string>
  /** What was not looked at, in words. */
  readonly passedOver: readonly string[]
}

/** How deep folders are looked into, and at how many entries: a proposal must come in seconds in any repository. */
const deepest = 4
const mostEntries = 20_000
const mostScripts = 50
const textLimit = 400_000

/** Never looked into: nobody keeps data or training there. Folders with a dot in front are passed over as well. */
const skippedFolders = new Set([
  'node_modules',
  '__pycache__',
  'venv',
  'env',
  'site-packages',
  'mlruns',
  'mlartifacts',
  'build',
  'dist',
  'target',
  'vendor',
])

const dataFile = /\.((csv|tsv|jsonl|ndjson)(\.(gz|zst))?|parquet|arrows?|feather|duckdb|ddb)$/i
/** JSON is data only where data lie: elsewhere it is settings. */
const jsonData = /(^|\/)(data|datasets?)\/(.*\/)?[^/]+\.json(\.(gz|zst))?$/i
/** `year=2026`: what lies in such folders is one table, however deep they are. */
const partition = /^[^=]+=/
const scriptFile = /(^|\/)([^/]*(train|fit)[^/]*|main|model|pipeline)\.(py|r|jl)$/i
const textFile =
  /^(dvc\.yaml|dvc\.lock|MLproject|params\.yaml|requirements\.txt|pyproject\.toml|uv\.lock|\.python-version|\.gitignore|\.gitlab-ci\.yml)$/

/**
 * Looks at a folder and what is below it, without following any link. What cannot be read is passed over and named;
 * only a folder that cannot be read itself throws ConfigurationError.
 */
export async function lookAtFiles(root: string): Promise<SeenFiles> {
  const found: { data: string[]; scripts: string[]; notebooks: string[]; onnx: string[]; texts: string[] } = {
    data: [],
    scripts: [],
    notebooks: [],
    onnx: [],
    texts: [],
  }
  const passedOver: string[] = []
  let entries = 0
  const look = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(root, folder, passedOver)) {
      if (++entries > mostEntries) return
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        const below = partition.test(entry.name) ? depth : depth + 1
        if (isLookedInto(path, entry.name) && below <= deepest) await look(path, below)
      } else if (entry.isFile()) {
        sort(path, found)
      } else if (entry.isSymbolicLink() && dataFile.test(path)) {
        passedOver.push(`${path} is a link; name it yourself if it is the data`)
      }
    }
  }
  await look('', 1)
  if (entries > mostEntries) passedOver.push(`only the first ${mostEntries} files and folders were looked at`)
  return {
    data: joinParts(found.data),
    scripts: await readTexts(root, found.scripts.slice(0, mostScripts)),
    notebooks: found.notebooks,
    onnx: found.onnx,
    texts: await readTexts(root, found.texts),
    passedOver,
  }
}

async function entriesOf(root: string, folder: string, passedOver: string[]): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    if (folder === '')
      throw new ConfigurationError(`${root}: cannot be read. Run this in the folder of the project.`, { cause })
    passedOver.push(`${folder} cannot be read`)
    return []
  }
}

function isLookedInto(path: string, name: string): boolean {
  return path === '.github' || path === '.github/workflows' || !(name.startsWith('.') || skippedFolders.has(name))
}

function sort(path: string, found: Record<'data' | 'scripts' | 'notebooks' | 'onnx' | 'texts', string[]>): void {
  if (/\p{Cc}|\\/u.test(path)) return
  if (textFile.test(path) || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) found.texts.push(path)
  else if (path.startsWith('.github/')) return
  else if (dataFile.test(path) || jsonData.test(path)) found.data.push(path)
  else if (path.endsWith('.ipynb')) found.notebooks.push(path)
  else if (path.endsWith('.onnx')) found.onnx.push(path)
  else if (scriptFile.test(path) && !/(^|\/)tests?\/|(^|\/)test_/.test(path)) found.scripts.push(path)
}

async function readTexts(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const path of paths) {
    // One that is too large or may not be read says nothing; that it is there still counts.
    const bytes = await readBoundedFile(join(root, path), textLimit).catch(() => undefined)
    texts.set(path, bytes === undefined ? '' : new TextDecoder().decode(bytes))
  }
  return texts
}
