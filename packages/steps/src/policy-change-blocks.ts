import { type Block, code, type Inline, paragraph, strong } from '@mlgate/core'
import type { PolicyChange } from '@mlgate/project'
import type { Policy } from './policy.ts'

/** Says that a change would alter what judges it; nothing when it leaves that alone. */
export function policyChangeRemarks(changes: readonly PolicyChange[]): readonly (readonly Inline[])[] {
  if (changes.length === 0) return []
  const settings = changes.length === 1 ? '1 setting' : `${changes.length} settings`
  return [[strong('This change alters the policy'), ` (${settings}); it was judged by the one in force.`]]
}

/** What a change would alter in the policy that judges it, and to what; nothing when it leaves that alone. */
export function policyChangeBlocks(policy: Policy, changes: readonly PolicyChange[]): readonly Block[] {
  if (changes.length === 0) return []
  return [
    paragraph('What it would alter in the policy in force, ', code(policy.origin), ':'),
    {
      kind: 'table',
      columns: [
        { title: 'Policy', align: 'left' },
        { title: 'In force', align: 'left' },
        { title: 'In this change', align: 'left' },
      ],
      rows: changes.map(({ path, before, after }) => [
        [code(path)],
        before === undefined ? ['not set'] : [code(before)],
        after === undefined ? ['not set'] : [code(after)],
      ]),
    },
  ]
}
