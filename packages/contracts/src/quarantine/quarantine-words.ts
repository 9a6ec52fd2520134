import { type Block, code, type Inline } from '@mlgate/core'
import type { Quarantine } from './leave-quarantine.ts'

/** Where the failing rows are and how they are read. */
export function quarantineBlocks(left: readonly Quarantine[]): readonly Block[] {
  if (left.length === 0) return []
  const list: Block = {
    kind: 'list',
    items: left.map(({ file, rows, isCut, without }): readonly Inline[] => [
      isCut ? `The first ${count(rows)} failing rows are in ` : `All ${count(rows)} failing rows are in `,
      code(file),
      ' of the artifact',
      ...(without.length === 0 ? [] : [', without the sensitive columns']),
      '; to read them: ',
      code(`duckdb -c "select * from '${file}'"`),
    ]),
  }
  return [list]
}

const count = (value: number): string => value.toLocaleString('en-US')
