// How often the gate's comparisons are wrong, on simulated pairs of models whose true difference is known. Seeded: the
// same table every time. Takes about a quarter of an hour of one core; `--pairs 200` simulates 200 pairs a setting instead
// of 2,000, for a quick look. `--save` writes benchmarks/results/gate-calibration.md.
import { parseArgs } from 'node:util'
import {
  type Confidence,
  compareModels,
  decide,
  groupsBy,
  type LabelObservations,
  type MetricComparison,
  metricComparison,
  type ProbabilityObservations,
} from '@mlgate/statistics'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { lastLine, ownPeakMb, saveResult } from './results.ts'

const { values: options } = parseArgs({
  options: { save: { type: 'boolean', default: false }, pairs: { type: 'string', default: '2000' } },
})
const pairs = Number(options.pairs)
const alpha = 0.05
const resamples = 1000
const groupSize = 5

const metrics = ['accuracy', 'roc_auc', 'log_loss', 'f1'] as const
type Metric = (typeof metrics)[number]
const direction = (metric: Metric) => (metric === 'log_loss' ? 'minimize' : 'maximize')

/**
 * The models: a row of class y (30 % are 1) has the evidence 2y − 1 + shared noise + the model's own noise, both normal.
 * Both models see the shared noise; equal models have own noise of the same size, so that they may be swapped without
 * anybody noticing. The worse candidate has more own noise. A probability is the evidence through a logistic function
 * that is right for the baseline. In groups, half of the variance of each noise is common to the group's rows.
 */
const prevalence = 0.3
const sharedNoise = 0.8
const ownNoise = 0.35
const worseNoise = 0.55

const generator = xoroshiro128plus(2026)
const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32
function normal(): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

const evidenceVariance = sharedNoise ** 2 + ownNoise ** 2
const intercept = Math.log(prevalence / (1 - prevalence))
const probabilityOf = (evidence: number) => 1 / (1 + Math.exp(-(intercept + (2 * evidence) / evidenceVariance)))

interface Rows {
  readonly truth: Int32Array
  readonly candidate: Float64Array
  readonly baseline: Float64Array
}

function draw(rows: number, candidateNoise: number, grouped: boolean): Rows {
  const truth = new Int32Array(rows)
  const candidate = new Float64Array(rows)
  const baseline = new Float64Array(rows)
  const [common, apart] = grouped ? [Math.SQRT1_2, Math.SQRT1_2] : [0, 1]
  let group = [0, 0, 0]
  for (let row = 0; row < rows; row++) {
    if (grouped && row % groupSize === 0) group = [normal(), normal(), normal()]
    const noise = group.map((shared) => common * shared + apart * normal()) as [number, number, number]
    const label = uniform() < prevalence ? 1 : 0
    const shared = 2 * label - 1 + sharedNoise * noise[0]
    truth[row] = label
    candidate[row] = probabilityOf(shared + candidateNoise * noise[1])
    baseline[row] = probabilityOf(shared + ownNoise * noise[2])
  }
  return { truth, candidate, baseline }
}

function comparisonsOf({ truth, candidate, baseline }: Rows): Record<Metric, MetricComparison> {
  const labels = (scores: Float64Array): LabelObservations => ({
    kind: 'labels',
    classes: 2,
    truth,
    predicted: Int32Array.from(scores, (score) => (score >= 0.5 ? 1 : 0)),
    positive: 1,
  })
  const probabilities = (scores: Float64Array): ProbabilityObservations => ({
    kind: 'probabilities',
    classes: 2,
    truth,
    probabilities: Float64Array.from({ length: 2 * scores.length }, (_, index) => {
      const score = scores[index >> 1] as number
      return index % 2 === 1 ? score : 1 - score
    }),
    positive: 1,
  })
  const ofLabels = { candidate: labels(candidate), baseline: labels(baseline) }
  const ofScores = { candidate: probabilities(candidate), baseline: probabilities(baseline) }
  return {
    accuracy: metricComparison('accuracy', ofLabels),
    roc_auc: metricComparison('roc_auc', ofScores),
    log_loss: metricComparison('log_loss', ofScores),
    f1: metricComparison('f1', ofLabels, { average: 'binary' }),
  }
}

/** The metrics of infinitely many rows, by integration over the evidence. */
function population(noise: number): Record<Metric, number> {
  const sigma = Math.sqrt(sharedNoise ** 2 + noise ** 2)
  const steps = 40_000
  const width = 20 / steps
  let [truePositives, falsePositives, loss, area] = [0, 0, 0, 0]
  let negativesBelow = 0
  for (let step = 0; step < steps; step++) {
    const evidence = -10 + (step + 0.5) * width
    const density = (mean: number) =>
      (Math.exp(-(((evidence - mean) / sigma) ** 2) / 2) / sigma / Math.sqrt(2 * Math.PI)) * width
    const [ofPositives, ofNegatives] = [density(1), density(-1)]
    const probability = probabilityOf(evidence)
    if (probability >= 0.5) {
      truePositives += prevalence * ofPositives
      falsePositives += (1 - prevalence) * ofNegatives
    }
    loss -= prevalence * ofPositives * Math.log(probability)
    loss -= (1 - prevalence) * ofNegatives * Math.log1p(-probability)
    area += ofPositives * (negativesBelow + ofNegatives / 2)
    negativesBelow += ofNegatives
  }
  return {
    accuracy: truePositives + 1 - prevalence - falsePositives,
    roc_auc: area,
    log_loss: loss,
    f1: (2 * truePositives) / (prevalence + truePositives + falsePositives),
  }
}

const equal = population(ownNoise)
const worse = population(worseNoise)
const differenceOf = (metric: Metric) => worse[metric] - equal[metric]
const lossOf = (metric: Metric) => Math.abs(differenceOf(metric))

interface Tally {
  method: string
  failed: number
  passed: number
  covered: number
  coveredWorse: number
  inconclusive: number
  without: number
}

function study(rows: number, grouped: boolean): Record<Metric, Tally> {
  const tallies = Object.fromEntries(
    metrics.map((metric) => [
      metric,
      { method: '', failed: 0, passed: 0, covered: 0, coveredWorse: 0, inconclusive: 0, without: 0 },
    ]),
  ) as Record<Metric, Tally>
  const design = grouped ? { groups: groupsBy(Int32Array.from({ length: rows }, (_, row) => row / groupSize)) } : {}
  const compare = (noise: number, seed: number) =>
    compareModels(Object.values(comparisonsOf(draw(rows, noise, grouped))), design, {
      resamples,
      seed,
    })
  for (let pair = 0; pair < pairs; pair++) {
    const alike = compare(ownNoise, pair)
    const apart = compare(worseNoise, pairs + pair)
    for (const [index, metric] of metrics.entries()) {
      const tally = tallies[metric]
      const [one, other] = [alike[index], apart[index]] as [Confidence, Confidence]
      tally.method = one.method
      if ('reason' in one || 'reason' in other) {
        tally.without++
        continue
      }
      const margin = lossOf(metric)
      const strict = decide(one, { direction: direction(metric), margin: 0, alpha })
      if (strict.verdict === 'fail') tally.failed++
      if (decide(one, { direction: direction(metric), margin, alpha }).verdict === 'inconclusive') tally.inconclusive++
      if (decide(other, { direction: direction(metric), margin, alpha }).verdict === 'pass') tally.passed++
      if (one.lower(alpha / 2) <= 0 && one.upper(alpha / 2) >= 0) tally.covered++
      const truth = differenceOf(metric)
      if (other.lower(alpha / 2) <= truth && other.upper(alpha / 2) >= truth) tally.coveredWorse++
    }
  }
  return tallies
}

const percent = (count: number) => `${((100 * count) / pairs).toFixed(1)} %`
const count = (number: number) => number.toLocaleString('en')
const monteCarloError = (share: number) => (100 * Math.sqrt((share * (1 - share)) / pairs)).toFixed(1)

const text = [
  `${count(pairs)} simulated pairs of models a row of the table, level 0.95, ${count(resamples)} resamples where`,
  `resampled, groups of ${groupSize} rows. What the models are stands at the head of benchmarks/gate-calibration.ts.`,
  'The columns:',
  '',
  '- **equal: fail**: two equal models, margin 0, the strictest there is: *fail* may come out at most 5 times in 100.',
  `- **at the margin: pass**: the candidate is worse by exactly the margin (${metrics.map((metric) => `${metric} ${lossOf(metric).toFixed(4)}`).join(', ')}): *pass*`,
  '  may come out at most 5 times in 100.',
  '- **coverage**: how often the 95 % interval holds the true difference, for equal models and for the worse candidate.',
  '- **equal: inconclusive**: two equal models and the margin above: how often these rows do not decide. The price of few.',
  '',
  `The Monte-Carlo error of a share of 5 or 95 % is ±${monteCarloError(0.05)} points (one standard error).`,
  '',
  '| rows | groups | metric | method | equal: fail | at the margin: pass | coverage, equal | coverage, worse | equal: inconclusive |',
  '| --: | --: | --- | --- | --: | --: | --: | --: | --: |',
]
for (const rows of [200, 1000, 10_000]) {
  for (const grouped of [false, true]) {
    const started = performance.now()
    const tallies = study(rows, grouped)
    for (const metric of metrics) {
      const { method, failed, passed, covered, coveredWorse, inconclusive, without } = tallies[metric]
      if (without > 0) throw new Error(`${metric}: no interval for ${without} pairs.`)
      const shares = [failed, passed, covered, coveredWorse, inconclusive].map(percent)
      text.push(`| ${[count(rows), grouped ? count(rows / groupSize) : '–', metric, method, ...shares].join(' | ')} |`)
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    process.stderr.write(`${rows} rows, ${grouped ? 'groups' : 'independent'}: ${seconds} s\n`)
  }
}
process.stdout.write(`${text.join('\n')}\n\n`)
if (options.save) saveResult('gate-calibration', 'How often the gate is wrong', text.join('\n'))
process.stdout.write(lastLine('gate-calibration', undefined, undefined, ownPeakMb()))
