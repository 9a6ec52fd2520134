import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import type { OwnProgram } from '../../plan/measure.ts'
import { type Demand, mostlyKey, ruleKind, type Subject, shareWords } from './rule-kind.ts'

const defaultSeconds = 600

const commonKeys = {
  columns: Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: 'Columns that it is shown; all unless given, at a property its own.',
    }),
  ),
  mostly: mostlyKey,
  seconds: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 3600, description: 'How long it may take; 600 unless given.' }),
  ),
}

/** Rows that a JavaScript module names. */
export const moduleCheck = ruleKind({
  check: 'module',
  levels: ['property', 'object'],
  summary: 'No row is named by a JavaScript module of yours.',
  keys: { path: Type.String({ minLength: 1, description: 'The module, relative to mlgate.yml.' }), ...commonKeys },
  plan: (rule, subject) => {
    const { path, seconds = defaultSeconds } = rule
    return demandOf({ kind: 'module', path, seconds }, path, rule, subject)
  },
})

/** Rows that a command names. */
export const commandCheck = ruleKind({
  check: 'command',
  levels: ['property', 'object'],
  summary: 'No row is named by a program of yours that reads Parquet.',
  keys: {
    command: Type.Array(Type.String(), {
      minItems: 1,
      description: 'Program and arguments; never goes through a shell. The path of the Parquet file comes last.',
    }),
    ...commonKeys,
  },
  plan: (rule, subject, complain) => {
    const [program, ...args] = rule.command
    if (program === undefined || program.trim() === '') {
      complain(['command', 0], 'is empty: it must name the program to run.')
      return undefined
    }
    const { seconds = defaultSeconds } = rule
    return demandOf({ kind: 'command', command: [program, ...args], seconds }, rule.command.join(' '), rule, subject)
  },
})

function demandOf(
  program: OwnProgram,
  name: string,
  rule: { readonly columns?: readonly string[]; readonly mostly?: number },
  subject: Subject,
): Demand {
  const columns = rule.columns ?? (subject.level === 'property' ? [subject.column] : [])
  const isAll = rule.mostly === undefined || rule.mostly === 1
  return {
    expectation: `${shareWords(rule.mostly, 'row')} ${isAll ? 'keeps' : 'keep'} what ${name} checks`,
    measure: { counts: 'own', program, columns },
    limit: mostly(rule.mostly ?? 1),
  }
}
