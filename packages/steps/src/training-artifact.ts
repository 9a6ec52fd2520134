import { basename, join } from 'node:path'
import { ConfigurationError, type Digest, digestOfFile, InfrastructureError } from '@mlgate/core'
import { readRecord } from '@mlgate/evidence'

/** The name under which every step's files travel between jobs. */
export function artifactName(modelName: string, step: string): string {
  return `mlgate-${modelName}-${step}`
}

/** Where the trained model lies in train-model's folder: what it is called outside stays its last part. */
export function modelFileName(path: string): string {
  return `model/${basename(path)}`
}

export interface TrainedModel {
  readonly path: string
  readonly digest: Digest
}

/**
 * The model in a folder that train-model left behind. Its bytes must be those that the record names: a folder whose
 * files were exchanged is refused.
 */
export async function trainedModel(folder: string): Promise<TrainedModel> {
  const record = await readRecord(folder)
  const models = record.subject.filter(({ name }) => /^model\/[^/\\]+$/.test(name))
  const [model] = models
  if (model === undefined || models.length > 1) {
    throw new ConfigurationError(`${folder}: the record of train-model names ${models.length} model files, not one.`)
  }
  const path = join(folder, model.name)
  const digest = await digestOfFile(path)
  const recorded: Digest = `sha256:${model.digest.sha256}`
  if (digest !== recorded) {
    throw new InfrastructureError(`${model.name} is ${digest}, but the record of its training names ${recorded}.`, {
      retryable: false,
    })
  }
  return { path, digest }
}
