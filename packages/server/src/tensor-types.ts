import type { Feed, ValueDescription } from '@mlgate/models'

/** Tensor element types of the Open Inference Protocol that are spoken here. */
export type Datatype = 'FP32' | 'FP64' | 'INT64' | 'INT32' | 'BYTES' | 'BOOL'

/** By ONNX's word. */
const declared: Readonly<Record<string, Datatype>> = {
  float: 'FP32',
  double: 'FP64',
  int64: 'INT64',
  int32: 'INT32',
  string: 'BYTES',
  bool: 'BOOL',
}

/** The protocol's word for the element type of a graph's input or output. */
export function datatypeOf({ name, type }: ValueDescription): Datatype {
  const datatype = declared[type]
  if (datatype === undefined) throw new TypeError(`${name} has the element type ${type}`)
  return datatype
}

/** By onnxruntime's word. */
export const datatypeOfTensor: Readonly<Record<string, Datatype>> = {
  float32: 'FP32',
  float64: 'FP64',
  int64: 'INT64',
  int32: 'INT32',
  string: 'BYTES',
  bool: 'BOOL',
}

export const runtimeType: Readonly<Record<Datatype, Feed['type']>> = {
  FP32: 'float32',
  FP64: 'float64',
  INT64: 'int64',
  INT32: 'int32',
  BYTES: 'string',
  BOOL: 'bool',
}

/** A tensor's shape as metadata says it: −1 for any. The first dimension counts the rows, of which there may be any. */
export function metadataShape({ dims }: ValueDescription): readonly number[] {
  return (dims ?? ['']).map((dim, i) => (i === 0 || typeof dim === 'string' ? -1 : dim))
}
