import { type Block, code, type Inline, paragraph, type Report, strong } from '@mlgate/core'
import type { ContractChange } from './contract-change.ts'

/** Changes that a table shows; a contract of a thousand columns has as many. */
const shownChanges = 100

/** What a contract says otherwise, as a table; nothing when it says the same. */
export function contractChangeBlocks(changes: readonly ContractChange[]): readonly Block[] {
  if (changes.length === 0) return []
  const isKnown = changes.some(({ feature }) => feature !== undefined)
  const rows = changes
    .slice(0, shownChanges)
    .map(({ class: kind, object, column, sentence, feature }) => [
      kind === 'breaking' ? [strong(kind)] : [kind],
      column === undefined ? [object === '' ? 'contract' : 'table'] : [code(column)],
      [sentence],
      ...(isKnown ? [[feature === undefined ? '' : feature ? 'yes' : 'no']] : []),
    ])
  const left = changes.length - rows.length
  return [
    {
      kind: 'table',
      columns: ['For readers of the data', 'Of', 'What is otherwise', ...(isKnown ? ['Model reads it'] : [])].map(
        (title) => ({ title, align: 'left' as const }),
      ),
      rows,
    },
    ...(left > 0 ? [paragraph(`… and ${left} more.`)] : []),
  ]
}

/** How many changes of which class, in words: `2 breaking, 1 stricter`. */
export function contractChangeCounts(changes: readonly ContractChange[]): string {
  const counts = (['breaking', 'stricter', 'harmless'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.class === kind).length
    return count === 0 ? [] : [`${count} ${kind}`]
  })
  return counts.join(', ') || 'no changes'
}

/** The whole comparison. `stops` says whether these changes are such as were not to be. */
export function contractDiffReport(
  changes: readonly ContractChange[],
  about: { readonly contract: string; readonly stops: boolean; readonly featuresKnown: boolean },
): Report {
  const unknown: readonly Inline[] = [
    'Which columns the model reads is unknown: no ',
    code('candidate.features'),
    ' in a project file here.',
  ]
  return {
    model: about.contract,
    step: 'contract diff',
    verdict: about.stops ? 'fail' : 'pass',
    outcome: changes.length === 0 ? 'demands the same' : 'demands something else',
    reason: [`${contractChangeCounts(changes)}.`],
    blocks: [
      ...contractChangeBlocks(changes),
      ...(about.featuresKnown || changes.length === 0 ? [] : [paragraph(...unknown)]),
    ],
    checks: [],
    measurements: [],
  }
}
