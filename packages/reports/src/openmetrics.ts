import type { Measurement, Report } from '@mlgate/core'
import { visibleName, visibleText, withoutLogCommands } from './visible-text.ts'

/** Digits that count: less is noise, and GitLab compares the values of two reports as strings. */
const significantDigits = 6

/**
 * A value as OpenMetrics writes it: always the same text for the same number, whatever made it, and never with an
 * exponent. Six digits that count, no zeros at the end; whole numbers in full.
 */
export function openMetricsNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value)
  const [digits = '', exponent = '0'] = Math.abs(value)
    .toExponential(significantDigits - 1)
    .split('e')
  const text = withoutExponent(digits.replace('.', ''), Number(exponent))
  return value < 0 ? `-${text}` : text
}

/** The number d.ddd… times ten to the exponent, from its digits. */
function withoutExponent(digits: string, exponent: number): string {
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = exponent < 0 ? `${'0'.repeat(-exponent - 1)}${digits}` : digits.slice(exponent + 1)
  const kept = fraction.replace(/0+$/, '')
  return kept === '' ? whole : `${whole}.${kept}`
}

const escaped = (text: string): string => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')

/** Names that begin with two underscores are Prometheus' own. */
function labelName(name: string): string {
  const known = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^_+/, '_')
  return /^[A-Za-z_]/.test(known) ? known : `_${known}`
}

/** A label never hides another, above all not whose report this is: it is renamed as Prometheus renames such labels. */
function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  return taken.has(name) ? freeName(`exported_${name}`, taken) : name
}

const metricName = (name: string): string => `mlgate_${name.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`

function sampleOf(report: Report, measurement: Measurement): string {
  const labels = new Map([
    ['model', report.model],
    ['step', report.step],
  ])
  for (const [name, value] of Object.entries(measurement.labels)) labels.set(freeName(labelName(name), labels), value)
  const text = [...labels].map(([name, value]) => `${name}="${escaped(visibleName(value))}"`).join(',')
  return `${metricName(measurement.name)}{${text}}`
}

/**
 * The measurements as OpenMetrics text (gauges, in the order in which they were measured), ending in `# EOF`. `mlgate_passed`
 * comes first: 1 when the verdict is pass. Of two samples with the same labels the first counts.
 */
export function openMetrics(report: Report): string {
  const passed: Measurement = {
    name: 'passed',
    help: 'Whether the verdict is pass.',
    labels: {},
    value: report.verdict === 'pass' ? 1 : 0,
  }
  const families = new Map<string, { readonly help: string; readonly samples: Map<string, string> }>()
  for (const measurement of [passed, ...report.measurements]) {
    const name = metricName(measurement.name)
    const family = families.get(name) ?? { help: visibleText(measurement.help), samples: new Map<string, string>() }
    families.set(name, family)
    const sample = sampleOf(report, measurement)
    if (!family.samples.has(sample)) family.samples.set(sample, openMetricsNumber(measurement.value))
  }
  const lines = [...families].flatMap(([name, family]) => [
    `# TYPE ${name} gauge`,
    `# HELP ${name} ${escaped(family.help)}`,
    ...[...family.samples].map(([sample, value]) => `${sample} ${value}`),
  ])
  return withoutLogCommands(`${[...lines, '# EOF'].join('\n')}\n`)
}
