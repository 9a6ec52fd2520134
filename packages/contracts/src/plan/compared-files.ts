import type { Measure } from './measure.ts'
import type { PlannedCheck } from './planned-check.ts'

/** A check that is not asked of a file, because it compares other files with this one. */
export interface LeftOutCheck {
  readonly check: PlannedCheck
  /** In words, a sentence. */
  readonly because: string
}

/**
 * A check as it is asked of one file: a rule that compares files with test is not asked of test itself, and one that
 * compares with validation and test compares test with validation alone. Undefined when nothing is left to compare.
 *
 * @param data what the file is called; undefined when it has no name, and is compared with all
 */
export function checkOf(check: PlannedCheck, data: string | undefined): PlannedCheck | undefined {
  const { measure } = check
  if (data === undefined || !comparesFiles(measure)) return check
  const others = measure.with.filter((name) => name !== data)
  if (others.length === 0) return undefined
  return others.length === measure.with.length ? check : { ...check, measure: { ...measure, with: others } }
}

function comparesFiles(measure: Measure): measure is Extract<Measure, { readonly with: readonly string[] }> {
  return 'with' in measure
}

/** What was planned for one file. */
interface PlannedFile {
  readonly leftOut: readonly LeftOutCheck[]
  readonly checks: readonly PlannedCheck[]
}

/** Checks that were left out of every file: what nobody was asked was not checked. */
export function neverAsked(files: readonly PlannedFile[]): readonly PlannedCheck[] {
  const place = ({ name, position }: PlannedCheck): string =>
    `${position.file}:${position.line}:${position.column} ${name}`
  const asked = new Set(files.flatMap(({ checks }) => checks.map(place)))
  const left = new Map(files.flatMap(({ leftOut }) => leftOut.map(({ check }) => [place(check), check] as const)))
  return [...left].flatMap(([key, check]) => (asked.has(key) ? [] : [check]))
}
