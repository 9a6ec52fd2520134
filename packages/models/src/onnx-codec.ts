import Long from 'long'
import onnxProto, { type onnx } from 'onnx-proto'
import protobuf from 'protobufjs/minimal.js'

/** Reads and writes protobuf fields; only handed out by `protobufWire`, which sees to 64-bit integers. */
export type Wire = Pick<typeof protobuf, 'Reader' | 'Writer'>

/**
 * protobufjs looks for `long` with a `require` of its own, which finds nothing in a bundle: 64-bit integers would then
 * silently lose digits (a Slice to INT64_MAX comes out as INT64_MIN). So it is told, the first time it is used.
 */
function teachLong(): void {
  if (protobuf.util.Long === Long) return
  protobuf.util.Long = Long
  protobuf.configure()
}

/** The message types of onnx.proto (as of ONNX 1.10; fields added later are dropped when a message is re-encoded). */
export function onnxMessages(): typeof onnx {
  teachLong()
  return onnxProto.onnx
}

export function protobufWire(): Wire {
  teachLong()
  return protobuf
}

/** A 64-bit integer of a decoded message as a bigint. */
export function toBigInt(value: number | Long | null | undefined): bigint {
  if (value === null || value === undefined) return 0n
  return typeof value === 'number' ? BigInt(value) : BigInt(value.toString())
}
