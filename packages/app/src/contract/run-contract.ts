import type { ExitCode } from '@mlgate/core'
import type { ContractRequest } from './contract-request.ts'
import { type ContractWorld, runImport } from './run-import.ts'

/** Runs what `mlgate contract` was asked for. Throws ConfigurationError. */
export function runContract(request: ContractRequest, world: ContractWorld): Promise<ExitCode> {
  return runImport(request.import, world)
}
