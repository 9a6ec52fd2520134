import { ConfigurationError } from '@mlgate/core'
import { answerColumns, type Demand, demandsOf, gateDefaults, type JudgeInput, type OwnMeasurement } from '@mlgate/gate'
import type { Column, Tables } from '@mlgate/tables'
import { policyModule, refuseBesideCredentials } from '../own-code/policy-code.ts'
import type { StepDeps } from '../step-deps.ts'
import type { Case } from './case.ts'
import { metricRows } from './own-metric-columns.ts'
import { type Resamples, runMetricCommand } from './own-metric-command.ts'
import { runMetricModule } from './own-metric-module.ts'
import type { TestSet } from './test-data.ts'

const withoutProgram = 'write the metric as mean_of (SQL)'

export interface OwnMetrics {
  readonly subject: Pick<Case, 'policy'>
  readonly set: TestSet
  readonly tables: Tables
  readonly deps: Pick<StepDeps, 'exec' | 'host' | 'log'>
}

/** Refuses, before anything is scored, to judge by programs in a job that has credentials. */
export function refuseMetricPrograms(demands: readonly Demand[], { host }: Pick<StepDeps, 'host'>): void {
  for (const { key, measure } of demands) {
    if (measure.kind !== 'module' && measure.kind !== 'command') continue
    refuseBesideCredentials(`gate.metrics.${key}.${measure.kind}`, host.credentialVariables(), withoutProgram)
  }
}

/** The project's own metrics of one model (the candidate of the input), by their keys. */
export async function ownMeasurements(
  input: JudgeInput,
  own: OwnMetrics,
): Promise<ReadonlyMap<string, OwnMeasurement>> {
  const measurements = new Map<string, OwnMeasurement>()
  for (const demand of demandsOf(input.gate, input.task)) {
    const measurement = await measurementOf(demand, input, own)
    if (measurement !== undefined) measurements.set(demand.key, measurement)
  }
  return measurements
}

async function measurementOf(demand: Demand, input: JudgeInput, own: OwnMetrics): Promise<OwnMeasurement | undefined> {
  const { key, measure } = demand
  const { policy } = own.subject
  const where = `gate.metrics.${key}.${measure.kind}`
  switch (measure.kind) {
    case 'mean_of':
      return { kind: 'rows', values: await meansOf(where, measure.sql, input, own) }
    case 'module': {
      refuseBesideCredentials(where, own.deps.host.credentialVariables(), withoutProgram)
      const module = await policyModule(where, 'metric', measure.path, policy)
      const value = await runMetricModule(where, module, metricRows(where, input))
      return { kind: 'number', value, resampled: undefined }
    }
    case 'command': {
      refuseBesideCredentials(where, own.deps.host.credentialVariables(), withoutProgram)
      const { command } = measure
      const resamples = resamplesFor(demand, input)
      return {
        kind: 'number',
        ...(await runMetricCommand({ where, command, policy, table: metricRows(where, input), resamples }, own.deps)),
      }
    }
    default:
      return undefined
  }
}

/** Resamples are drawn where an interval decides. Those of a series would be blocks, which rows drawn one by one are not. */
function resamplesFor({ margin, totalMargin, confident }: Demand, input: JudgeInput): Resamples | undefined {
  const isWanted = margin !== undefined || totalMargin !== undefined || confident
  if (!isWanted || input.task === 'forecast') return undefined
  const { resamples: count = gateDefaults.resamples, seed = gateDefaults.seed } = input.gate.confidence ?? {}
  const { group } = input.columns ?? {}
  const groups = group === undefined ? undefined : input.test.columns.get(group)
  return { count, seed, groups: groups && [...groups.values] }
}

async function meansOf(
  where: string,
  sql: string,
  input: JudgeInput,
  { set, tables }: OwnMetrics,
): Promise<Float64Array> {
  const beside = answerColumns(input)
  const derived = await tables.derive(set.path, new Map([['own', sql]]), { beside }).catch((cause: unknown) => {
    if (!(cause instanceof ConfigurationError)) throw cause
    throw new ConfigurationError(
      `${where}: ${cause.message} There are ${[...beside.keys()].join(', ')} and the columns of the ${set.name}: ${[...input.test.columns.keys()].join(', ')}.`,
      { cause },
    )
  })
  return numbersOf(derived.columns.get('own'), where)
}

function numbersOf(column: Column | undefined, where: string): Float64Array {
  if (column?.kind === 'number') return column.values
  if (column?.kind === 'boolean')
    return Float64Array.from(column.values, (value) => (value === null ? Number.NaN : Number(value)))
  throw new ConfigurationError(`${where}: gives text; a mean needs a number for each row.`)
}
