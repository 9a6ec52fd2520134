import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type DataRoles, readContract } from '@mlgate/contracts'
import { ConfigurationError, messageOf, readBoundedFile } from '@mlgate/core'
import { keyIdOf, readPrivateKey, readPublicKey } from '@mlgate/evidence'
import { checkDataBeginning, findDataFiles, type ModelBody, resolveDataPath } from '@mlgate/project'
import { type OpenProject, openProject } from '../open-project.ts'
import type { Finding } from './finding.ts'

export interface CheckedProject {
  readonly opened: OpenProject | undefined
  readonly findings: readonly Finding[]
}

const contractLimit = 1_000_000

/** Whether the project file holds, and each model's files are there to be read. */
export async function checkProject(cwd: string, path: string, signingKey: string | undefined): Promise<CheckedProject> {
  let opened: OpenProject
  try {
    opened = await openProject(cwd, path)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    // Where there is no file, the message says what to do.
    const isThere = await stat(resolve(cwd, path)).then(
      () => true,
      () => false,
    )
    const remedy = isThere ? 'correct it there; docs/project-file.md has all keys' : undefined
    return { opened: undefined, findings: [{ check: path, state: 'wrong', found: messageOf(error), remedy }] }
  }
  const { models } = opened.project
  const findings: Finding[] = [{ check: path, state: 'well', found: `holds; ${[...models.keys()].join(', ')}` }]
  for (const [name, body] of models) findings.push(...(await checkModel(name, body, opened)))
  findings.push(checkKeys([...models.values()], signingKey))
  return { opened, findings }
}

async function checkModel(
  name: string,
  { data, registry }: ModelBody,
  opened: OpenProject,
): Promise<readonly Finding[]> {
  const place = {
    projectFolder: opened.directory,
    repository: opened.repositoryRoot,
    roots: data.roots ?? [],
  }
  const found: Finding[] = []
  const { train, validation, test, contract, tables = {} } = data
  const named = [
    ...Object.entries({ train, validation, test, contract }),
    ...Object.entries(tables).map(([table, path]) => [`tables.${table}`, path] as const),
  ]
  for (const [role, path] of named) {
    if (path === undefined) continue
    const check = `${name}: data.${role}`
    try {
      const real = await findDataFiles({ ...place, path, what: `data.${role}` })
      if (typeof real !== 'string') {
        const faults = await Promise.all(real.files.map((file) => rowsFault(file.path, file.label, data)))
        const fault = faults.find((one) => one !== undefined)
        const count = `${real.files.length} ${real.files.length === 1 ? 'file' : 'files'}`
        found.push({ check, ...(fault ?? { state: 'well', found: `${path}, ${count}` }) })
        continue
      }
      const fault = role === 'contract' ? await contractFault(real, path, data) : await rowsFault(real, path, data)
      const bytes = (await stat(real)).size.toLocaleString('en')
      found.push({ check, ...(fault ?? { state: 'well', found: `${path}, ${bytes} bytes` }) })
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      found.push({
        check,
        state: 'wrong',
        found: messageOf(error),
        remedy: 'fetch the file (dvc pull, git lfs pull), or correct its path',
      })
    }
  }
  if (registry !== undefined) found.push(await checkRegistry(name, registry, place))
  return found
}

type Fault = Omit<Finding, 'check'>

async function contractFault(real: string, path: string, roles: DataRoles): Promise<Fault | undefined> {
  const bytes = await readBoundedFile(real, contractLimit)
  readContract(new TextDecoder().decode(bytes), path, { roles })
  return undefined
}

/** What is wrong with a file of rows, as far as its beginning tells. */
async function rowsFault(real: string, path: string, data: ModelBody['data']): Promise<Fault | undefined> {
  const pointer = await pointerFault(real)
  if (pointer !== undefined) return pointer
  try {
    await checkDataBeginning(real, path, data)
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const remedy = 'say in data.reading how the CSV files are written (docs/contracts/reading.md), or correct the file'
    return { state: 'wrong', found: messageOf(error), remedy }
  }
}

/** Git LFS leaves a small text in place of a file that was not fetched. */
async function pointerFault(real: string): Promise<Fault | undefined> {
  await using file = await open(real)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
  if (!buffer.subarray(0, bytesRead).toString('latin1').startsWith('version https://git-lfs.github.com/spec/'))
    return undefined
  return {
    state: 'wrong',
    found: 'is a pointer of Git LFS, not the rows',
    remedy: 'git lfs pull, or lfs: true for actions/checkout',
  }
}

async function checkRegistry(
  name: string,
  registry: NonNullable<ModelBody['registry']>,
  place: { readonly projectFolder: string; readonly repository: string; readonly roots: readonly string[] },
): Promise<Finding> {
  const check = `${name}: registry`
  try {
    const folder = await resolveDataPath({ ...place, path: registry.path, what: 'registry.path', use: 'write' })
    const isThere = await stat(folder).then(
      () => true,
      () => false,
    )
    if (isThere) return { check, state: 'well', found: folder }
    return registry.create === false
      ? { check, state: 'unreachable', found: `${folder} is not there`, remedy: 'mount it on this machine' }
      : { check, state: 'untold', found: `${folder} is not there yet; the first registration makes it` }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { check, state: 'wrong', found: messageOf(error) }
  }
}

/** Whether what would be signed here would be believed. */
function checkKeys(models: readonly ModelBody[], signingKey: string | undefined): Finding {
  const check = 'signing key'
  const trusted = models.flatMap((body) => body.trusted_keys ?? [])
  if (signingKey === undefined) {
    return {
      check,
      state: 'untold',
      found: 'MLGATE_SIGNING_KEY is not set here; only the job that gates on the default branch needs it',
    }
  }
  try {
    const id = keyIdOf(readPrivateKey(signingKey))
    const match = trusted.find(({ public_key }) => keyIdOf(readPublicKey(public_key, 'trusted_keys')) === id)
    return match === undefined
      ? {
          check,
          state: 'wrong',
          found: `fits none of ${trusted.length} trusted_keys`,
          remedy: 'put the public half that mlgate keygen printed into trusted_keys',
        }
      : { check, state: 'well', found: `fits trusted_keys: ${match.name}` }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { check, state: 'wrong', found: messageOf(error), remedy: 'mlgate keygen makes a pair' }
  }
}
