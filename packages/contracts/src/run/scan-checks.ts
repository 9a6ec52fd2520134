import { ConfigurationError } from '@mlgate/core'
import type { PlainValue } from '@mlgate/tables'

/** Where the answers to a check lie in those of the scan. */
interface Place {
  readonly from: number
  readonly length: number
}

export interface Scan<Check> {
  readonly answers: readonly PlainValue[]
  /** Checks that could not be asked, because of a value in the rows, and why. Their answers are null. */
  readonly failed: ReadonlyMap<Check, ConfigurationError>
}

/**
 * Asks all expressions at once. Where that fails, each check's are asked alone to find those that a value of the rows
 * breaks (a condition that casts, say), and the scan is asked again without them: one check must not end all others.
 *
 * @param places of the checks; expressions in none of them are the scan's own
 * @throws ConfigurationError when the scan's own fail, or all fail together only
 */
export async function scanChecks<Check>(
  expressions: readonly string[],
  places: ReadonlyMap<Check, Place>,
  ask: (expressions: readonly string[]) => Promise<readonly (readonly PlainValue[])[]>,
): Promise<Scan<Check>> {
  try {
    return { answers: (await ask(expressions))[0] ?? [], failed: new Map() }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    await ask(without(expressions, [...places.values()]))
    const failed = new Map<Check, ConfigurationError>()
    for (const [check, { from, length }] of places) {
      try {
        await ask(expressions.slice(from, from + length))
      } catch (cause) {
        if (!(cause instanceof ConfigurationError)) throw cause
        failed.set(check, cause)
      }
    }
    if (failed.size === 0) throw error
    const left = [...places].flatMap(([check, place]) => (failed.has(check) ? [place] : []))
    return { answers: (await ask(without(expressions, left)))[0] ?? [], failed }
  }
}

function without(expressions: readonly string[], places: readonly Place[]): readonly string[] {
  const isIn = (index: number): boolean => places.some(({ from, length }) => index >= from && index < from + length)
  return expressions.map((expression, index) => (isIn(index) ? 'NULL' : expression))
}
