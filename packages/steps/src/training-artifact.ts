import { copyFile, mkdir, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import {
  ConfigurationError,
  type Digest,
  digestOfFile,
  filesBelow,
  IntegrityError,
  type NamedDigest,
} from '@mlgate/core'
import { provenanceType, readRecord } from '@mlgate/evidence'
import { modelDigest, modelFiles } from '@mlgate/models'

/** A model (or a table of predictions, or metrics) on this machine, with all the bytes that belong to it. */
export interface ModelOnDisk {
  readonly path: string
  /** Of the file; of a model with weights beside it: over the lines `<hex>  <name>\n` of all its files, sorted. */
  readonly digest: Digest
  /** The file first, then the weights beside it; all files of a folder. Names relative to the folder that it lies in. */
  readonly files: readonly [NamedDigest, ...NamedDigest[]]
}

/** Digests a model together with the files that its ONNX graph points to: what is judged must be what is named. */
export async function modelOnDisk(path: string): Promise<ModelOnDisk> {
  const [first, ...weights] = await filesOf(path)
  const folder = dirname(path)
  const named = async (file: string): Promise<NamedDigest> => ({
    name: relative(folder, file).split(sep).join('/'),
    digest: await digestOfFile(file),
  })
  const main = await named(first)
  const beside = await Promise.all(weights.map(named))
  const files = [main, ...beside] as const
  return { path, digest: modelDigest(files), files }
}

/** The files of a model; a folder (of metrics, as MLflow keeps them) is all that it holds. */
async function filesOf(path: string): Promise<readonly [string, ...string[]]> {
  if (path.endsWith('.onnx')) {
    const [, ...weights] = await modelFiles(path)
    return [path, ...weights]
  }
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) return [path]
  const [first, ...others] = (await filesBelow(path)).map((name) => join(path, name))
  if (first === undefined) throw new ConfigurationError(`${path}: is an empty folder.`)
  return [first, ...others]
}

/** Copies a model into `model/` of train-model's folder and names its files as the record does. */
export async function storeModel(
  model: ModelOnDisk,
  folder: string,
): Promise<readonly [NamedDigest, ...NamedDigest[]]> {
  const stored = async ({ name, digest }: NamedDigest): Promise<NamedDigest> => {
    const target = join(folder, 'model', name)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(dirname(model.path), name), target)
    return { name: `model/${name}`, digest }
  }
  const [main, ...beside] = model.files
  return [await stored(main), ...(await Promise.all(beside.map(stored)))]
}

/**
 * The model in a folder that train-model left behind. Its bytes must be those that the record names: a folder whose
 * files were exchanged is refused.
 */
export async function trainedModel(folder: string): Promise<ModelOnDisk> {
  const record = await readRecord(folder)
  if (record.predicateType !== provenanceType) {
    throw new ConfigurationError(`${folder}: the record there is not one of train-model (${record.predicateType}).`)
  }
  const subjects = record.subject.filter(({ name }) => /^model\/[^\\]+$/.test(name) && !name.split('/').includes('..'))
  const graphs = subjects.filter(({ name }) => /^model\/[^/]+\.onnx$/.test(name))
  const main = subjects.length === 1 ? subjects[0] : graphs.length === 1 ? graphs[0] : undefined
  if (main === undefined) {
    throw new ConfigurationError(
      `${folder}: the record of train-model does not name one model (${subjects.length} files).`,
    )
  }
  for (const { name, digest } of subjects) {
    const found = await digestOfFile(join(folder, name))
    const recorded = `sha256:${digest.sha256}`
    if (found !== recorded) {
      throw new IntegrityError(
        `${name} is ${found}, but the record of its training names ${recorded}. Run train-model again.`,
      )
    }
  }
  const model = await modelOnDisk(join(folder, main.name))
  if (model.files.length !== subjects.length) {
    throw new ConfigurationError(`${main.name} points to files that the record of its training does not name.`)
  }
  return model
}
