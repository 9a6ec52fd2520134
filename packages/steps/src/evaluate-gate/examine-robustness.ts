import { ConfigurationError } from '@mlgate/core'
import {
  type ChangedAnswers,
  changedAnswers,
  type FindingGroup,
  gateDefaults,
  judgeRobustness,
  type RobustnessSection,
  type RobustnessTrial,
} from '@mlgate/gate'
import { perturbed } from '@mlgate/models'
import type { Table } from '@mlgate/tables'
import type { Examination } from './examination.ts'
import { type LoadedModel, openModel, whyNotLoaded, withoutLabel } from './loaded-model.ts'

type Wanted = Pick<RobustnessTrial, 'name' | 'amount' | 'maxChanged' | 'confident'>

/** Scores the test rows again with changed features, and judges how much the answers change. */
export async function examineRobustness(examination: Examination, section: RobustnessSection): Promise<FindingGroup> {
  const { input, subject } = examination
  await using candidate = await openModel(examination, 'candidate')
  await using baseline = await openModel(examination, 'baseline')
  const rows = withoutLabel(input.test, subject.label)
  const trials: RobustnessTrial[] = []
  for (const wanted of wantedOf(section)) {
    trials.push({
      ...wanted,
      candidate: candidate
        ? await changedBy(wanted, candidate, 'candidate', rows, examination)
        : whyNotLoaded(examination, 'candidate'),
      baseline: baseline && compared(await changedBy(wanted, baseline, 'baseline', rows, examination)),
    })
  }
  return judgeRobustness(trials, input.task === 'classification' ? 'classes' : 'numbers')
}

function wantedOf({ noise, nulls, unseen }: RobustnessSection): Wanted[] {
  const one = (name: Wanted['name'], amount: number, limit: { max_changed: number; confident?: boolean }): Wanted => ({
    name,
    amount,
    maxChanged: limit.max_changed,
    confident: limit.confident ?? false,
  })
  return [
    ...(noise ? [one('noise', noise.amount, noise)] : []),
    ...(nulls ? [one('nulls', nulls.share, nulls)] : []),
    ...(unseen ? [one('unseen', unseen.share, unseen)] : []),
  ]
}

function compared(found: ChangedAnswers | string): ChangedAnswers | undefined {
  return typeof found === 'string' ? undefined : found
}

async function changedBy(
  { name, amount }: Wanted,
  model: LoadedModel,
  role: 'candidate' | 'baseline',
  rows: Table,
  { input }: Examination,
): Promise<ChangedAnswers | string> {
  const affected = model.features.filter((feature) => isAffected(name, rows, feature))
  if (affected.length === 0) {
    return name === 'noise'
      ? 'the model takes no numbers'
      : name === 'unseen'
        ? 'the model takes no texts'
        : 'the model takes no columns'
  }
  const { seed = gateDefaults.seed, level = gateDefaults.level } = input.gate.confidence ?? {}
  const changed = perturbed(rows, affected, { kind: name, amount, seed })
  try {
    return changedAnswers(input, model.judged, await model.score(changed), role, 1 - level)
  } catch (error) {
    // It took the rows as they are: that it does not take these is what was to be found out.
    if (error instanceof ConfigurationError) return { refusal: error.message }
    throw error
  }
}

function isAffected(name: Wanted['name'], { columns }: Table, feature: string): boolean {
  const kind = columns.get(feature)?.kind
  if (name === 'noise') return kind === 'number'
  return name === 'unseen' ? kind === 'string' : kind !== undefined
}
