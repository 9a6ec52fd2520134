// Our side of the race: `node ours.ts <folder> <resamples> resample|cheapest` prints a Measurement.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compareModels,
  type LabelObservations,
  metricComparison,
  type ProbabilityObservations,
} from '@mlgate/statistics'
import { type Measurement, metrics } from './measurement.ts'

const [folder = '', resamples, method] = process.argv.slice(2)
const read = (name: string): ArrayBuffer => new Uint8Array(readFileSync(join(folder, `${name}.bin`))).buffer
const truth = Int32Array.from(new Uint8Array(read('truth')))
const scores = { candidate: new Float64Array(read('candidate')), baseline: new Float64Array(read('baseline')) }
const started = performance.now()

function labels(of: Float64Array): LabelObservations {
  const predicted = new Int32Array(of.length)
  for (let row = 0; row < of.length; row++) predicted[row] = (of[row] as number) >= 0.5 ? 1 : 0
  return { kind: 'labels', classes: 2, truth, predicted, positive: 1 }
}

function probabilities(of: Float64Array): ProbabilityObservations {
  const both = new Float64Array(2 * of.length)
  for (let row = 0; row < of.length; row++) {
    both[2 * row] = 1 - (of[row] as number)
    both[2 * row + 1] = of[row] as number
  }
  return { kind: 'probabilities', classes: 2, truth, probabilities: both, positive: 1 }
}

const ofLabels = { candidate: labels(scores.candidate), baseline: labels(scores.baseline) }
const ofScores = { candidate: probabilities(scores.candidate), baseline: probabilities(scores.baseline) }
const found = compareModels(
  [
    metricComparison('roc_auc', ofScores),
    metricComparison('log_loss', ofScores),
    metricComparison('accuracy', ofLabels),
    metricComparison('f1', ofLabels, { average: 'binary' }),
  ],
  {},
  { resamples: Number(resamples), seed: 42, method: method === 'cheapest' ? 'cheapest' : 'resample' },
)
const seconds = (performance.now() - started) / 1000
const bounds = Object.fromEntries(
  metrics.map((metric, index) => {
    const confidence = found[index]
    if (!confidence || 'reason' in confidence) throw new Error(`${metric}: ${confidence?.reason}.`)
    return [metric, [confidence.lower(0.05), confidence.upper(0.05)] as const]
  }),
)
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
const measured: Measurement = {
  seconds,
  prepareSeconds: 0,
  cpuSeconds,
  rssMb: maxRSS / 1024,
  resamples: Number(resamples),
  bounds,
}
process.stdout.write(JSON.stringify(measured))
