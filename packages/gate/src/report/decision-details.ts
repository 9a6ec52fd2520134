import { type Block, code, fold, type Inline, type NamedDigest, shortDigest } from '@mlgate/core'
import type { GateResult, Judgement } from '../judgement.ts'
import { formatCount, formatLimit } from '../number-format.ts'

/** What the report says beside the judgement; given by the step, which knows where things came from. */
export interface GateReportContext {
  readonly model: string
  readonly step: string
  /** What the baseline is called in the table: `production v1.3.0`, `main`. */
  readonly baselineName: string | undefined
  readonly candidate: NamedDigest
  readonly baseline: NamedDigest | undefined
  /** Undefined when the metrics were measured elsewhere. */
  readonly testData: NamedDigest | undefined
  /** Where the policy was read: `main@4f1c2d, unchanged here`. Digests and refs as code, so that they can be copied. */
  readonly policy: string | readonly Inline[]
  /** Programs and their versions. */
  readonly versions: Readonly<Record<string, string>>
  /** Further sentences about how it was decided. */
  readonly notes?: readonly (readonly Inline[])[]
  /** The command that repeats the judgement. */
  readonly repeat?: string
  /** What the answers look like (`answerPictures`). */
  readonly pictures?: readonly Block[]
}

/** What the decision rests on, folded. */
export function decisionDetails(judgement: Judgement, context: GateReportContext): Block {
  const { scoredBy } = judgement
  const items: (readonly Inline[])[] = [
    ['candidate: ', ...fileOf(context.candidate), `, ${scorer(scoredBy.candidate)}`],
    context.baseline
      ? ['baseline: ', ...fileOf(context.baseline), ...(scoredBy.baseline ? [`, ${scorer(scoredBy.baseline)}`] : [])]
      : ['baseline: none'],
    context.testData
      ? ['test data: ', ...fileOf(context.testData), `, ${formatCount(judgement.rows ?? 0)} rows`]
      : ['test data: none; the metrics were measured elsewhere, and nothing is known of how sure they are'],
    ['policy: ', ...(typeof context.policy === 'string' ? [context.policy] : context.policy)],
    ...comparisonOf(judgement),
    ...thresholdOf(judgement),
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

function thresholdOf({ threshold }: Judgement): Inline[][] {
  if (threshold === undefined) return []
  const { candidate, baseline } = threshold
  const other = baseline === undefined || baseline === candidate ? '' : ` (of the baseline: ${formatLimit(baseline)})`
  return [[`a row counts as positive from a probability of ${formatLimit(candidate)}${other}`]]
}

/** How differences were judged, each method by what it is. */
const methods: Readonly<Record<string, string>> = {
  tango: 'Tango’s score interval for paired proportions',
  delong: 'DeLong’s variance of areas under ROC curves',
  'paired-t': 'Student’s t on paired differences',
  cells: 'paired bootstrap of the table of (label, candidate, baseline)',
  rows: 'paired bootstrap of rows',
  cluster: 'paired bootstrap of groups',
  blocks: 'moving-block bootstrap of the series',
  numbers: 'resamples that the metric gave itself',
  points: 'as they stand: nothing is known of how sure the numbers are',
  alike: 'score interval for rows on which two models that answer alike may differ',
}

function comparisonOf({ level, resamples, seed, gates, comparisons }: Judgement): Inline[][] {
  const compared = gates.flatMap(({ conditions }) => conditions.flatMap(({ comparison }) => comparison ?? []))
  const used = Object.entries(methods).filter(([method]) => compared.some((one) => one.method === method))
  if (used.length === 0) return []
  if (used.every(([method]) => method === 'points')) {
    return [
      [`comparison: ${methods.points}`],
      ['rule: passes when the change as measured is allowed, and fails otherwise'],
    ]
  }
  const percent = (share: number): string => `${formatLimit(Number((share * 100).toFixed(6)))} %`
  const resampled = compared.some(({ method }) => ['cells', 'rows', 'cluster', 'blocks'].includes(method))
  const draws = resampled ? `; ${formatCount(resamples)} resamples, seed ${seed}` : ''
  const correction =
    comparisons > 1
      ? `; a gate fails when that holds among all ${formatCount(comparisons)} comparisons (Holm), and passes by itself`
      : ''
  return [
    [
      `comparison on the same rows: ${used.map(([, words]) => words).join('; ')}${draws}; each bound is one-sided at ${percent(level)}, so the interval shown is the two-sided ${percent(2 * level - 1)} one`,
    ],
    [
      `rule: passes when even the worse bound of the change is allowed, fails when even the better one is not, undecided between${correction}; min and max judge the measured value unless the policy asks for the bound`,
    ],
  ]
}

/** Nothing is left out silently: resamples without a value are told. */
function undefinedResamplesOf({ gates, resamples }: Judgement): Inline[][] {
  const shareOf = ({ conditions }: GateResult): number =>
    Math.max(0, ...conditions.map(({ comparison }) => comparison?.undefinedShare ?? 0))
  const affected = gates.filter((gate) => shareOf(gate) > 0)
  if (affected.length === 0) return []
  const worst = Math.round(resamples * Math.max(...affected.map(shareOf)))
  const names = affected.length === 1 ? `${affected[0]?.name}` : `${formatCount(affected.length)} gates`
  return [
    [
      `in up to ${formatCount(worst)} resamples the metric was undefined (${names}); each was counted against both bounds`,
    ],
  ]
}
