import type { Arguments } from './arguments.ts'
import type { Guard } from './guards.ts'

/** What an expectation comes to. */
export interface Translation {
  /** The column that the rule is about; undefined for a rule of the whole object. */
  readonly column?: string
  /** Columns of the rule that the contract must know as properties. */
  readonly columns?: readonly string[]
  /** Of what type its column, or each of its columns, must be, beside the rule itself. */
  readonly guard?: Guard
  /** Of the rule; undefined when the properties alone say it. */
  readonly implementation?: Readonly<Record<string, unknown>>
  /** What the check makes of `where`; the condition stands in a query of the rule, or changes nothing, when it is `done`. */
  readonly where: 'considered' | 'counted' | 'none' | 'done'
}

/** @param condition SQL of the rows that are considered, for those that write a query of their own */
export type Translate = (given: Arguments, condition: string | undefined) => Translation
