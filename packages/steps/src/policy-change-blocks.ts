import { type Block, code, type Inline, paragraph, strong } from '@mlgate/core'
import type { PolicyChange } from '@mlgate/project'
import type { Policy } from './policy.ts'

/** Says that a change would alter what judges it, and which way; nothing when it leaves that alone. */
export function policyChangeRemarks(changes: readonly PolicyChange[]): readonly (readonly Inline[])[] {
  if (changes.length === 0) return []
  const settings = changes.length === 1 ? '1 setting' : `${changes.length} settings`
  const loosened = changes.filter(({ direction }) => direction === 'loosened')
  const [first, ...others] = loosened
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return [
    [
      strong('This change alters the policy'),
      ` (${settings}${loosened.length === 0 ? '' : `, ${loosened.length} loosened`}); it was judged by the one in force.`,
      ...(first === undefined ? [] : [' Loosened: ', ...sentence(first), `${more}.`]),
    ],
  ]
}

/** A change in words: `max_regression of roc_auc 0.005 → 0.05`. */
function sentence({ path, before, after }: PolicyChange): readonly Inline[] {
  const value = (text: string | undefined): Inline => (text === undefined ? 'not set' : code(text))
  return [...settingName(path), ' ', value(before), ' → ', value(after)]
}

/** A demand on a metric as people say it; any other setting by its path. */
function settingName(path: string): readonly Inline[] {
  const [, metric, setting] = /^gate\.metrics\.([\w@]+)\.(\w+)$/.exec(path) ?? []
  return metric === undefined || setting === undefined ? [code(path)] : [code(setting), ' of ', code(metric)]
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
        { title: 'Which is', align: 'left' },
      ],
      rows: changes.map(({ path, before, after, direction }) => [
        [code(path)],
        before === undefined ? ['not set'] : [code(before)],
        after === undefined ? ['not set'] : [code(after)],
        direction === 'loosened' ? [strong(direction)] : [direction],
      ]),
    },
  ]
}
