import { type Block, type Cell, type Check, type Report, strong, type Verdict } from '@mlgate/core'
import { type ChainLink, linkTitles } from './chain-link.ts'
import type { EvidenceChain } from './verify-chain.ts'

/** The report of a chain: every link with what was found, then what to do about those that do not hold. */
export function chainReport(chain: EvidenceChain, context: { readonly model: string; readonly step: string }): Report {
  const { links, holds } = chain
  const faults = links.filter(({ state }) => state !== 'holds')
  const [first] = faults
  return {
    ...context,
    verdict: holds ? 'pass' : 'fail',
    outcome: holds ? 'evidence holds' : 'evidence does not hold',
    reason:
      first === undefined
        ? [`All ${links.length} links of the evidence hold.`]
        : [`${faults.length} of ${links.length} links of the evidence do not hold. ${first.sentence}`],
    blocks: chainBlocks(chain),
    checks: links.map(checkOf),
    measurements: [
      { name: 'evidence_links', help: 'Links of the evidence that were checked.', labels: {}, value: links.length },
      { name: 'evidence_links_broken', help: 'Links that do not hold.', labels: {}, value: faults.length },
    ],
  }
}

/** The table of links and what to do, for reports that say more than the chain. */
export function chainBlocks({ links }: EvidenceChain): readonly Block[] {
  const remedies = [...new Set(links.map(({ remedy }) => remedy).filter((remedy) => remedy !== undefined))]
  const table: Block = {
    kind: 'table',
    columns: [
      { title: 'Link', align: 'left' },
      { title: 'State', align: 'left' },
      { title: 'Found', align: 'left' },
    ],
    rows: links.map(rowOf),
  }
  if (remedies.length === 0) return [table]
  return [
    table,
    { kind: 'heading', content: ['What to do'] },
    { kind: 'list', items: remedies.map((remedy) => [remedy]) },
  ]
}

function rowOf({ name, state, sentence }: ChainLink): readonly Cell[] {
  const words = state.replaceAll('-', ' ')
  return [[linkTitles[name]], [state === 'holds' ? words : strong(words)], [sentence]]
}

function checkOf({ name, state, sentence }: ChainLink): Check {
  return { name: linkTitles[name], verdict: verdictOf(state), message: sentence, severity: 'error' }
}

function verdictOf(state: ChainLink['state']): Verdict {
  return state === 'holds' ? 'pass' : 'fail'
}
