import { ConfigurationError } from '@mlgate/core'
import { quoteName, rowNumberName, type SqlColumn } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureContext, MeasureRunner, QueryScope } from '../measure-runner.ts'
import { columnOf, completeSql, familyOf, type QueryColumn } from '../value-sql.ts'

type Orphans = MeasureOf<'orphans'>

/** What the other file is called in queries. */
const relation = 'referenced'

export const orphans: MeasureRunner<Orphans> = {
  columnsAsText: () => [],
  aggregates: ({ columns }, scope) => [`count_if(${completeAmong(columns, scope)})`],
  measure: async (measure, [complete], context) => {
    const { condition, beside } = await orphanRows(measure, context)
    const [[count] = []] = await context.ask(`SELECT count(*) FROM numbered AS data WHERE ${condition}`, { beside })
    const of = Number(complete)
    return {
      value: Number(count),
      of,
      observed: `${countOf(Number(count), 'row')} of ${grouped(of)}`,
      countsRows: true,
    }
  },
  failingRows: async (measure, context) => {
    const { condition, beside } = await orphanRows(measure, context)
    const row = quoteName(rowNumberName)
    const value = measure.columns.length === 1 ? `, ${measure.columns.map(quoteName).join()}::VARCHAR` : ''
    return { by: 'query', query: `SELECT ${row}${value} FROM numbered AS data WHERE ${condition}`, beside }
  },
}

/** Rows with a whole key that no row of the other file has: a condition on `data`, and where the other file lies. */
async function orphanRows(
  { columns, references }: Orphans,
  context: MeasureContext,
): Promise<{ readonly condition: string; readonly beside: ReadonlyMap<string, string> }> {
  const path = pathOf(references, context)
  const found = await context.tables.columns(path)
  const pairs = columns.map((name, index) => {
    const other = found.find((column) => column.name === references.columns[index])
    if (other === undefined) {
      throw new ConfigurationError(`${references.file} has no column ${JSON.stringify(references.columns[index])}.`)
    }
    return sameValue(columnOf(context.columns, name), other)
  })
  const known = `SELECT 1 FROM ${relation} WHERE ${pairs.join(' AND ')}`
  const condition = `${completeAmong(columns, context)} AND NOT EXISTS (${known})`
  return { condition, beside: new Map([[relation, path]]) }
}

function pathOf({ file, isPath }: Orphans['references'], { files, filesByPath }: MeasureContext): string {
  const path = isPath === true ? filesByPath.get(file) : files.get(file)
  if (path !== undefined) return path
  throw new ConfigurationError(
    isPath === true
      ? `${JSON.stringify(file)} was not opened: files are named by path in validate-data alone.`
      : `there is no file of the name ${JSON.stringify(file)}. Name it in data.tables of mlgate.yml.`,
  )
}

/**
 * Whether the two columns hold the same value. Where the files store it otherwise, numbers are compared as numbers,
 * times as times, and everything else as text: 01234 is not 1234.
 */
function sameValue(own: QueryColumn, other: SqlColumn): string {
  const left = `data.${quoteName(own.name)}`
  const right = `${relation}.${quoteName(other.name)}`
  const families = [familyOf(own), familyOf(other)]
  if (own.type === other.type || families.every(isNumeric)) return `${left} = ${right}`
  // What does not read as a number or a time is NULL, which equals nothing.
  const read = families.includes('number') ? 'DOUBLE' : families.find(isTemporal) && temporalType(own, other)
  const [as, cast] = read === undefined ? ['VARCHAR', 'CAST'] : [read, 'TRY_CAST']
  return `${cast}(${left} AS ${as}) = ${cast}(${right} AS ${as})`
}

function isNumeric(family: string): boolean {
  return family === 'integer' || family === 'number'
}

function isTemporal(family: string): boolean {
  return family === 'date' || family === 'timestamp' || family === 'time'
}

/** The type of the one that is a time; of two, the one that tells more. */
function temporalType(own: SqlColumn, other: SqlColumn): string {
  const types = [own, other].filter((column) => isTemporal(familyOf(column))).map(({ type }) => type)
  return types.find((type) => type.startsWith('TIMESTAMP')) ?? types[0] ?? 'VARCHAR'
}

function completeAmong(names: readonly string[], { columns, considered }: QueryScope): string {
  const complete = completeSql(names, columns)
  return considered === 'true' ? complete : `(${considered} AND ${complete})`
}
