import { ConfigurationError } from '@mlgate/core'
import { type Conditions, conditionsIn, type GateSection } from '@mlgate/gate'
import type { Table, Tables } from '@mlgate/tables'

/**
 * Answers the conditions that a gate slices or groups by, for each row of the test data. Throws ConfigurationError, naming the
 * columns, for one that SQL cannot answer or that is no yes or no.
 */
export async function answerConditions(
  gate: GateSection,
  test: { readonly path: string; readonly name: string; readonly rows: Table },
  tables: Tables,
): Promise<Conditions> {
  const slicings = Object.values(gate.metrics).flatMap(({ slices }) => slices ?? [])
  const groupings = gate.fairness?.by ?? []
  const answered = new Map<string, readonly (boolean | null)[]>()
  const ofSlices = new Set(conditionsIn(slicings, test.rows.columns))
  for (const condition of conditionsIn([...slicings, ...groupings], test.rows.columns)) {
    const named = ofSlices.has(condition) ? 'gate.metrics: slices name' : 'gate.fairness.by names'
    const where = `${named} ${JSON.stringify(condition)}`
    const columns = `Columns of the ${test.name}: ${[...test.rows.columns.keys()].join(', ')}.`
    const derived = await tables.derive(test.path, new Map([['condition', condition]])).catch((cause: unknown) => {
      if (!(cause instanceof ConfigurationError)) throw cause
      throw new ConfigurationError(
        `${where}, which is neither a column nor a condition in SQL (${cause.message}) ${columns}`,
        { cause },
      )
    })
    const met = derived.columns.get('condition')
    if (met?.kind !== 'boolean') {
      throw new ConfigurationError(`${where}, which is no condition: it is not true or false. ${columns}`)
    }
    answered.set(condition, met.values)
  }
  return answered
}
