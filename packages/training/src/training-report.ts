import {
  type Block,
  type Cell,
  code,
  fold,
  type Inline,
  type NamedDigest,
  paragraph,
  type Report,
  shortDigest,
  strong,
} from '@mlgate/core'
import type { FeatureSummary } from './builtin/train-builtin.ts'
import type { TrainingMetrics } from './metrics-file.ts'
import { defaultSeed } from './train-section.ts'
import type { TrainingHistory } from './training-provenance.ts'

export interface TrainingReportParts {
  readonly history: TrainingHistory
  /** The trained model (or predictions) and its digest. */
  readonly produced: NamedDigest
  /** Entries of metrics.json that are no metrics. */
  readonly ignoredMetrics: TrainingMetrics['ignored']
  /** Of a command: the last lines of its log. */
  readonly logTail: readonly string[]
  /** Of a built-in trainer. */
  readonly features: readonly FeatureSummary[]
}

/** What training has to say: what ran and for how long, its own metrics, its parameters, its log and its origin. */
export function trainingReport(parts: TrainingReportParts): Report {
  const { history, produced } = parts
  const ran = whatRan(history)
  const seconds = duration(history.durationSeconds)
  const blocks: Block[] = [...metricBlocks(parts), ...parameterBlocks(history)]
  if (parts.features.length > 0) blocks.push(featureFold(parts.features))
  if (parts.logTail.length > 0) {
    blocks.push(
      fold(`Log: the last ${count(parts.logTail.length, 'line')}`, { kind: 'code', text: parts.logTail.join('\n') }),
    )
  }
  blocks.push(originFold(history))
  return {
    model: history.model,
    step: 'train-model',
    verdict: 'pass',
    outcome: 'trained',
    reason: [ran, ` ran for ${seconds} and made `, code(produced.name), ', ', code(shortDigest(produced.digest)), '.'],
    blocks,
    checks: [
      {
        name: 'training',
        verdict: 'pass',
        message: `Training ran for ${seconds} and made ${produced.name}, ${shortDigest(produced.digest)}.`,
        severity: 'error',
      },
    ],
    measurements: [
      {
        name: 'training_duration_seconds',
        help: 'Time that training took.',
        labels: {},
        value: history.durationSeconds,
      },
      ...history.metrics.map(({ name, value }) => ({
        name: 'training_metric',
        help: 'Metric that training reported about itself.',
        labels: { metric: name },
        value,
      })),
    ],
  }
}

function whatRan({ section, iterations }: TrainingHistory): Inline {
  if (section.builtin !== undefined) {
    const steps = iterations === undefined ? '' : `, converged in ${count(iterations, 'iteration')},`
    return strong('The built-in ', code(section.builtin.algorithm), steps)
  }
  return code((section.command ?? []).join(' '))
}

function metricBlocks({ history, ignoredMetrics }: TrainingReportParts): Block[] {
  const blocks: Block[] = []
  if (history.metrics.length > 0) {
    const rows = history.metrics.map(({ name, value }): Cell[] => [[code(name)], [figure(value)]])
    const caption = 'Metrics that training reports about itself. They are not judged here.'
    blocks.push({ kind: 'table', caption, columns: nameAndValue('Metric'), rows })
  }
  if (ignoredMetrics.length > 0) {
    const items = ignoredMetrics.map(({ name, reason }): Inline[] => [code(name), `: ${reason}`])
    blocks.push(
      fold(`metrics.json: ${count(ignoredMetrics.length, 'entry', 'entries')} left out`, { kind: 'list', items }),
    )
  }
  return blocks
}

function parameterBlocks({ section }: TrainingHistory): Block[] {
  const parameters = section.builtin === undefined ? (section.parameters ?? {}) : section.builtin
  const rows = Object.entries(parameters).map(([name, value]): Cell[] => [[code(name)], [code(textOf(value))]])
  return rows.length === 0 ? [] : [{ kind: 'table', columns: nameAndValue('Parameter'), rows }]
}

/** Plain values as they read in YAML; lists and texts with quotes and commas unmistakable. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function featureFold(features: readonly FeatureSummary[]): Block {
  const rows = features.map(({ name, kind, columns, rareLevels }): Cell[] => [
    [code(name)],
    [kind === 'number' ? 'number' : 'category'],
    [String(columns)],
    [rareLevels > 0 ? String(rareLevels) : ''],
  ])
  return fold(`Features: ${features.length}`, {
    kind: 'table',
    columns: [
      { title: 'Column', align: 'left' },
      { title: 'Kind', align: 'left' },
      { title: 'Weights', align: 'right' },
      { title: 'Rare categories put together', align: 'right' },
    ],
    rows,
  })
}

function originFold({ git, environment, inputs, section, startedOn, version }: TrainingHistory): Block {
  const { python, packages } = environment
  const items: Inline[][] = [
    git === undefined
      ? ['Commit: not in a git repository']
      : ['Commit: ', code(git.commit), git.dirty ? ', with changes that are not committed' : ', nothing changed since'],
    [`Started: ${startedOn.toISOString()}`],
    // The built-in algorithms draw nothing at random.
    ...(section.builtin === undefined ? [[`Seed: ${section.seed ?? defaultSeed}`]] : []),
    [`mlgate ${version} on Node.js ${environment.node}, ${environment.platform}`],
    ...(python === undefined ? [] : [['Python: ', code(python)]]),
    ...(packages === undefined ? [] : [['Packages (pip freeze): ', code(shortDigest(packages))]]),
  ]
  const rows = inputs.map(({ name, digest }): Cell[] => [[code(name)], [code(digest)]])
  const columns = nameAndValue('Input', 'Digest', 'left')
  const table: Block = rows.length > 0 ? { kind: 'table', columns, rows } : paragraph('No inputs were declared.')
  return fold('How the model came to be', { kind: 'list', items }, table)
}

function nameAndValue(name: string, value = 'Value', align: 'left' | 'right' = 'right') {
  return [
    { title: name, align: 'left' },
    { title: value, align },
  ] as const
}

/** Six significant digits; NaN is said, not hidden. */
function figure(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`
}
