import { type Block, code, fold, type Inline, type NamedDigest, shortDigest } from '@mlgate/core'
import type { Judgement } from './judgement.ts'
import { formatCount, formatLimit } from './number-format.ts'

/** What the report says beside the judgement; given by the step, which knows where things came from. */
export interface GateReportContext {
  readonly model: string
  readonly step: string
  /** What the baseline is called in the table: `production v1.3.0`, `main`. */
  readonly baselineName: string | undefined
  readonly candidate: NamedDigest
  readonly baseline: NamedDigest | undefined
  readonly testData: NamedDigest
  /** Where the policy was read: `main@4f1c2d, unchanged here`. Digests and refs as code, so that they can be copied. */
  readonly policy: string | readonly Inline[]
  /** Programs and their versions. */
  readonly versions: Readonly<Record<string, string>>
  /** Further sentences about how it was decided. */
  readonly notes?: readonly (readonly Inline[])[]
  /** The command that repeats the judgement. */
  readonly repeat?: string
}

/** What the decision rests on, folded. */
export function decisionDetails(judgement: Judgement, context: GateReportContext): Block {
  const { scoredBy } = judgement
  const items: (readonly Inline[])[] = [
    ['candidate: ', ...fileOf(context.candidate), `, ${scorer(scoredBy.candidate)}`],
    context.baseline
      ? ['baseline: ', ...fileOf(context.baseline), ...(scoredBy.baseline ? [`, ${scorer(scoredBy.baseline)}`] : [])]
      : ['baseline: none'],
    ['test data: ', ...fileOf(context.testData), `, ${formatCount(judgement.rows)} rows`],
    ['policy: ', ...(typeof context.policy === 'string' ? [context.policy] : context.policy)],
    ...comparisonOf(judgement),
    ...(judgement.threshold === undefined
      ? []
      : [[`a row counts as positive from a probability of ${formatLimit(judgement.threshold)}`]]),
    ...undefinedResamplesOf(judgement),
    [
      Object.entries(context.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(' · '),
    ],
    ...(context.notes ?? []),
  ]
  const blocks: Block[] = [{ kind: 'list', items: items.filter((item) => item.some((inline) => inline !== '')) }]
  if (context.repeat !== undefined) blocks.push({ kind: 'code', text: context.repeat, language: 'sh' })
  return fold(
    context.repeat === undefined ? 'How this was decided' : 'How this was decided, and how to repeat it',
    ...blocks,
  )
}

function fileOf(file: NamedDigest): Inline[] {
  return [code(file.name), ' ', code(shortDigest(file.digest))]
}

function scorer(by: 'mlgate' | 'declared'): string {
  return by === 'mlgate' ? 'scored here' : 'scores as declared by their file'
}

function comparisonOf({ level, resamples, seed, gates }: Judgement): Inline[][] {
  if (!gates.some((gate) => gate.interval)) return []
  const percent = (share: number): string => `${formatLimit(Number((share * 100).toFixed(6)))} %`
  return [
    [
      `comparison: paired bootstrap on the same rows, ${formatCount(resamples)} resamples, seed ${seed}; each bound is one-sided at ${percent(level)}, so the interval shown is the two-sided ${percent(2 * level - 1)} one`,
    ],
    [
      'rule: passes when even the worse bound of the change is allowed, fails when even the better one is not, undecided between; min and max judge the measured value',
    ],
  ]
}

/** Nothing is left out silently: resamples without a value are told. */
function undefinedResamplesOf(judgement: Judgement): Inline[][] {
  const affected = judgement.gates.filter((gate) => (gate.undefinedResamples ?? 0) > 0)
  if (affected.length === 0) return []
  const worst = Math.max(...affected.map((gate) => gate.undefinedResamples ?? 0))
  const gates = affected.length === 1 ? `${affected[0]?.name}` : `${formatCount(affected.length)} gates`
  return [
    [
      `in up to ${formatCount(worst)} resamples the metric was undefined (${gates}); each was counted against both bounds`,
    ],
  ]
}
