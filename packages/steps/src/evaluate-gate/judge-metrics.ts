import { isDeepStrictEqual } from 'node:util'
import { judgeMeasured, type MeasuredInput } from '@mlgate/gate'
import { readMetricsFile } from '@mlgate/models'
import type { StepDeps } from '../step-deps.ts'
import type { Baseline } from './baseline.ts'
import type { Case } from './case.ts'
import type { JudgedOnFile } from './judge-test-set.ts'
import { keepMetrics } from './keep-answers.ts'

/** Judges metrics that were measured elsewhere: the candidate's file against the baseline's and the anchor's. */
export async function judgeMetrics(subject: Case, deps: StepDeps): Promise<JudgedOnFile> {
  const { policy, gate, candidate, search, anchor } = subject
  const metrics = await readMetricsFile(candidate.path)
  const other = async (found: Baseline | undefined) => {
    if (found === undefined) return undefined
    // Of one file that compares two revisions (dvc metrics diff), the baseline is the older side.
    const theirs = await readMetricsFile(found.path, found.digest === candidate.digest ? 'old' : 'new')
    return { metrics: theirs, identical: found.digest === candidate.digest && isDeepStrictEqual(theirs, metrics) }
  }
  const input: MeasuredInput = {
    task: policy.body.task,
    gate,
    candidate: metrics,
    baseline: await other(search.found),
    anchor: await other(anchor),
  }
  const judgement = judgeMeasured(input)
  return { judgement, answers: await keepMetrics(input, subject, deps), pictures: [] }
}
