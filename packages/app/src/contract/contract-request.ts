import { Command } from 'commander'
import { type DiffRequest, diffCommand } from './diff-request.ts'
import { type ImportRequest, importCommand } from './import-request.ts'
import { type InferRequest, inferCommand } from './infer-request.ts'

/** What `mlgate contract` is asked for. */
export type ContractRequest =
  | { readonly import: ImportRequest }
  | { readonly infer: InferRequest }
  | { readonly diff: DiffRequest }

/** Declares `mlgate contract` with its commands. */
export function contractCommand(accept: (request: ContractRequest) => void): Command {
  const command = new Command('contract').description('Make and compare data contracts.')
  command.addCommand(importCommand((request) => accept({ import: request })))
  command.addCommand(inferCommand((request) => accept({ infer: request })))
  command.addCommand(diffCommand((request) => accept({ diff: request })))
  return command
}
