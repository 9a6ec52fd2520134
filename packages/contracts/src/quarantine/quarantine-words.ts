import { type Block, code, type Inline } from '@mlgate/core'
import type { Quarantine } from './leave-quarantine.ts'

/** Where the failing rows are and how they are read. */
export function quarantineBlocks(left: readonly Quarantine[]): readonly Block[] {
  if (left.length === 0) return []
  const list: Block = {
    kind: 'list',
    items: left.map(({ file, rows, isCut, without, artifact }): readonly Inline[] => [
      `${isCut ? `The first ${rowsAre(rows)}` : rows === 1 ? 'The one failing row is' : `All ${rowsAre(rows)}`} in `,
      code(file),
      ...(artifact === undefined
        ? []
        : // Not by its name, which has the number of the attempt: a re-run with the same result says the same.
          [' of the ', { kind: 'link', href: artifact.address, content: ['artifact'] } as const]),
      ...(without.length === 0 ? [] : [', without the sensitive columns']),
      rows === 1 ? '; to read it: ' : '; to read them: ',
      code(`duckdb -c "select * from '${file}'"`),
    ]),
  }
  return [list]
}

const rowsAre = (value: number): string =>
  value === 1 ? 'failing row is' : `${value.toLocaleString('en-US')} failing rows are`
