import { type Block, type Inline, paragraph, type Report, worstVerdict } from '@mlgate/core'

/**
 * One report out of several judgements of the same thing: the worst speaks, the others follow folded. `remarks` are
 * sentences that a reader must not miss; they follow the verdict, since whatever passes has all else folded. `blocks`
 * come right below the table that the worst one opens with.
 */
export function combineReports(
  reports: readonly [Report, ...Report[]],
  options: {
    readonly remarks: readonly (readonly Inline[])[]
    readonly blocks: readonly Block[]
    readonly titleOfOther: (index: number) => string
  },
): Report {
  const verdict = worstVerdict(reports.map((report) => report.verdict))
  const speaking = reports.findIndex((report) => report.verdict === verdict)
  const speaker = reports[speaking] ?? reports[0]
  const tables = speaker.blocks[0]?.kind === 'table' ? 1 : 0
  const others = reports.flatMap((report, index) =>
    index === speaking ? [] : [{ report, title: options.titleOfOther(index) }],
  )
  return {
    ...speaker,
    reason: [...speaker.reason, ...options.remarks.flatMap((remark) => [' ', ...remark])],
    blocks: [
      ...speaker.blocks.slice(0, tables),
      ...options.blocks,
      ...speaker.blocks.slice(tables),
      ...others.map(
        ({ report, title }): Block => ({
          kind: 'fold',
          title: [`${title}: ${report.outcome}`],
          blocks: [paragraph(...report.reason), ...report.blocks],
        }),
      ),
    ],
    checks: [
      ...speaker.checks,
      ...others.flatMap(({ report, title }) =>
        report.checks.map((check) => ({ ...check, name: `${check.name} (${title})` })),
      ),
    ],
  }
}
