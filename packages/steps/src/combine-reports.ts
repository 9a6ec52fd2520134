import { type Block, type Check, type Inline, paragraph, type Report, strong, worstVerdict } from '@mlgate/core'

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
    /** Why nothing passes here, whatever was found: a pass is then inconclusive. */
    readonly neverPassesBecause?: string | undefined
  },
): Report {
  const verdict = worstVerdict(reports.map((report) => report.verdict))
  const speaking = reports.findIndex((report) => report.verdict === verdict)
  const speaker = reports[speaking] ?? reports[0]
  const tables = speaker.blocks[0]?.kind === 'table' ? 1 : 0
  const others = reports.flatMap((report, index) =>
    index === speaking ? [] : [{ report, title: options.titleOfOther(index) }],
  )
  const because = options.neverPassesBecause
  const withheld = because !== undefined && verdict === 'pass'
  const check: Check = {
    name: 'policy in force',
    verdict: 'inconclusive',
    message: `Nothing passes here: ${because}.`,
    severity: 'error',
  }
  return {
    ...speaker,
    ...(withheld ? { verdict: 'inconclusive', outcome: 'not judged by a policy in force' } : {}),
    reason: [
      ...(withheld ? [strong('Nothing passes here'), `: ${because}. By its own policy: `] : []),
      ...speaker.reason,
      ...options.remarks.flatMap((remark) => [' ', ...remark]),
    ],
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
      ...(withheld ? [check] : []),
      ...speaker.checks,
      ...others.flatMap(({ report, title }) =>
        report.checks.map((check) => ({ ...check, name: `${check.name} (${title})` })),
      ),
    ],
  }
}
