import type { Block } from '@mlgate/core'
import type { Finding } from '../finding.ts'

/** The findings of a fold, each with its verdict and its numbers; nothing where nothing was demanded. */
export function findingList(findings: readonly Finding[]): Block[] {
  if (findings.length === 0) return []
  return [{ kind: 'list', items: findings.map(({ verdict, reason }) => [{ kind: 'verdict', verdict }, ' ', reason]) }]
}
