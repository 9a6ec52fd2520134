import { ConfigurationError } from '@mlgate/core'
import { loadFailure, runtimeMessage } from './refuse-unsupported.ts'
import type { BatchAnswer } from './score-protocol.ts'

/** What is said of a model that exceeds a limit. */
export function excess(name: string, reason: string): ConfigurationError {
  return new ConfigurationError(
    `${name}: scoring ${reason}, and was stopped. Does the model loop or make large tensors? Score fewer rows, use a larger machine, or score the model yourself and hand over a predictions file.`,
  )
}

/** What is said of rows that were not scored. */
export function failureOf(name: string, answer: BatchAnswer & { readonly ok: false }, from: number, to: number): Error {
  switch (answer.stage) {
    case 'native':
      return new ConfigurationError(answer.message)
    case 'load':
      return loadFailure(name, answer.message)
    case 'run':
      return new ConfigurationError(
        `${name}: onnxruntime failed on rows ${from + 1} to ${to}: ${runtimeMessage(answer.message)}`,
      )
  }
}
