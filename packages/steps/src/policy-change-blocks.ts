import { type Block, code, paragraph, strong } from '@mlgate/core'
import type { Policy } from './step-deps.ts'

/** Says what a change would alter in the policy that judges it; nothing when it leaves the policy alone. */
export function policyChangeBlocks(policy: Policy): readonly Block[] {
  if (policy.changes.length === 0) return []
  return [
    paragraph(
      strong('This change alters the policy.'),
      ' It was judged by the one in force, ',
      code(policy.origin),
      ':',
    ),
    {
      kind: 'table',
      columns: [
        { title: 'Policy', align: 'left' },
        { title: 'In force', align: 'left' },
        { title: 'In this change', align: 'left' },
      ],
      rows: policy.changes.map(({ path, before, after }) => [
        [code(path)],
        before === undefined ? ['not set'] : [code(before)],
        after === undefined ? ['not set'] : [code(after)],
      ]),
    },
  ]
}
