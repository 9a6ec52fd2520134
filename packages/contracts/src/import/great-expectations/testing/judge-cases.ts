import { ConfigurationError } from '@mlgate/core'
import type { Tables } from '@mlgate/tables'
import { type CheckResult, importContract, type Plan, planChecks, readContract, runPlan } from '../../../index.ts'
import type { GoldenCase } from './read-golden.ts'

type Answer = 'pass' | 'fail' | 'error' | 'not imported'

/** What the imported contract says: everything that it demands together, and the rows of the rule itself. */
export interface Outcome {
  readonly answer: Answer
  readonly matchingRows: number | undefined
  /** Of the rule itself, in words. */
  readonly observed: string
}

interface PlannedCase {
  readonly one: GoldenCase
  readonly plan: Plan
}

const atOnce = 100

/** Imports each case as a suite of its own, and asks one file all that the contracts demand. */
export async function judgeCases(
  cases: readonly GoldenCase[],
  tables: Tables,
  file: string,
): Promise<ReadonlyMap<GoldenCase, Outcome>> {
  const outcomes = new Map<GoldenCase, Outcome>()
  const planned: PlannedCase[] = []
  for (const one of cases) {
    const plan = planOf(one)
    if (plan === undefined) outcomes.set(one, { answer: 'not imported', matchingRows: undefined, observed: '' })
    else planned.push({ one, plan })
  }
  for (let from = 0; from < planned.length; from += atOnce) {
    for (const [one, outcome] of await judgeTogether(planned.slice(from, from + atOnce), tables, file)) {
      outcomes.set(one, outcome)
    }
  }
  return outcomes
}

/** Undefined when nothing of it was imported; whatever was imported can be read. */
function planOf({ type, kwargs }: GoldenCase): Plan | undefined {
  let yaml: string
  try {
    yaml = importContract(JSON.stringify({ name: 's', expectations: [{ type, kwargs }] }), 'suite.json').yaml
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return undefined
  }
  return planChecks(readContract(yaml, 'c.yaml'))
}

/** What one case makes a run refuse must not be an answer to the others: they are asked by halves then. */
async function judgeTogether(
  planned: readonly PlannedCase[],
  tables: Tables,
  file: string,
): Promise<readonly (readonly [GoldenCase, Outcome])[]> {
  const [first] = planned
  if (first === undefined) return []
  const [check, ...checks] = planned.flatMap(({ plan }) => plan.checks)
  if (check === undefined) return []
  const columns = [...new Set(planned.flatMap(({ plan }) => plan.columns))]
  try {
    const plan = { ...first.plan, columns, checks: [check, ...checks] } as const
    const { checks: results } = await runPlan(plan, tables, file, { listedRows: 1 })
    let from = 0
    return planned.map(({ one, plan }) => {
      const own = results.slice(from, from + plan.checks.length)
      from += plan.checks.length
      return [one, outcomeOf(one, own)]
    })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    if (planned.length === 1) return [[first.one, { answer: 'error', matchingRows: undefined, observed: '' }]]
    const middle = Math.ceil(planned.length / 2)
    return [
      ...(await judgeTogether(planned.slice(0, middle), tables, file)),
      ...(await judgeTogether(planned.slice(middle), tables, file)),
    ]
  }
}

function outcomeOf({ type }: GoldenCase, results: readonly CheckResult[]): Outcome {
  const verdicts = results.map(({ verdict }) => verdict)
  const answer = verdicts.includes('error') ? 'error' : verdicts.includes('fail') ? 'fail' : 'pass'
  const rule = results.find(({ check }) => check.name.includes(type))
  const own = rule?.verdict === 'pass' ? (results.find(({ verdict }) => verdict !== 'pass') ?? rule) : rule
  return { answer, matchingRows: own?.matchingRows, observed: own?.observed ?? '' }
}
