import { basename } from 'node:path'
import { type DataOfProject, type InferenceOptions, inferFromFiles, type RowsFile } from '@mlgate/contracts'
import { ConfigurationError, type ExitCode, exitCodes } from '@mlgate/core'
import { locateRows, selectModel } from '@mlgate/project'
import { harmlessLine } from '../harmless-line.ts'
import { openProject } from '../open-project.ts'
import type { InferRequest } from './infer-request.ts'
import type { ContractWorld } from './run-import.ts'
import { writeContract } from './write-contract.ts'

interface Sources {
  readonly basis: readonly RowsFile[]
  readonly others: readonly RowsFile[]
  readonly options: InferenceOptions
  /** Undefined for files that no project was asked about. */
  readonly project?: DataOfProject
}

/**
 * Writes the contract that follows from files of rows.
 *
 * @returns fail when a file does not keep it
 */
export async function runInfer(request: InferRequest, world: ContractWorld): Promise<ExitCode> {
  const { output, force, name, id, label, slack } = request
  const { basis, others, options, project } = await sourcesOf(request, world.cwd)
  const given = { name: name ?? options.name, id: id ?? options.id, label: label ?? options.label, slack }
  const { yaml, columns, rows, broken } = await inferFromFiles(basis, others, given, project)
  if (output === undefined) world.write(yaml)
  else await writeContract(world.cwd, output, yaml, force)
  const say = (line: string): void => world.tell(harmlessLine(line))
  const from = basis.map((file) => file.name).join(', ')
  say(`${output ?? 'The contract'}: ${columns} columns, from ${rows} rows of ${from}.`)
  for (const file of others) {
    if (!broken.some((line) => line.startsWith(`${file.name}: `))) say(`${file.name} keeps it.`)
  }
  for (const line of broken) say(`Not kept by ${line}`)
  return broken.length === 0 ? exitCodes.pass : exitCodes.fail
}

async function sourcesOf({ files, project, model }: InferRequest, cwd: string): Promise<Sources> {
  const [first] = files
  if (first !== undefined) {
    // Who names files here may read them, wherever they lie.
    const place = { projectFolder: cwd, repository: cwd, roots: ['/'], what: 'files' }
    const basis = await Promise.all(
      files.map(async (name) => ({ name, ...(await locateRows({ ...place, path: name })) })),
    )
    return { basis, others: [], options: { name: plainName(basename(first)) } }
  }
  const opened = await openProject(cwd, project)
  const { name, body } = selectModel(opened.project, model)
  const { train, validation, test, id, label, time, group, roots = [], reading } = body.data
  const found: RowsFile[] = []
  const named = { train, validation, test }
  for (const role of ['train', 'validation', 'test'] as const) {
    const path = named[role]
    if (path === undefined) continue
    const place = { projectFolder: opened.directory, repository: opened.repositoryRoot, roots }
    found.push({ name: path, role, ...(await locateRows({ ...place, path, what: `data.${role}` })) })
  }
  const [basis, ...others] = found
  if (basis === undefined) {
    throw new ConfigurationError(`${project}: data names no files of rows. Give them: mlgate contract infer <files…>.`)
  }
  return {
    basis: [basis],
    others,
    options: { name, id, label },
    project: {
      roles: {
        ...(label === undefined ? {} : { label }),
        ...(id === undefined ? {} : { id }),
        ...(time === undefined ? {} : { time }),
        ...(group === undefined ? {} : { group }),
      },
      classification: body.task === 'classification',
      reading,
    },
  }
}

/** A file's name without its endings; of a pattern or a table what can stand in a name. */
function plainName(file: string): string {
  return file
    .replace(/(?<=\.(duckdb|ddb))#.*$/is, '')
    .replace(/.*[*?[\]]+/s, 'rows')
    .replace(/(?<=.)(\.[A-Za-z0-9]+)+$/, '')
}
