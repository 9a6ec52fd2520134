import { type Block, ConfigurationError, code, type Inline } from '@mlgate/core'
import type { Parity } from '@mlgate/models'
import type { Finding, FindingGroup } from '../finding.ts'
import { formatCount, formatLimit } from '../number-format.ts'
import { findingList } from '../report/finding-list.ts'
import type { ParitySection } from './parity-section.ts'

/** What was found, or why the two could not be compared. */
export type ParityOutcome =
  | (Parity & {
      /** Whether the model predicts numbers, which have no classes. */
      readonly numbers: boolean
    })
  | { readonly problem: string }

/** Judges an exported model against its training's own predictions. Throws ConfigurationError when nothing is demanded. */
export function judgeParity(section: ParitySection, outcome: ParityOutcome): FindingGroup {
  const { max_abs_difference: maxDifference, max_label_flips: maxFlips } = section
  if (maxDifference === undefined && maxFlips === undefined) {
    throw new ConfigurationError('gate.parity: demands nothing. Say max_abs_difference, max_label_flips or both.')
  }
  const findings = [
    ...(maxDifference === undefined ? [] : [differenceFinding(outcome, maxDifference)]),
    ...(maxFlips === undefined ? [] : [flipsFinding(outcome, maxFlips)]),
  ]
  const isMet = findings.every(({ verdict }) => verdict === 'pass')
  return {
    kind: 'parity',
    title: isMet ? 'Parity with the training: the export is the model' : 'Parity with the training: not given',
    findings,
    blocks: [...findingList(findings), ...blocksOf(outcome)],
    measurements:
      'problem' in outcome
        ? []
        : [
            ...(outcome.largestDifference === undefined
              ? []
              : [
                  {
                    name: 'gate_parity_max_abs_difference',
                    help: 'Largest |Δ| between the exported model and the predictions of its training.',
                    labels: {},
                    value: outcome.largestDifference.value,
                  },
                ]),
            ...(outcome.numbers
              ? []
              : [
                  {
                    name: 'gate_parity_label_flips',
                    help: 'Rows whose class differs between the exported model and the predictions of its training.',
                    labels: {},
                    value: outcome.flips,
                  },
                ]),
          ],
    details: outcome,
  }
}

const differenceName = 'parity max_abs_difference'
const flipsName = 'parity max_label_flips'

function differenceFinding(outcome: ParityOutcome, limit: number): Finding {
  if ('problem' in outcome) return unmeasured(differenceName, outcome.problem)
  const { largestDifference: largest } = outcome
  if (largest === undefined) return unmeasured(differenceName, 'the model or its training gives labels alone')
  const isMet = largest.value <= limit
  return {
    name: differenceName,
    verdict: isMet ? 'pass' : 'fail',
    reason: `${differenceName}: the largest difference is ${precise(largest.value)}${largest.value === 0 ? '' : `, in the row with the id ${JSON.stringify(largest.id)}`}; ${isMet ? '' : 'only '}${formatLimit(limit)} is allowed`,
  }
}

function flipsFinding(outcome: ParityOutcome, limit: number): Finding {
  if ('problem' in outcome) return unmeasured(flipsName, outcome.problem)
  if (outcome.numbers) return unmeasured(flipsName, 'the model predicts numbers, which have no classes')
  const { flips, flipped, rows } = outcome
  const isMet = flips <= limit
  const first = flips === 0 ? '' : ` (ids ${shown(flipped)}${flips > mostNamed ? ' …' : ''})`
  return {
    name: flipsName,
    verdict: isMet ? 'pass' : 'fail',
    reason: `${flipsName}: ${formatCount(flips)} of ${formatCount(rows)} rows get another class${first}; ${isMet ? '' : 'only '}${formatCount(limit)} ${limit === 1 ? 'is' : 'are'} allowed`,
  }
}

const mostNamed = 5

function shown(ids: readonly string[]): string {
  return ids
    .slice(0, mostNamed)
    .map((id) => JSON.stringify(id))
    .join(', ')
}

function unmeasured(name: string, problem: string): Finding {
  return { name, verdict: 'error', reason: `${name} cannot be measured: ${problem}` }
}

/** Differences are small: three digits, and no long tail of them. */
function precise(value: number): string {
  return value === 0 ? '0' : String(Number(value.toPrecision(3)))
}

function blocksOf(outcome: ParityOutcome): Block[] {
  if ('problem' in outcome) return []
  const { rows, largestDifference, flips, flipped, numbers } = outcome
  const items: Inline[][] = [
    [`rows compared: ${formatCount(rows)}`],
    ...(largestDifference === undefined
      ? []
      : [[`largest |Δ|: ${precise(largestDifference.value)}, id `, code(largestDifference.id)]]),
    ...(numbers ? [] : [[`rows that get another class: ${formatCount(flips)}`]]),
    ...(flipped.length === 0
      ? []
      : [['the first of them: ', ...flipped.flatMap((id, index) => [index === 0 ? '' : ', ', code(id)])]]),
  ]
  return [{ kind: 'list', items }]
}
