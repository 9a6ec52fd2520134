import { notNull } from './not-null.ts'
import { commandCheck, moduleCheck } from './own-checks.ts'
import type { RuleKind } from './rule-kind.ts'

/** Every check of `engine: mlgate`, by the name that contracts use. */
export const ruleKinds: ReadonlyMap<string, RuleKind> = new Map(
  [notNull, moduleCheck, commandCheck].map((kind) => [kind.check, kind]),
)
