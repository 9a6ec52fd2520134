import type { Report, SourcePosition, Verdict } from '@mlgate/core'
import { wordsOf } from './plain-text.ts'
import { truncated } from './visible-text.ts'

/** Longest text that is passed on, in code points: messages may quote cells of any length. */
const longestText = 2_000
const short = (text: string): string => truncated(text, longestText)

/**
 * What a step concluded, for machines. Strings are as they came, cut at 2,000 characters, except `reason`, which is the
 * sentence people read.
 */
export interface ResultJson {
  readonly model: string
  readonly step: string
  readonly verdict: Verdict
  readonly passed: boolean
  readonly outcome: string
  readonly reason: string
  readonly checks: readonly {
    readonly name: string
    readonly verdict: Verdict
    readonly severity: 'error' | 'warning'
    readonly message: string
    readonly position?: SourcePosition
  }[]
  readonly measurements: readonly {
    readonly name: string
    readonly labels: Readonly<Record<string, string>>
    /** Null when it is NaN or infinite, which JSON cannot say. */
    readonly value: number | null
  }[]
  /** What the caller adds: the step's outputs, the commit, addresses. */
  readonly details: Readonly<Record<string, string>>
}

const unseen = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/** A character as JSON escapes: the same string to a parser, but nothing hidden or reordered in a log. */
function escapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}

export function resultOf(report: Report, details: Readonly<Record<string, string>> = {}): ResultJson {
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
      ...(position ? { position } : {}),
    })),
    measurements: report.measurements.map(({ name, labels, value }) => ({
      name,
      labels: Object.fromEntries(Object.entries(labels).map(([label, text]) => [label, short(text)])),
      value: Number.isFinite(value) ? value : null,
    })),
    details,
  }
}

/** `resultOf` as indented JSON that is also safe to print in a log. */
export function resultJson(report: Report, details: Readonly<Record<string, string>> = {}): string {
  const text = JSON.stringify(resultOf(report, details), null, 2)
  return `${text.replace(unseen, escapes).replace(/##(?=\[|vso\[|teamcity\[)/gi, '#\\u0023')}\n`
}
