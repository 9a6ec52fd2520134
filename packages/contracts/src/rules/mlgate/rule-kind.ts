import { type Static, type TObject, type TProperties, Type } from 'typebox'
import type { DataRoles } from '../../data-roles.ts'
import type { Limit } from '../../plan/limit.ts'
import type { Measure } from '../../plan/measure.ts'
import type { Complain } from '../logical-checks.ts'

/**
 * What a rule is about: a property's column, or the whole object with the columns of its properties by name, and what
 * the project says that columns are for.
 */
export type Subject =
  | { readonly level: 'property'; readonly column: string }
  | { readonly level: 'object'; readonly columns: ReadonlyMap<string, string>; readonly roles: DataRoles }

/** What a rule demands, worked out. */
export interface Demand {
  /** A sentence without a full stop, without what `where` says. */
  readonly expectation: string
  readonly measure: Measure
  readonly limit: Limit
}

/** One check of `engine: mlgate`. */
export interface RuleKind {
  /** What `check` says in the contract. */
  readonly check: string
  readonly levels: readonly Subject['level'][]
  /** For the table in the docs: what it demands, one sentence. */
  readonly summary: string
  /** Keys of `implementation`. */
  readonly schema: TObject
  /**
   * What `where` means to it: the rows that are `considered`, of which there must be some; the rows that are `counted`,
   * of which none is a number as well; `nothing`, so that it is not taken.
   */
  readonly where: 'considered' | 'counted' | 'nothing'
  /** Undefined, with a complaint at a path below `implementation`, when it cannot be run. */
  plan(implementation: unknown, subject: Subject, complain: Complain): Demand | undefined
}

/** Declares a check; its keys are checked against the schema before `plan` is asked. */
export function ruleKind<Keys extends TProperties>(kind: {
  readonly check: string
  readonly levels: readonly Subject['level'][]
  readonly summary: string
  readonly keys: Keys
  /** `considered` unless given. */
  readonly where?: RuleKind['where']
  plan(implementation: Static<TObject<Keys>>, subject: Subject, complain: Complain): Demand | undefined
}): RuleKind {
  const { check, levels, summary, keys, where = 'considered' } = kind
  const schema = Type.Object(
    {
      check: Type.Literal(check),
      ...(where === 'nothing' ? {} : { where: whereKey }),
      ...(where === 'considered' ? { ifNoRows } : {}),
      ...keys,
    },
    { additionalProperties: false },
  )
  // What comes has been checked against the schema by whoever calls.
  const plan: RuleKind['plan'] = (implementation, subject, complain) =>
    kind.plan(implementation as Static<TObject<Keys>>, subject, complain)
  return { check, levels, summary, schema, where, plan }
}

/** Declares a check of one column. */
export function columnRule<Keys extends TProperties>(kind: {
  readonly check: string
  readonly summary: string
  readonly keys: Keys
  readonly where?: RuleKind['where']
  plan(implementation: Static<TObject<Keys>>, column: string, complain: Complain): Demand | undefined
}): RuleKind {
  return ruleKind({
    ...kind,
    levels: ['property'],
    plan: (implementation, subject, complain) =>
      subject.level === 'property' ? kind.plan(implementation, subject.column, complain) : undefined,
  })
}

/** Declares a check of a table. */
export function tableRule<Keys extends TProperties>(kind: {
  readonly check: string
  readonly summary: string
  readonly keys: Keys
  readonly where?: RuleKind['where']
  plan(
    implementation: Static<TObject<Keys>>,
    columns: ReadonlyMap<string, string>,
    complain: Complain,
  ): Demand | undefined
}): RuleKind {
  return ruleKind({
    ...kind,
    levels: ['object'],
    plan: (implementation, subject, complain) =>
      subject.level === 'object' ? kind.plan(implementation, subject.columns, complain) : undefined,
  })
}

const whereKey = Type.Optional(
  Type.String({ minLength: 1, description: 'SQL condition over the columns of a row: which rows are considered.' }),
)
const ifNoRows = Type.Optional(
  Type.Union([Type.Literal('error'), Type.Literal('pass')], {
    description: 'What becomes of the check when `where` chooses no row; an error unless given.',
  }),
)

/** Key of checks that allow some rows to fail. */
export const mostlyKey = Type.Optional(
  Type.Number({
    exclusiveMinimum: 0,
    maximum: 1,
    description: 'Least share of the rows considered that must keep the rule, 0 to 1; all unless given.',
  }),
)

/** Says a share as a rule's sentence begins: `every value`, `at least 99 % of the values`. */
export function shareWords(mostly: number | undefined, noun: string): string {
  return mostly === undefined || mostly === 1
    ? `every ${noun}`
    : `at least ${Number((100 * mostly).toPrecision(12))} % of the ${noun}s`
}
