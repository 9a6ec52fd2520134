import { Command } from 'commander'
import { type ImportRequest, importCommand } from './import-request.ts'

/** What `mlgate contract` is asked for. */
export type ContractRequest = { readonly import: ImportRequest }

/** Declares `mlgate contract` with its commands. */
export function contractCommand(accept: (request: ContractRequest) => void): Command {
  const command = new Command('contract').description('Make data contracts.')
  command.addCommand(importCommand((request) => accept({ import: request })))
  return command
}
