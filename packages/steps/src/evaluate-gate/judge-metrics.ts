import { isDeepStrictEqual } from 'node:util'
import { type Judgement, judgeMeasured } from '@mlgate/gate'
import { readMetricsFile } from '@mlgate/models'
import type { Baseline } from './baseline.ts'
import type { Case } from './case.ts'

/** Judges metrics that were measured elsewhere: the candidate's file against the baseline's and the anchor's. */
export async function judgeMetrics({ policy, gate, candidate, search, anchor }: Case): Promise<Judgement> {
  const metrics = await readMetricsFile(candidate.path)
  const other = async (found: Baseline | undefined) => {
    if (found === undefined) return undefined
    const theirs = await readMetricsFile(found.path)
    return { metrics: theirs, identical: found.digest === candidate.digest && isDeepStrictEqual(theirs, metrics) }
  }
  return judgeMeasured({
    task: policy.body.task,
    gate,
    candidate: metrics,
    baseline: await other(search.found),
    anchor: await other(anchor),
  })
}
