import { type ContractText, compareContracts, contractChangeBlocks, contractChangeCounts } from '@mlgate/contracts'
import { type Block, code, fold, type Inline, strong } from '@mlgate/core'
import type { ModelBody } from '@mlgate/project'

/** What is said of a change that brings another contract than the one in force. */
export interface ContractChangeWords {
  readonly remarks: readonly (readonly Inline[])[]
  readonly blocks: readonly Block[]
}

/**
 * What a change's own contract demands otherwise than the one in force: what breaks readers of the data first, and of
 * that what is about columns that the model reads. Throws ConfigurationError for a text that is no contract.
 */
export function contractChangeWords(inForce: ContractText, own: ContractText, model: ModelBody): ContractChangeWords {
  const { candidate, data } = model
  const features = 'features' in candidate && candidate.features !== undefined ? candidate.features : undefined
  const changes = compareContracts(inForce, own, features && new Set(features), data)
  const counts = contractChangeCounts(changes)
  const about = changes.length === 0 ? ' in words alone' : ` (${counts})`
  return {
    remarks: [
      [
        strong('This change alters the contract'),
        `${about}: the data must keep the one in force (`,
        code(inForce.file),
        ') and its own.',
      ],
    ],
    blocks: changes.length === 0 ? [] : [fold([`Contract: ${counts}`], ...contractChangeBlocks(changes))],
  }
}
