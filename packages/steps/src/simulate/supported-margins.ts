import { dirname } from 'node:path'
import { ConfigurationError, type Progress } from '@mlgate/core'
import { type JudgeInput, simulateGate } from '@mlgate/gate'
import type { ModelBody } from '@mlgate/project'
import { declaredReading, openTables } from '@mlgate/tables'
import { scoreModel } from '../score-model.ts'

/** A margin that the test rows can tell from chance. */
export interface SupportedMargin {
  /** In the metric's own unit. */
  readonly margin: number
  /** The metric's value of the model. */
  readonly value: number
  /** Share of rows on which the simulated models differed. */
  readonly disagreement: number
}

/** So many rows are scored and simulated in seconds. */
export const mostSimulatedRows = 200_000

/**
 * The smallest margin of each metric that a model as good as this one keeps in four of five runs, by simulation: see
 * `simulateGate`. By the metric's name; metrics for which no margin was found are left out. The gate must compare without
 * slices. Throws ConfigurationError for a model or rows that cannot be scored.
 */
export async function supportedMargins(request: {
  /** Absolute paths of the candidate and of the rows to judge on. */
  readonly model: string
  readonly test: string
  readonly body: ModelBody
  readonly progress: Progress
  readonly simulations: number
}): Promise<ReadonlyMap<string, SupportedMargin>> {
  const { model, test, body, progress, simulations } = request
  const { gate, data } = body
  if (gate === undefined || data.label === undefined) return new Map()
  await using tables = await openTables({ allow: [test, dirname(model)], reading: declaredReading(data, [test]) })
  const rows = await tables.read(test)
  const scores = await scoreModel({ path: model, section: body.candidate, body, rows, tables, progress })
  const input: JudgeInput = {
    task: body.task,
    gate,
    test: rows,
    label: data.label,
    positive: data.positive,
    columns: { weight: undefined, group: undefined },
    conditions: new Map(),
    candidate: { scores },
  }
  return marginsOf(input, simulations, disagreements)
}

/** What retrained models often differ on; the better a model, the less two of its kind can differ. */
const disagreements: readonly [number, ...number[]] = [0.05, 0.02, 0.01, 0.005]

function marginsOf(
  input: JudgeInput,
  simulations: number,
  [disagreement, next, ...smaller]: readonly [number, ...number[]],
): ReadonlyMap<string, SupportedMargin> {
  try {
    const { gates } = simulateGate(input, { disagreement, simulations })
    return new Map(
      gates.flatMap(({ name, smallestMargin, value }) =>
        smallestMargin === undefined ? [] : [[name, { margin: smallestMargin, value, disagreement }] as const],
      ),
    )
  } catch (error) {
    if (!(error instanceof ConfigurationError) || next === undefined) throw error
    return marginsOf(input, simulations, [next, ...smaller])
  }
}
