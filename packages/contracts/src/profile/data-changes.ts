import { type Block, code, fold, type Inline, paragraph } from '@mlgate/core'
import { columnsOfMeasure } from '../plan/measure.ts'
import type { CheckResult, PlanResult } from '../run/run-plan.ts'
import { type DataChange, rankedChanges } from './data-change.ts'

/** A file as it was checked. */
interface CheckedFile {
  readonly name: string
  readonly result: PlanResult
}

/** What the data are compared with. */
export interface BaseOfData {
  /** In words: `main@4f1c2d`. */
  readonly name: string
  /** Undefined when there is none; then `because` says why. */
  readonly changes: readonly DataChange[] | undefined
  readonly because?: string
  /** Rows of its files, by what they are to the project. */
  readonly rows?: ReadonlyMap<string, number>
}

/**
 * What became of the data since the base, by importance, each change with what the contract in force says of it: a change
 * is no fault by itself.
 */
export function dataChangesFold(base: BaseOfData, checked: readonly CheckedFile[]): Block {
  const { name, changes, because } = base
  if (changes === undefined) {
    return fold(['Data: not compared with ', code(name)], paragraph(`${because ?? 'There is no profile of its data.'}`))
  }
  if (changes.length === 0) {
    return fold(
      ['Data: no changes against ', code(name)],
      paragraph('The files are the same, or differ by less than is told.'),
    )
  }
  return fold([`Data: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'} against `, code(name)], {
    kind: 'table',
    columns: [
      { title: 'Data', align: 'left' },
      { title: 'Column', align: 'left' },
      { title: 'Change', align: 'left' },
      { title: 'The contract', align: 'left' },
    ],
    rows: rankedChanges(changes, (change) => brokenBy(change, checked).length > 0).map((change) => [
      [change.data],
      change.column === undefined ? ['—'] : [code(change.column)],
      [change.what, ...valueInlines(change.values)],
      [judgementOf(change, checked)],
    ]),
  })
}

function valueInlines(values: readonly string[]): readonly Inline[] {
  return values.flatMap((value, index): Inline[] => [index === 0 ? ': ' : ', ', code(value === '' ? ' ' : value)])
}

/** The checks that speak of the column that changed; of the rows, where none did. */
function checksOf({ data, column }: DataChange, checked: readonly CheckedFile[]): readonly CheckResult[] {
  const results = checked.find(({ name }) => name === data)?.result.checks ?? []
  return results.filter(({ check: { measure } }) =>
    column === undefined ? measure.counts === 'rows' : columnsOfMeasure(measure).includes(column),
  )
}

/** What could not be run holds no more than what failed. */
function brokenBy(change: DataChange, checked: readonly CheckedFile[]): readonly CheckResult[] {
  return checksOf(change, checked).filter(({ verdict }) => verdict !== 'pass')
}

function judgementOf(change: DataChange, checked: readonly CheckedFile[]): string {
  const about = checksOf(change, checked)
  if (about.length === 0) return 'says nothing of it'
  const broken = brokenBy(change, checked)
  if (broken.length > 0) {
    const isJudged = broken.some(({ verdict }) => verdict === 'fail')
    return `${isJudged ? 'is broken' : 'could not be checked'}: ${broken.map(({ check }) => check.name).join(', ')}`
  }
  return about.length === 1 ? 'holds' : `holds: ${about.length} checks`
}
