import { type Block, code, fold, type Inline, type NamedDigest, shortDigest } from '@mlgate/core'
import { mostCategories } from './compare-categories.ts'
import { histogramBinning } from './histogram.ts'
import type { DriftJudgement } from './judgement.ts'
import { countText, numberText, percentText, plural } from './number-text.ts'

/** What the report says beside the judgement; given by the step, which knows where things came from. */
export interface DriftReportContext {
  readonly model: string
  readonly step: string
  readonly reference: NamedDigest
  readonly current: NamedDigest
  /** The model that scored both files; undefined when none did. */
  readonly scoredBy: NamedDigest | undefined
  /** Where the policy was read, and its digest. */
  readonly policy: readonly Inline[]
  /** Programs and their versions. */
  readonly versions: Readonly<Record<string, string>>
  /** Further sentences about how it was decided. */
  readonly notes?: readonly (readonly Inline[])[]
  /** The command that repeats the judgement. */
  readonly repeat?: string
}

/** What the decision rests on, folded. */
export function decisionDetails(judgement: DriftJudgement, context: DriftReportContext): Block {
  const { settings, rows } = judgement
  const { floors } = settings
  const { bins, lowQuantile, highQuantile } = histogramBinning
  const items: (readonly Inline[])[] = [
    ['reference: ', ...fileOf(context.reference), `, ${plural(rows.reference, 'row')}`],
    ['current: ', ...fileOf(context.current), `, ${plural(rows.current, 'row')}`],
    ...(context.scoredBy ? [['predictions: both files scored here with ', ...fileOf(context.scoredBy)]] : []),
    ['policy: ', ...context.policy],
    [
      `a column drifts when both hold: p below ${numberText(settings.alpha)} after adjusting ${plural(judgement.tests, 'test')} together (Benjamini–Hochberg), and an effect that reaches its floor`,
    ],
    [
      `numbers: Kolmogorov–Smirnov test (exact up to 10,000 values, else finite-n), Wasserstein distance over the reference's standard deviation, floor ${numberText(floors.wasserstein_over_sigma)}; values as they are, in no bins`,
    ],
    [
      `categories: χ² test (by random tables with seed ${settings.seed} where an expected count is below 5), Jensen–Shannon distance less its sampling bias, floor ${numberText(floors.js_distance)}; the ${countText(mostCategories)} most frequent one by one, rarer ones together`,
    ],
    [
      `missing values: test of two proportions (Fisher's where an expected count is below 5), floor ${percentText(floors.null_rate)} of the rows; NaN, null and infinities are missing`,
    ],
    [
      'categories and values that the reference does not have are told and do not decide: rows drawn anew often have some',
    ],
    [
      `charts of numbers: ${bins} bins of equal width between the ${percentText(lowQuantile)} and ${percentText(highQuantile)} quantiles of the reference, the end bins open`,
    ],
    ...(settings.failOn === 'never' ? [['drift is told and does not fail the step (fail_on: never)']] : []),
    ...leftOutOf(judgement.leftOut),
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

function leftOutOf(names: readonly string[]): Inline[][] {
  if (names.length === 0) return []
  return [
    [
      'left out (ids, and a label that one file lacks): ',
      ...names.flatMap((name, i): Inline[] => [...(i > 0 ? [', '] : []), code(name)]),
    ],
  ]
}
