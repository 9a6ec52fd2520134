import { Type } from 'typebox'
import type { Predicate } from '../../plan/predicate.ts'
import type { Complain } from '../logical-checks.ts'
import { wrongPattern } from '../wrong-pattern.ts'
import { valueDemand } from './column-values.ts'
import { columnRule, mostlyKey } from './rule-kind.ts'

const patternKeys = {
  pattern: Type.Optional(Type.String({ description: 'A regular expression (RE2), searched for in the text.' })),
  patterns: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'Several.' })),
  whole: Type.Optional(Type.Boolean({ description: 'Whether all of the text must match, not a part.' })),
  mostly: mostlyKey,
}

export const matches = columnRule({
  check: 'matches',
  summary: 'Texts match a regular expression, or one of several.',
  keys: {
    ...patternKeys,
    all: Type.Optional(Type.Boolean({ description: 'Whether they must match each of `patterns`.' })),
  },
  plan: ({ mostly, whole = false, all = false, ...rule }, column, complain) => {
    const patterns = readPatterns(rule, complain)
    if (patterns === undefined) return undefined
    const of: Predicate[] = patterns.map((pattern) => ({ is: 'not-matching', column, pattern, whole }))
    const words = `matches ${patterns.join(all ? ' and ' : ' or ')}${whole ? ' as a whole' : ''}`
    return valueDemand(mostly, words, { is: all ? 'any' : 'all', of }, 'text')
  },
})

export const notMatches = columnRule({
  check: 'notMatches',
  summary: 'Texts match none of the regular expressions.',
  keys: patternKeys,
  plan: ({ mostly, whole = false, ...rule }, column, complain) => {
    const patterns = readPatterns(rule, complain)
    if (patterns === undefined) return undefined
    const of: Predicate[] = patterns.map((pattern) => ({ is: 'matching', column, pattern, whole }))
    return valueDemand(mostly, `matches none of ${patterns.join(', ')}`, { is: 'any', of }, 'text')
  },
})

function readPatterns(
  { pattern, patterns }: { readonly pattern?: string; readonly patterns?: readonly string[] },
  complain: Complain,
): readonly string[] | undefined {
  const given = patterns ?? (pattern === undefined ? [] : [pattern])
  if (given.length === 0 || (pattern !== undefined && patterns !== undefined)) {
    complain([], 'needs either pattern or patterns.')
    return undefined
  }
  const wrong = given.flatMap((one, index) => {
    const why = wrongPattern(one)
    return why === undefined ? [] : [{ path: patterns === undefined ? ['pattern'] : ['patterns', index], why }]
  })
  for (const { path, why } of wrong) complain(path, why)
  return wrong.length > 0 ? undefined : given
}
