import { type Document, type DocumentPath, nearest, problemsOf } from '@mlgate/documents'
import type { Where } from '../../plan/planned-check.ts'
import type { Complain } from '../logical-checks.ts'
import { ruleKinds } from './index.ts'
import type { Demand, Subject } from './rule-kind.ts'

/** What a rule of `engine: mlgate` demands, and of which rows. */
export interface MlgateRule extends Demand {
  readonly check: string
  readonly where?: Where
}

/**
 * Reads the `implementation` of a rule. Undefined, with a complaint, when it cannot be run.
 *
 * @param path of the rule in the document
 * @param complain takes paths below the rule
 */
export function readMlgateRule(
  implementation: unknown,
  subject: Subject,
  document: Document,
  path: DocumentPath,
  complain: Complain,
): MlgateRule | undefined {
  if (!isRecord(implementation) || typeof implementation.check !== 'string') {
    complain(['implementation'], 'must be a mapping with the key check, such as {check: notNull, mostly: 0.99}.')
    return undefined
  }
  const { check, where, ifNoRows } = implementation
  const kind = ruleKinds.get(check)
  if (kind === undefined) {
    const meant = nearest(check, ruleKinds.keys())
    const advice = meant === undefined ? `Known are ${[...ruleKinds.keys()].join(', ')}.` : `Did you mean ${meant}?`
    complain(['implementation', 'check'], `no such check. ${advice}`)
    return undefined
  }
  if (!kind.levels.includes(subject.level)) {
    const place = subject.level === 'object' ? 'the property that it is about' : 'the object’s own quality'
    complain(['implementation', 'check'], `${check} belongs to ${place}. Move it there.`)
    return undefined
  }
  const problems = problemsOf(partOf(document, [...path, 'implementation'], implementation), kind.schema)
  for (const { path: below, message } of problems) complain(['implementation', ...below], message)
  if (problems.length > 0) return undefined
  const demand = kind.plan(implementation, subject, (below, message) => complain(['implementation', ...below], message))
  if (demand === undefined) return undefined
  if (typeof where !== 'string') {
    if (ifNoRows !== undefined) complain(['implementation', 'ifNoRows'], 'has no meaning without where.')
    return { check, ...demand }
  }
  return {
    check,
    ...demand,
    expectation: `${demand.expectation}, of the rows where ${where}`,
    where: { condition: where, ifNoRows: kind.where === 'counted' ? 'count' : ifNoRows === 'pass' ? 'pass' : 'error' },
  }
}

/** A part of a document as a document of its own. */
function partOf(document: Document, prefix: DocumentPath, value: unknown): Document {
  const { file } = document
  return { file, value, positionOf: (path, which) => document.positionOf([...prefix, ...path], which) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
