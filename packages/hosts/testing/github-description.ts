import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { ApiDescription } from './openapi/api-description.ts'
import { type OpenApiDocument, resolve, type Schema } from './openapi/openapi-document.ts'
import { testCache } from './test-cache.ts'

const version = '23.0.2'
/** What the registry says of the package's archive; it is not in the lock file, since nothing that ships needs it. */
const integrity = 'sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg=='
const wanted = 'package/generated/api.github.com.json'

let loaded: Promise<ApiDescription> | undefined

/** GitHub's own description of its REST API, out of `@octokit/openapi`; downloaded by npm when it is not in the cache. */
export function githubDescription(): Promise<ApiDescription> {
  loaded ??= prepareGitHubDescription().then(async (path) => {
    // GitHub's file is its own word: what is read of it has the form of OpenAPI 3.0.
    const document: OpenApiDocument = JSON.parse(await readFile(path, 'utf8'))
    return new ApiDescription(amended(document), {
      // What the documentation says of all of REST: bad tokens, missing rights, rate limits, trouble.
      statuses: new Set([401, 403, 404, 429, 500, 502, 503, 504]),
      schema: { $ref: '#/components/schemas/basic-error' },
      raw: /^application\/vnd\.github\.raw\b/,
    })
  })
  return loaded
}

/** Where GitHub answers otherwise than it describes: the head's repository is null when it was deleted. */
function amended(document: OpenApiDocument): OpenApiDocument {
  const schemas = { ...document.components.schemas }
  const nullable = (given: Schema, name: string): Schema => ({
    ...given,
    properties: { ...given.properties, [name]: { nullable: true, anyOf: [given.properties?.[name] ?? {}] } },
  })
  const named = (name: string) => resolve<Schema>({ $ref: name }, schemas)
  for (const name of ['pull-request', 'pull-request-simple']) {
    const pull = named(name)
    const head = nullable(resolve<Schema>(pull.properties?.head ?? {}, schemas), 'repo')
    schemas[name] = { ...pull, properties: { ...pull.properties, head } }
  }
  schemas['workflow-run'] = nullable(named('workflow-run'), 'head_repository')
  return { ...document, components: { ...document.components, schemas } }
}

/** Brings the description into the tests' cache, unless it is there; returns its path. */
export async function prepareGitHubDescription(cache: string = testCache()): Promise<string> {
  const path = join(cache, 'openapi', version, 'api.github.com.json')
  if (existsSync(path)) return path
  await mkdir(dirname(path), { recursive: true })
  const folder = await mkdtemp(join(dirname(path), 'download-'))
  try {
    const file = join(folder, 'description.json')
    await writeFile(file, await readEntry(await download(folder), wanted))
    // Whole or not at all, also when two set-ups do this at once.
    await rename(file, path)
    return path
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function download(folder: string): Promise<Uint8Array> {
  const spec = `@octokit/openapi@${version}`
  try {
    await promisify(execFile)('npm', ['pack', spec, '--pack-destination', folder], { cwd: folder })
  } catch (cause) {
    throw new Error(`The tests need GitHub's description of its API, and \`npm pack ${spec}\` failed.`, { cause })
  }
  const bytes = await readFile(join(folder, `octokit-openapi-${version}.tgz`))
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  if (found !== integrity) throw new Error(`${spec} is ${found}, not ${integrity}.`)
  return bytes
}

async function readEntry(archive: Uint8Array, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const entry of Readable.from([archive]).pipe(createGunzip()).pipe(extract())) {
    for await (const chunk of entry) {
      if (entry.header.name === name && chunk instanceof Uint8Array) chunks.push(chunk)
    }
    if (chunks.length > 0) break
  }
  if (chunks.length === 0) throw new Error(`The archive of @octokit/openapi has no ${name}.`)
  return Buffer.concat(chunks)
}
