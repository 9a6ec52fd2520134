import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, win32 } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { fieldsOf, joined, lengthDelimited } from './message-fields.ts'
import { graphFields, type ModelStructure, modelFields, tensorFields } from './model-structure.ts'
import { onnxMessages } from './onnx-codec.ts'

/** Where a weight lies that is kept outside the model file. */
interface ExternalLocation {
  readonly tensor: string
  /** Relative to the model's folder, with `/`. */
  readonly file: string
  readonly offset: number
  readonly length: number | undefined
}

const rawData = 9

/** Files beside the model that hold its weights, relative to its folder, sorted. Refuses paths that leave the folder. */
export function externalFiles(structure: ModelStructure, name: string): readonly string[] {
  const files = new Set<string>()
  for (const { external, message } of structure.initializers.values()) {
    if (external) files.add(locationOf(message, name).file)
  }
  return [...files].sort()
}

/**
 * The model with its external weights inside, so that what is digested, checked and run are the same bytes, and
 * onnxruntime opens no file that a model names. `limit` is in bytes and holds for the result.
 */
export async function inlineExternalData(
  bytes: Uint8Array,
  path: string,
  structure: ModelStructure,
  limit: number,
): Promise<Uint8Array> {
  const inlined = new Map<Uint8Array, Uint8Array>()
  let size = bytes.byteLength
  for (const { external, message } of structure.initializers.values()) {
    if (!external) continue
    const data = await readRange(path, locationOf(message, path), limit - size)
    size += data.byteLength
    inlined.set(message, data)
  }
  if (inlined.size === 0) return bytes
  const pieces: Uint8Array[] = []
  for (const field of fieldsOf(bytes)) {
    if (field.number === modelFields.graph)
      pieces.push(lengthDelimited(field.number, inlinedGraph(field.content, inlined)))
    else pieces.push(field.whole)
  }
  return joined(pieces)
}

function inlinedGraph(graph: Uint8Array, inlined: ReadonlyMap<Uint8Array, Uint8Array>): Uint8Array[] {
  // The outlines hold views on the same memory: their offsets tell which initializer is which.
  const byOffset = new Map([...inlined].map(([message, data]) => [message.byteOffset, data]))
  const pieces: Uint8Array[] = []
  for (const field of fieldsOf(graph)) {
    const data = field.number === graphFields.initializer ? byOffset.get(field.content.byteOffset) : undefined
    if (data === undefined) pieces.push(field.whole)
    else pieces.push(lengthDelimited(field.number, inlinedTensor(field.content, data)))
  }
  return pieces
}

function inlinedTensor(tensor: Uint8Array, data: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = []
  const replaced: readonly number[] = [tensorFields.externalData, tensorFields.dataLocation, rawData]
  for (const field of fieldsOf(tensor)) if (!replaced.includes(field.number)) pieces.push(field.whole)
  pieces.push(lengthDelimited(rawData, [data]))
  return pieces
}

function locationOf(message: Uint8Array, name: string): ExternalLocation {
  const tensor = onnxMessages().TensorProto.decode(message)
  const entries = new Map(tensor.externalData.map(({ key, value }) => [key ?? '', value ?? '']))
  const location = entries.get('location') ?? ''
  const segments = location.split('/').filter((segment) => segment !== '.')
  const leaves =
    isAbsolute(location) ||
    win32.isAbsolute(location) ||
    /[\\\0:]/.test(location) ||
    segments.some((segment) => segment === '..' || segment === '')
  if (leaves) {
    throw new ConfigurationError(
      `${name}: the weights of ${tensor.name} are said to be in ${JSON.stringify(location)}, which is not a file beside the model. ` +
        'Save the model with its data next to it, or in one file.',
    )
  }
  return {
    tensor: tensor.name,
    file: segments.join('/'),
    offset: byteCount(entries.get('offset') ?? '0', name),
    length: entries.has('length') ? byteCount(entries.get('length') ?? '', name) : undefined,
  }
}

function byteCount(text: string, name: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new ConfigurationError(`${name}: ${JSON.stringify(text)} is no offset or length of external data.`)
}

async function readRange(path: string, at: ExternalLocation, room: number): Promise<Uint8Array> {
  const file = join(dirname(path), at.file)
  await refuseLinks(path, at.file)
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((cause: unknown) => {
    throw missing(path, file, cause)
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new ConfigurationError(`${file}: is not a file, but ${path} keeps weights in it.`)
    const length = at.length ?? stat.size - at.offset
    if (length < 0 || at.offset + length > stat.size) {
      throw new ConfigurationError(
        `${file}: has ${stat.size} bytes, but ${path} looks for ${at.tensor} at ${at.offset} + ${length}. The two do not belong together.`,
      )
    }
    if (length > room) throw new ConfigurationError(`${path}: is too large with the weights in ${file}.`)
    const data = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await handle.read(data, filled, length - filled, at.offset + filled)
      if (bytesRead === 0) throw new ConfigurationError(`${file}: became shorter while it was read.`)
      filled += bytesRead
    }
    return data
  } finally {
    await handle.close()
  }
}

/** Throws when the file, or a folder on the way to it, is a symbolic link: what it points at may be anywhere. */
export async function refuseLinks(path: string, file: string): Promise<void> {
  const folder = dirname(path)
  const expected = join(await realpath(folder), file)
  const actual = await realpath(join(folder, file)).catch((cause: unknown) => {
    throw missing(path, join(folder, file), cause)
  })
  if (actual !== expected) {
    throw new ConfigurationError(
      `${join(folder, file)}: is a symbolic link; a model's weights must be files beside it.`,
    )
  }
}

function missing(path: string, file: string, cause: unknown): ConfigurationError {
  return new ConfigurationError(`${file}: is not there, but ${path} keeps its weights in it. Hand over both files.`, {
    cause,
  })
}
