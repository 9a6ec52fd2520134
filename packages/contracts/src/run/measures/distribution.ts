import { ConfigurationError } from '@mlgate/core'
import type { PlainValue } from '@mlgate/tables'
import type { ReferenceDistribution } from '../../plan/distribution.ts'
import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner, QueryScope } from '../measure-runner.ts'
import { oneOf } from '../one-of-sql.ts'
import { columnOf, numberSql, presentSql } from '../value-sql.ts'
import { distributionDistance } from './distribution-distance.ts'
import { readingOf, refuseUnread, shown } from './numbers.ts'
import { distributionInProfile } from './reference-profile.ts'

type Inline = Exclude<ReferenceDistribution, { readonly by: 'profile' }>

/** A reference that the contract holds is counted in the one scan; one in a profile is read first, and asks by itself. */
export const distribution: MeasureRunner<MeasureOf<'distribution'>> = {
  columnsAsText: () => [],
  aggregates: ({ column, reference }, scope) =>
    reference.by === 'profile' ? [] : groupCounts(column, reference, scope),
  measure: async ({ column, distance, reference }, answers, context) => {
    let [expected, counts] = [reference, answers]
    if (expected.by === 'profile') {
      expected = await distributionInProfile(expected, column, distance === 'ks', context)
      const found = await context.ask(`SELECT ${groupCounts(column, expected, context).join(', ')} FROM data`)
      counts = found[0] ?? []
    }
    const { observed, weights } = sharesOf(expected, counts)
    const value = distributionDistance(distance, observed, weights)
    const words = `${distance} ${value}${newWords(expected, observed)}`
    return { value, observed: shown(words, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}

/** Rows that have a value, those whose value can be read, and the rows of each group. */
function groupCounts(name: string, reference: Inline, scope: QueryScope): readonly string[] {
  const column = columnOf(scope.columns, name)
  if (reference.by === 'values') {
    const present = `${scope.considered} AND ${presentSql(column)}`
    const all = `count_if(${present})`
    return [all, all, ...reference.values.map((value) => `count_if(${present} AND ${oneOf(column, [value])})`)]
  }
  const { value, counts } = readingOf(name, 'number', scope)
  const condition = `${scope.considered} AND ${presentSql(column)}`
  const { edges } = reference
  const last = edges.length - 1
  const below = edges.map(
    (edge, index) => `count_if(${condition} AND ${value} ${index === last ? '<=' : '<'} ${numberSql(edge)})`,
  )
  return [...counts, ...below]
}

/** Of values that are not expected, one group more: nothing of it is expected. */
function sharesOf(
  reference: Inline,
  [present, read, ...counts]: readonly PlainValue[],
): { readonly observed: readonly number[]; readonly weights: readonly number[] } {
  refuseUnread(present, read)
  const total = Number(present)
  const found = counts.map(Number)
  if (reference.by === 'values') {
    const others = found.reduce((left, count) => left - count, total)
    if (others < 0) throw new ConfigurationError('some of the values are the same to this column')
    return { observed: [...found, others].map((count) => count / total), weights: [...reference.weights, 0] }
  }
  const { weights, tails } = reference
  const upTo = [...found, total]
  const observed = upTo.map((count, index) => (count - (upTo[index - 1] ?? 0)) / total)
  return { observed, weights: [tails[0], ...weights, tails[1]] }
}

function newWords(reference: Inline, observed: readonly number[]): string {
  const share = reference.by === 'values' ? (observed.at(-1) ?? 0) : 0
  return share === 0 ? '' : `; ${Number((100 * share).toPrecision(4))} % are values that are not expected`
}
