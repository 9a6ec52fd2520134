import { type Block, code, fold, type Inline, paragraph } from '@mlgate/core'
import type { ColumnResult, Finding } from './judgement.ts'
import { countText, numberText, percentText, plural, shortCategory } from './number-text.ts'

/** Findings that stay in the open. */
const shownFindings = 8

/** Whether a finding is worth a line in the open and a check: values a little outside the range are the rule. */
export function isNotable(finding: Finding): boolean {
  return finding.kind !== 'out of range' || finding.notable
}

/** What was noticed beside drift, one line each. */
export function findingsBlocks(columns: readonly ColumnResult[]): Block[] {
  const notable = itemsOf(columns, isNotable)
  const usual = itemsOf(columns, (finding) => !isNotable(finding))
  const open = notable.slice(0, shownFindings)
  return [
    ...(open.length > 0 ? [paragraph('Noticed, though it does not decide:'), listOf(open)] : []),
    ...(notable.length > open.length
      ? [fold(`${plural(notable.length - open.length, 'more finding')}`, listOf(notable.slice(open.length)))]
      : []),
    ...(usual.length > 0
      ? [
          fold(
            `${plural(usual.length, 'column')} with a few values just outside the reference's range, as is usual`,
            listOf(usual),
          ),
        ]
      : []),
  ]
}

function itemsOf(columns: readonly ColumnResult[], which: (finding: Finding) => boolean): (readonly Inline[])[] {
  return columns.flatMap((column) =>
    column.findings.filter(which).map((finding) => [code(column.name), ': ', ...findingInlines(finding, column)]),
  )
}

function listOf(items: readonly (readonly Inline[])[]): Block {
  return { kind: 'list', items }
}

/** A finding in a sentence, its examples as code. */
function findingInlines(finding: Finding, column: ColumnResult): readonly Inline[] {
  if (finding.kind !== 'unseen category') return [findingText(finding, column)]
  return [
    `${findingText(finding, column)}: `,
    ...finding.examples.flatMap((example, index): Inline[] => [
      ...(index > 0 ? [', '] : []),
      code(shortCategory(example)),
    ]),
    ...(finding.categories > finding.examples.length ? [', …'] : []),
  ]
}

/** A finding in a sentence without its examples. */
export function findingText(finding: Finding, { current }: ColumnResult): string {
  const ofValues = (rows: number): string => `${countText(rows)} (${percentText(rows / (current?.values ?? rows))})`
  switch (finding.kind) {
    case 'unseen category': {
      const which = finding.categories === 1 ? 'a category' : `${countText(finding.categories)} categories`
      return `${ofValues(finding.rows)} values in ${which} that the reference does not have`
    }
    case 'out of range': {
      const [low, high] = finding.reference.map(numberText)
      const ends = [
        ...(finding.below > 0 ? [`${ofValues(finding.below)} below, down to ${numberText(finding.current[0])}`] : []),
        ...(finding.above > 0 ? [`${ofValues(finding.above)} above, up to ${numberText(finding.current[1])}`] : []),
      ]
      return `values outside the reference's range of ${low} to ${high}: ${ends.join('; ')}`
    }
    case 'infinite values':
      return `infinite values count as missing: ${countText(finding.reference)} in the reference, ${countText(finding.current)} in the current file`
  }
}
