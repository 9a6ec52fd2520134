import type { Measure, MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { matching } from './matching.ts'
import { orphans } from './orphans.ts'
import { own } from './own.ts'
import { presence } from './presence.ts'
import { queryNumber } from './query-number.ts'
import { rows } from './rows.ts'
import { surplus } from './surplus.ts'
import { unrunnable } from './unrunnable.ts'

const runners: { readonly [Kind in Measure['counts']]: MeasureRunner<MeasureOf<Kind>> } = {
  presence,
  rows,
  matching,
  surplus,
  orphans,
  'query-number': queryNumber,
  unrunnable,
  own,
}

/** What runs a measure. */
export function runnerOf<M extends Measure>(measure: M): MeasureRunner<M> {
  // The type above pairs kind and runner; TypeScript loses the pair when it looks one up.
  return runners[measure.counts] as unknown as MeasureRunner<M>
}
