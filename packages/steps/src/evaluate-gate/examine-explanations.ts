import { ConfigurationError } from '@mlgate/core'
import {
  type ExplanationsSection,
  explanationDefaults,
  type FindingGroup,
  gateDefaults,
  type JudgeInput,
  judgeExplanations,
  type ModelExplanation,
  rankImportance,
} from '@mlgate/gate'
import { permutationImportance, type Scores, shapleyValues } from '@mlgate/models'
import { seededPermutations } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import type { Examination } from './examination.ts'
import { type LoadedModel, openModel, rowsOf, whyNotLoaded, withoutLabel } from './loaded-model.ts'

/** Rows that a model is asked for, in all: some seconds of most models. */
const mostEvaluations = 1_000_000
/** Rows on which features are shuffled, and how often each. */
const shuffledRows = 2000
const shuffles = 5

/** Explains the candidate, and the baseline on the same rows, and judges what they rely on. */
export async function examineExplanations(
  examination: Examination,
  section: ExplanationsSection,
): Promise<FindingGroup> {
  const { input, models } = examination
  const { gate } = input
  if (section.max_rank_correlation_drop !== undefined && gate.baseline === undefined) {
    throw new ConfigurationError(
      'gate.baseline: missing. gate.explanations.max_rank_correlation_drop needs a model to compare with: write from.',
    )
  }
  await using candidate = await openModel(examination, 'candidate')
  await using baseline = await openModel(examination, 'baseline')
  refuseUnknown(section, examination, candidate)
  const plan = planOf(section, input, examination.subject.label)
  const explained = candidate ? await explain(candidate, plan) : whyNotLoaded(examination, 'candidate')
  return judgeExplanations(section, {
    candidate: explained,
    baseline: input.baseline?.identical
      ? explained
      : baseline
        ? await explain(baseline, plan)
        : whyNotLoaded(examination, 'baseline'),
    mayLackBaseline: gate.baseline?.if_missing === 'absolute-only' && !models.some(({ role }) => role === 'baseline'),
  })
}

/** A misspelt feature would never be important. */
function refuseUnknown(section: ExplanationsSection, { input }: Examination, candidate: LoadedModel | undefined): void {
  const { features, not_in_top: unwanted } = section
  const columns = [...input.test.columns.keys()]
  for (const [key, named] of [
    ['features', features ?? []],
    ['not_in_top.features', unwanted?.features ?? []],
  ] as const) {
    const stranger = named.find((feature) => !columns.includes(feature))
    if (stranger === undefined) continue
    throw new ConfigurationError(
      `gate.explanations.${key}: the test data have no column ${JSON.stringify(stranger)}. They have ${columns.join(', ')}.`,
    )
  }
  if (features === undefined) return
  const unexplained = unwanted?.features.find(
    (feature) => !features.includes(feature) && candidate?.features.includes(feature),
  )
  if (unexplained === undefined) return
  throw new ConfigurationError(
    `gate.explanations.not_in_top: ${JSON.stringify(unexplained)} is a feature of the model and not in gate.explanations.features, so that nobody would see how important it is. Add it there.`,
  )
}

interface Plan {
  readonly section: ExplanationsSection
  readonly input: JudgeInput
  readonly explained: Table
  readonly background: Table
  /** Rows to shuffle, with the truth of each. */
  readonly shuffled: Table
  readonly truth: (row: number) => number | string | boolean | null | undefined
  readonly alpha: number
  readonly resamples: number
  readonly seed: number
}

/** Draws the rows, the same for all models. */
function planOf(section: ExplanationsSection, input: JudgeInput, label: string): Plan {
  const { test, gate } = input
  const {
    level = gateDefaults.level,
    resamples = gateDefaults.resamples,
    seed = gateDefaults.seed,
  } = gate.confidence ?? {}
  const { rows = explanationDefaults.rows, background = explanationDefaults.background } = section
  const order = seededPermutations(seed)(test.rows)
  const features = withoutLabel(test, label)
  const count = Math.min(rows, test.rows)
  // Rows that are explained stand for nobody else, as long as there are others.
  const others = test.rows > count ? order.subarray(count, count + background) : order.subarray(0, background)
  const chosen = order.slice(0, shuffledRows).sort()
  const truth = test.columns.get(label)
  return {
    section,
    input,
    explained: rowsOf(features, order.subarray(0, count)),
    background: rowsOf(features, others),
    shuffled: rowsOf(features, chosen),
    truth: (row) => truth?.values[chosen[row] as number],
    alpha: 1 - level,
    resamples,
    seed,
  }
}

async function explain(model: LoadedModel, plan: Plan): Promise<ModelExplanation | string> {
  const { judged, score } = model
  const { section, explained, background, seed, resamples, alpha } = plan
  const wanted = section.features
  const features = wanted === undefined ? model.features : model.features.filter((one) => wanted.includes(one))
  if (features.length === 0) return 'the model takes none of the features that are to be explained'
  const { scores } = judged
  if (scores.kind === 'classification' && scores.probabilities === undefined) {
    return 'the model gives labels alone, and a probability is what is explained'
  }
  const output = explainedOutput(await score(explained), plan.input)
  const { values, method, pairs } = await shapleyValues({
    rows: explained,
    background,
    features,
    evaluate: async (table, rowOf) => {
      const scored = await score(table)
      return Float64Array.from({ length: scored.rows }, (_, at) => output(scored, at, rowOf(at)))
    },
    seed,
    evaluations: mostEvaluations,
  })
  return {
    ranked: rankImportance({ features, values }, { resamples, seed, alpha }),
    shuffled: await shuffle(model, features, plan),
    method: method === 'exact' ? 'exact' : `${pairs} antithetic pairs of orders a row`,
    rows: explained.rows,
    background: background.rows,
  }
}

/** What is explained of a row: the value, the positive class's probability, or that of the class predicted for it. */
function explainedOutput(
  own: Scores,
  { positive }: JudgeInput,
): (scores: Scores, at: number, explained: number) => number {
  if (own.kind === 'regression')
    return (scores, at) => (scores.kind === 'regression' ? (scores.values[at] as number) : Number.NaN)
  const width = own.classes.length
  const usual = own.classes.findIndex((label) => label === '1' || label === 'true')
  const named = positive === undefined ? usual : own.classes.indexOf(String(positive))
  const classOf = (row: number): number => (width === 2 && named >= 0 ? named : mostProbable(own, row))
  const classes = Array.from({ length: own.rows }, (_, row) => classOf(row))
  return (scores, at, explained) => probabilityOf(scores, at, classes[explained] as number)
}

function mostProbable(scores: Scores, row: number): number {
  const width = scores.kind === 'classification' ? scores.classes.length : 0
  let best = 0
  for (let index = 1; index < width; index++) {
    if (probabilityOf(scores, row, index) > probabilityOf(scores, row, best)) best = index
  }
  return best
}

function probabilityOf(scores: Scores, row: number, index: number): number {
  if (scores.kind !== 'classification' || scores.probabilities === undefined) return Number.NaN
  return scores.probabilities[row * scores.classes.length + index] ?? Number.NaN
}

/** Growth of the loss when a feature is shuffled: log loss, or squared error. A ranking has no loss of a row. */
async function shuffle(
  { score }: LoadedModel,
  features: readonly string[],
  { input, shuffled, truth, alpha, seed }: Plan,
): Promise<ModelExplanation['shuffled']> {
  if (input.task === 'ranking') return []
  const losses = async (table: Table): Promise<Float64Array> => {
    const scores = await score(table)
    return Float64Array.from({ length: scores.rows }, (_, row) => {
      if (scores.kind === 'regression') return ((scores.values[row] as number) - Number(truth(row))) ** 2
      const probability = probabilityOf(scores, row, scores.classes.indexOf(String(truth(row))))
      return -Math.log(Math.max(probability, Number.EPSILON))
    })
  }
  return permutationImportance({
    table: shuffled,
    features,
    losses,
    repeats: shuffles,
    seed,
    confidence: 1 - 2 * alpha,
  })
}
