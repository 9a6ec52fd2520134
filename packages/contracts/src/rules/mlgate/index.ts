import { notNull } from './not-null.ts'
import type { RuleKind } from './rule-kind.ts'

/** Every check of `engine: mlgate`, by the name that contracts use. */
export const ruleKinds: ReadonlyMap<string, RuleKind> = new Map([notNull].map((kind) => [kind.check, kind]))
