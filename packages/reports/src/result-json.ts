import type { Report } from '@mlgate/core'
import { wordsOf } from './plain-text.ts'
import { printableJson } from './printable-json.ts'
import type { ResultJson } from './result-schema.ts'
import { decidingChecks, troubles } from './trouble.ts'
import { truncated } from './visible-text.ts'

/** Longest text that is passed on, in code points: messages may quote cells of any length. */
const longestText = 2_000
const short = (text: string): string => truncated(text, longestText)

/**
 * Longest result, in bytes and so in UTF-16 units: GitHub takes 1 MB of outputs a job, counted in two bytes a unit, and
 * there are others.
 */
export const resultLimit = 400_000

type Details = Readonly<Record<string, string>>

/** A report as `result.json`. `details` is what the caller adds: the step's outputs. */
export function resultOf(report: Report, details: Details = {}): ResultJson {
  return {
    model: report.model,
    step: report.step,
    verdict: report.verdict,
    passed: report.verdict === 'pass',
    outcome: short(report.outcome),
    reason: short(wordsOf(report.reason)),
    checks: report.checks.map(({ name, verdict, severity, message, position }) => ({
      name: short(name),
      verdict,
      severity,
      message: short(message),
      ...(position ? { position: { ...position, file: short(position.file) } } : {}),
    })),
    measurements: report.measurements.map(({ name, labels, value }) => ({
      name,
      labels: Object.fromEntries(Object.entries(labels).map(([label, text]) => [short(label), short(text)])),
      value: Number.isFinite(value) ? value : null,
    })),
    details: Object.fromEntries(Object.entries(details).map(([name, text]) => [name, short(text)])),
  }
}

/** How many checks and measurements are tried to be listed where all are too long. */
const fewer = [2_000, 500, 100, 20, 0]

/**
 * `resultOf` as indented JSON that is also safe to print in a log, of at most `resultLimit` bytes: where all would be
 * longer, checks that passed are left out before others, and `left_out` counts them.
 */
export function resultJson(report: Report, details: Details = {}): string {
  const whole = printableJson(resultOf(report, details))
  if (Buffer.byteLength(whole) <= resultLimit) return whole
  const passed = decidingChecks(report).filter(({ verdict }) => verdict === 'pass')
  const checks = [...troubles(report), ...passed]
  for (const most of fewer) {
    const shown = { ...report, checks: checks.slice(0, most), measurements: report.measurements.slice(0, most) }
    const left_out = {
      checks: checks.length - shown.checks.length,
      measurements: report.measurements.length - shown.measurements.length,
    }
    const { details: outputs, ...rest } = resultOf(shown, details)
    const text = printableJson({ ...rest, left_out, details: outputs })
    if (Buffer.byteLength(text) <= resultLimit) return text
  }
  throw new RangeError(`The result of ${report.step} is too long without any check.`)
}
