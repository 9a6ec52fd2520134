import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { externalFiles, inlineExternalData, refuseLinks } from './external-data.ts'
import { pointsOutside } from './external-pointers.ts'
import { describeValue, type ModelStructure, readStructure, type ValueDescription } from './model-structure.ts'

/** protobuf itself ends at 2 GiB, and every worker holds the model once. */
export const modelSizeLimit = 1024 ** 3

export interface LoadedModel {
  /** For messages: the path, or `model` when it came as bytes. */
  readonly name: string
  /** The whole model, weights from files beside it included. */
  readonly bytes: Uint8Array
  readonly structure: ModelStructure
}

/**
 * Reads a model and the weights beside it into memory. Throws ConfigurationError when a file is missing, too large, no
 * ONNX model, or when weights lie anywhere but in plain files in the model's folder.
 */
export async function loadModel(model: string | Uint8Array): Promise<LoadedModel> {
  if (typeof model !== 'string') return self('model', model)
  const bytes = await readWhole(model)
  const structure = readStructure(bytes, model)
  return self(model, await inlineExternalData(bytes, model, structure, modelSizeLimit))
}

function self(name: string, bytes: Uint8Array): LoadedModel {
  if (bytes.byteLength > modelSizeLimit) throw tooLarge(name, bytes.byteLength)
  const structure = readStructure(bytes, name)
  if (outside(bytes, name)) {
    throw new ConfigurationError(
      `${name}: keeps constants in other files where they cannot be followed. Save the model in one file, or load it from its path.`,
    )
  }
  return { name, bytes, structure }
}

function outside(bytes: Uint8Array, name: string): boolean {
  try {
    return pointsOutside(bytes)
  } catch (cause) {
    throw new ConfigurationError(`${name}: is not an ONNX model, or was cut short. Export it again.`, { cause })
  }
}

/** All files that belong to a model, it first, then those with its weights: what a digest must cover. */
export async function modelFiles(path: string): Promise<readonly string[]> {
  const files = externalFiles(readStructure(await readWhole(path), path), path)
  for (const file of files) await refuseLinks(path, file)
  return [path, ...files.map((file) => join(dirname(path), file))]
}

/** What a model takes and gives, for reports and messages. Every text comes from the file and is untrusted. */
export interface ModelDescription {
  readonly irVersion: number
  /** Version by domain; the default domain is `ai.onnx`. */
  readonly opsets: Readonly<Record<string, number>>
  /** Name and version of the exporter; may be empty. */
  readonly producer: string
  readonly inputs: readonly ValueDescription[]
  readonly outputs: readonly ValueDescription[]
  /** Inputs and outputs in one line each: `x float [batch, 13]`. */
  readonly lines: { readonly inputs: readonly string[]; readonly outputs: readonly string[] }
}

export async function describeModel(path: string): Promise<ModelDescription> {
  const { irVersion, opsets, producer, inputs, outputs } = readStructure(await readWhole(path), path)
  return {
    irVersion,
    opsets: Object.fromEntries(opsets),
    producer,
    inputs,
    outputs,
    lines: { inputs: inputs.map(describeValue), outputs: outputs.map(describeValue) },
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new ConfigurationError(`${path}: the model cannot be read. Is it there, and was it trained first?`, { cause })
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new ConfigurationError(`${path}: is not a file.`)
    if (stat.size > modelSizeLimit) throw tooLarge(path, stat.size)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

function tooLarge(name: string, size: number): ConfigurationError {
  const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`
  return new ConfigurationError(
    `${name}: has ${gib(size)}; models of up to ${gib(modelSizeLimit)} are scored. Score it yourself and hand over a predictions file.`,
  )
}
