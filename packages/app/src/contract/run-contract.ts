import type { ExitCode } from '@mlgate/core'
import type { ContractRequest } from './contract-request.ts'
import { type DiffWorld, runDiff } from './run-diff.ts'
import { runImport } from './run-import.ts'
import { runInfer } from './run-infer.ts'

/** Runs what `mlgate contract` was asked for. Throws ConfigurationError. */
export function runContract(request: ContractRequest, world: DiffWorld): Promise<ExitCode> {
  if ('infer' in request) return runInfer(request.infer, world)
  return 'diff' in request ? runDiff(request.diff, world) : runImport(request.import, world)
}
