import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureContext, MeasureRunner } from '../measure-runner.ts'

export const rowGrowth: MeasureRunner<MeasureOf<'row-growth'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ table }, _answers, context) => {
    const others = await rowsOf(table, context)
    if (others === 0) throw new ConfigurationError(`${table} has no rows`)
    const value = (context.consideredRows - others) / others
    return { value, observed: `${value}: ${counted(context, others, table)}`, countsRows: false }
  },
  failingRows: () => undefined,
}

export const baseGrowth: MeasureRunner<MeasureOf<'base-growth'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ ifNoBase }, _answers, context) => {
    const { base = { because: 'no change is under review, so there is no target branch to compare with' } } = context
    if ('because' in base) {
      const because = base.because.replace(/[.]$/, '')
      if (ifNoBase === 'error') throw new ConfigurationError(because)
      return { value: Number.NaN, observed: `not compared: ${because}`, countsRows: false, isLetThrough: true }
    }
    if (base.rows === 0) throw new ConfigurationError(`${base.name} has no rows`)
    const value = (context.consideredRows - base.rows) / base.rows
    return { value, observed: `${value}: ${counted(context, base.rows, base.name)}`, countsRows: false }
  },
  failingRows: () => undefined,
}

export const rowDifference: MeasureRunner<MeasureOf<'row-difference'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ table }, _answers, context) => {
    const others = await rowsOf(table, context)
    return { value: context.consideredRows - others, observed: counted(context, others, table), countsRows: false }
  },
  failingRows: () => undefined,
}

function counted({ consideredRows }: MeasureContext, others: number, table: string): string {
  return `${countOf(consideredRows, 'row')} here, ${others} in ${table}`
}

async function rowsOf(table: string, { files, tables }: MeasureContext): Promise<number> {
  const path = files.get(table)
  if (path === undefined) {
    throw new ConfigurationError(
      `there is no file of the name ${JSON.stringify(table)}. Name it in data.tables of mlgate.yml.`,
    )
  }
  const [[count] = []] = await tables.query(path, 'SELECT count(*) FROM data')
  return Number(count)
}
