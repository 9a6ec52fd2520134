import type { Check, SourcePosition } from '@mlgate/core'
import { expect, test } from 'vitest'
import { withPositions } from './check-positions.ts'

const check = (name: string): Check => ({ name, verdict: 'fail', message: '', severity: 'error' })
const gate = (name: string, metric: string) => ({ name, metric })
const at = (line: number): SourcePosition => ({ file: 'mlgate.yml', line, column: 5 })

/** What the checked-out file says, by path. */
const declared: Readonly<Record<string, SourcePosition>> = {
  gate: at(9),
  'gate.metrics.recall': at(11),
  'gate.fairness': at(14),
}
const positionOf = (path: readonly (string | number)[]) => declared[path.join('.')]

const judgement = {
  gates: [gate('recall', 'recall'), gate('recall on origin = MDW', 'recall'), gate('log_loss', 'log_loss')],
  examinations: [
    { kind: 'fairness', findings: [{ name: 'equalized_odds_difference by sex' }] },
    { kind: 'parity', findings: [{ name: 'parity of row 3' }] },
  ],
} as unknown as Parameters<typeof withPositions>[1]

const lineOf = (name: string) => withPositions([check(name)], judgement, positionOf)[0]?.position?.line

test('a gate and its slices point at the metric that mlgate.yml demands', () => {
  expect(lineOf('recall')).toBe(11)
  expect(lineOf('recall on origin = MDW')).toBe(11)
})

test('what is found beside the metrics points at its section, or at the gate', () => {
  expect(lineOf('equalized_odds_difference by sex')).toBe(14)
  expect(lineOf('parity of row 3')).toBe(9)
})

test('what only the policy in force demands has no line here', () => {
  expect(lineOf('log_loss')).toBeUndefined()
})

test('a position that is known already stays', () => {
  const known = { ...check('recall'), position: at(3) }
  expect(withPositions([known], judgement, positionOf)).toEqual([known])
})
