import type { Block, Measurement } from '@mlgate/core'
import type { Finding, FindingGroup } from '../finding.ts'
import { formatFor, formatLimit, noNumber } from '../number-format.ts'
import { findingList } from '../report/finding-list.ts'
import type { ChangedAnswers } from './changed-answers.ts'

type PerturbationName = 'noise' | 'nulls' | 'unseen'

/** One way in which the features were changed, and what came of it. */
export interface RobustnessTrial {
  readonly name: PerturbationName
  /** As the policy has it: a share from 0 to 1. */
  readonly amount: number
  readonly maxChanged: number
  readonly confident: boolean
  /** A string says why nothing could be measured. */
  readonly candidate: ChangedAnswers | string
  /** Undefined without a baseline that is scored here. */
  readonly baseline: ChangedAnswers | undefined
}

const words: Readonly<Record<PerturbationName, (amount: string) => string>> = {
  noise: (amount) => `noise of ${amount} standard deviations`,
  nulls: (amount) => `${amount} of the values missing`,
  unseen: (amount) => `${amount} of the texts unseen`,
}

/** Judges how much the answers changed. `unit` says what is counted: classes that changed, or numbers that moved. */
export function judgeRobustness(trials: readonly RobustnessTrial[], unit: 'classes' | 'numbers'): FindingGroup {
  const findings = trials.map((trial) => findingOf(trial, unit))
  const bad = findings.filter(({ verdict }) => verdict !== 'pass').length
  return {
    kind: 'robustness',
    title: bad === 0 ? 'Robustness: within limits' : `Robustness: ${bad} of ${findings.length} not within limits`,
    findings,
    blocks: [...findingList(findings), tableOf(trials, unit)],
    measurements: trials.flatMap(measurementsOf),
    details: {
      unit,
      trials: trials.map(({ name, amount, candidate, baseline }) => ({ name, amount, candidate, baseline })),
    },
  }
}

function findingOf(trial: RobustnessTrial, unit: 'classes' | 'numbers'): Finding {
  const { amount, maxChanged, confident, candidate } = trial
  const name = `robustness to ${trial.name}`
  const what = words[trial.name](formatLimit(amount))
  const because = (verdict: Finding['verdict'], reason: string): Finding => ({ name, verdict, reason })
  if (typeof candidate === 'string') return because('error', `${name} cannot be measured: ${candidate}`)
  if ('refusal' in candidate) {
    return because('fail', `${name}: with ${what} the model gives no usable answer: ${candidate.refusal}`)
  }
  const judged = confident ? candidate.high : candidate.value
  const { value } = formatFor([candidate.value, candidate.high], [[judged - maxChanged, 1]])
  const measured = `${name}: with ${what}, ${value(candidate.value)} ${counted(unit)} (${value(candidate.low)} to ${value(candidate.high)})`
  const allowed = `${formatLimit(maxChanged)} ${confident ? 'is allowed, of the bound' : 'is allowed'}`
  if (judged <= maxChanged) return because('pass', `${measured}; ${allowed}`)
  // The bound is over the limit: it is certain only when the other one is, too.
  if (confident && candidate.low <= maxChanged) return because('inconclusive', `${measured}; ${allowed}`)
  return because('fail', `${measured}; only ${allowed}`)
}

function counted(unit: 'classes' | 'numbers'): string {
  return unit === 'classes' ? 'of the predictions change' : 'standard deviations of the label is the mean change'
}

function tableOf(trials: readonly RobustnessTrial[], unit: 'classes' | 'numbers'): Block {
  const told = (answers: RobustnessTrial['candidate'] | undefined): string => {
    if (answers === undefined) return noNumber
    if (typeof answers === 'string') return 'not measured'
    if ('refusal' in answers) return 'no usable answer'
    const { value } = formatFor([answers.value, answers.low, answers.high], [])
    return `${value(answers.value)} (${value(answers.low)} to ${value(answers.high)})`
  }
  return {
    kind: 'table',
    caption:
      unit === 'classes'
        ? 'Share of predictions that change, with its interval.'
        : 'Mean change of a prediction in standard deviations of the label, with its interval.',
    columns: [
      { title: 'features', align: 'left' },
      { title: 'candidate', align: 'right' },
      { title: 'baseline', align: 'right' },
      { title: 'allowed', align: 'right' },
    ],
    rows: trials.map((trial) => [
      [words[trial.name](formatLimit(trial.amount))],
      [told(trial.candidate)],
      [told(trial.baseline)],
      [formatLimit(trial.maxChanged)],
    ]),
  }
}

function measurementsOf({ name, candidate, baseline }: RobustnessTrial): Measurement[] {
  const roles = { candidate, baseline }
  return Object.entries(roles).flatMap(([role, answers]) =>
    answers === undefined || typeof answers === 'string' || 'refusal' in answers
      ? []
      : [
          {
            name: 'gate_robustness_changed',
            help: 'Share of predictions that change with the features, or their mean change in standard deviations.',
            labels: { perturbation: name, role },
            value: answers.value,
          },
        ],
  )
}
