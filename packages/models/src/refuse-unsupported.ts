import { ConfigurationError } from '@mlgate/core'
import type { LoadedModel } from './load-model.ts'

/** What onnxruntime 1.30 reads. */
const newest = { irVersion: 13, opset: 26 } as const

/** Operators that onnxruntime itself implements; any other domain would be a plug-in with machine code. */
const knownDomains = new Set(['ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'ai.onnx.preview', 'ai.onnx.training'])

/** Refuses what onnxruntime would not load, in words that help. Throws ConfigurationError. */
export function refuseUnsupported({ name, structure }: LoadedModel): void {
  const opset = structure.opsets.get('ai.onnx') ?? 0
  if (opset > newest.opset) {
    throw new ConfigurationError(
      `${name}: is exported with opset ${opset}; the highest that is read is ${newest.opset}. ${lower}`,
    )
  }
  if (structure.irVersion > newest.irVersion) {
    throw new ConfigurationError(
      `${name}: has IR version ${structure.irVersion}; the highest that is read is ${newest.irVersion}. ${lower}`,
    )
  }
  for (const node of structure.nodes) {
    if (knownDomains.has(node.domain) || structure.functionDomains.has(node.domain)) continue
    throw new ConfigurationError(
      `${name}: needs the custom operator ${node.opType} of domain ${node.domain}; only onnxruntime's own operators are run. ` +
        'Export without it, or score the model yourself and hand over a predictions file.',
    )
  }
}

const lower =
  'Export lower: target_opset=21 in skl2onnx and onnxmltools, opset_version=18 in torch.onnx.export, --opset 18 in tf2onnx; ' +
  'or onnx.version_converter.convert_version(model, 21) and model.ir_version = 10.'

/** How much of onnxruntime's own message is passed on: it may repeat names from the model at any length. */
const longestMessage = 600

/** onnxruntime's message without the place in its sources, shortened. */
export function runtimeMessage(message: string): string {
  return message
    .replace(/^\/onnxruntime_src\/.*?\) (?=[A-Z])/, '')
    .trim()
    .slice(0, longestMessage)
}

/** Says why onnxruntime would not load a model. */
export function loadFailure(name: string, message: string): ConfigurationError {
  const said = `onnxruntime says: ${runtimeMessage(message)}`
  if (/IR version|official released onnx opset|opset.*till|under development/i.test(message)) {
    return new ConfigurationError(`${name}: is exported for a newer ONNX than is read here. ${lower} ${said}`)
  }
  if (/protobuf parsing failed/i.test(message)) {
    return new ConfigurationError(`${name}: is not an ONNX model, or was cut short. Export it again. ${said}`)
  }
  if (/not a registered function\/op|No Op registered|Could not find an implementation/i.test(message)) {
    return new ConfigurationError(`${name}: uses an operator that onnxruntime does not have on the CPU. ${said}`)
  }
  return new ConfigurationError(`${name}: cannot be loaded; the exporter wrote a graph that is not valid. ${said}`)
}
