import { holds } from '../src/plan/limit.ts'
import type { PlannedCheck } from '../src/plan/planned-check.ts'
import type { IgnoredRows, Predicate, RowRule, Scalar } from '../src/plan/predicate.ts'

/** A row of declared types: whole and other numbers, texts, truths; null where there is no value. */
export type Row = Readonly<Record<string, Scalar>>

/** What a check comes to. */
export interface Answer {
  readonly verdict: 'pass' | 'fail' | 'error'
  /** Numbers of the rows that break it, counted from 1; undefined where it does not count rows. */
  readonly rows: readonly number[] | undefined
}

/**
 * Answers checks row by row, by the words of the plan alone: an engine that shares nothing with the one that writes SQL.
 * It knows the measures that are plain data and answered by comparing values.
 *
 * @param chosen the rows that `where` chooses
 */
export function answerOf(
  { measure, limit, where }: PlannedCheck,
  rows: readonly Row[],
  chosen: (row: Row) => boolean,
): Answer {
  const considered = rows.flatMap((row, index) => (chosen(row) ? [{ row, number: index + 1 }] : []))
  if (where !== undefined && where.ifNoRows === 'error' && considered.length === 0)
    return { verdict: 'error', rows: [] }
  switch (measure.counts) {
    case 'rows':
      return { verdict: verdictOf(limit, considered.length, undefined), rows: undefined }
    case 'matching': {
      const { predicate, among } = measure
      const found = considered.filter(({ row }) => isTrue(predicate, row))
      const of = among === 'rows' ? considered : considered.filter(({ row }) => isJudged(predicate, row))
      return counted(limit, found, of.length)
    }
    case 'surplus': {
      const of = considered.filter(({ row }) => isConsidered(measure.columns, measure.ignored ?? 'anyMissing', row))
      const seen = new Set<string>()
      const later = of.filter(({ row }) => {
        const key = keyOf(measure.columns, row)
        const isLater = seen.has(key)
        seen.add(key)
        return isLater
      })
      return counted(limit, later, measure.among === 'present' ? of.length : considered.length)
    }
    case 'repeated': {
      const of = considered.filter(({ row }) => isConsidered(measure.columns, measure.ignored, row))
      const keys = of.map(({ row }) => keyOf(measure.columns, row))
      const repeated = of.filter((_, index) => keys.indexOf(keys[index]!) !== keys.lastIndexOf(keys[index]!))
      return counted(limit, repeated, of.length)
    }
    case 'disorder': {
      const present = considered.filter(({ row }) => isPresent(row[measure.column]))
      const wrong = present.filter(({ row }, index) => {
        const before = present[index - 1]?.row[measure.column]
        if (before === undefined || before === null) return false
        const order = compared(row[measure.column]!, before) * (measure.direction === 'increasing' ? 1 : -1)
        return measure.strict ? order <= 0 : order < 0
      })
      return counted(limit, wrong, present.length)
    }
    case 'distinct': {
      const present = considered.filter(({ row }) => isPresent(row[measure.column]))
      const different = new Set(present.map(({ row }) => keyOf([measure.column], row))).size
      if (measure.share && present.length === 0) return { verdict: 'error', rows: undefined }
      const value = measure.share ? different / present.length : different
      return { verdict: verdictOf(limit, value, undefined), rows: undefined }
    }
    default:
      throw new Error(`The row engine does not know ${measure.counts}.`)
  }
}

interface Numbered {
  readonly row: Row
  readonly number: number
}

function counted(limit: PlannedCheck['limit'], found: readonly Numbered[], of: number): Answer {
  return { verdict: verdictOf(limit, found.length, of), rows: found.map(({ number }) => number) }
}

function verdictOf(limit: PlannedCheck['limit'], value: number, of: number | undefined): 'pass' | 'fail' {
  const share = of === undefined ? Number.NaN : of === 0 ? 0 : value / of
  switch (limit.unit) {
    case 'rows':
    case 'value':
      return holds(limit, value) ? 'pass' : 'fail'
    case 'percent':
      return holds(limit, of === 0 ? 0 : (100 * value) / (of ?? Number.NaN)) ? 'pass' : 'fail'
    case 'share':
      return holds(limit, share) ? 'pass' : 'fail'
    case 'kept':
      return holds(limit, of === 0 ? 1 : ((of ?? Number.NaN) - value) / (of ?? Number.NaN)) ? 'pass' : 'fail'
  }
}

const isPresent = (value: Scalar | undefined): boolean => value !== null && value !== undefined && !Number.isNaN(value)

function isConsidered(columns: readonly string[], ignored: IgnoredRows, row: Row): boolean {
  if (ignored === 'never') return true
  return ignored === 'allMissing'
    ? columns.some((name) => isPresent(row[name]))
    : columns.every((name) => isPresent(row[name]))
}

/** Whether a row has what the predicate looks at. */
function isJudged(predicate: Predicate, row: Row): boolean {
  if (predicate.is === 'row-unlike') return isConsidered(predicate.columns, predicate.ignored, row)
  return namesOf(predicate).every((name) => isPresent(row[name]))
}

function namesOf(predicate: Predicate): readonly string[] {
  switch (predicate.is) {
    case 'any':
    case 'all':
      return predicate.of.flatMap(namesOf)
    case 'null':
    case 'row-unlike':
      return predicate.columns
    default:
      return [predicate.column]
  }
}

/** Missing values are one; −0 is 0. */
function keyOf(columns: readonly string[], row: Row): string {
  return JSON.stringify(
    columns.map((name) => {
      const value = row[name]
      if (!isPresent(value)) return null
      return typeof value === 'number' ? `number ${value === 0 ? 0 : value}` : value
    }),
  )
}

/** Below 0 when `a` comes first; texts by their bytes in UTF-8. */
function compared(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return Number(a) - Number(b) || (Number(a) < Number(b) ? -1 : Number(a) > Number(b) ? 1 : 0)
}

function isTrue(predicate: Predicate, row: Row): boolean {
  switch (predicate.is) {
    case 'any':
      return predicate.of.some((part) => isTrue(part, row))
    case 'all':
      return predicate.of.every((part) => isTrue(part, row))
    case 'null':
      return predicate.columns.some((name) => !isPresent(row[name]))
    case 'not-null':
      return isPresent(row[predicate.column])
    case 'any-of':
      return isListed(row[predicate.column], predicate.values)
    case 'row-unlike':
      return isConsidered(predicate.columns, predicate.ignored, row) && isUnlike(predicate.must, predicate.columns, row)
    default: {
      const value = row[predicate.column]
      return isPresent(value) && breaks(predicate, value as string | number | boolean)
    }
  }
}

type ValuePredicate = Exclude<Predicate, { is: 'any' | 'all' | 'null' | 'not-null' | 'any-of' | 'row-unlike' }>

function breaks(predicate: ValuePredicate, value: string | number | boolean): boolean {
  switch (predicate.is) {
    case 'none-of':
      return !isListed(value, predicate.values)
    case 'not-matching':
      return !matches(predicate, String(value))
    case 'matching':
      return matches(predicate, String(value))
    case 'beyond-number': {
      const over = predicate.side === 'above' ? Number(value) - predicate.bound : predicate.bound - Number(value)
      return predicate.exclusive ? over >= 0 : over > 0
    }
    case 'beyond-length': {
      const over = [...String(value)].length - predicate.length
      return predicate.side === 'above' ? over > 0 : over < 0
    }
    case 'beyond-magnitude':
      return Math.abs(Number(value)) > predicate.largest
    case 'not-multiple':
      return Number(value) % predicate.of !== 0
    case 'outside': {
      const { low, high } = predicate
      const isOver =
        low === undefined || (low.excluded ? Number(value) > Number(low.value) : Number(value) >= Number(low.value))
      const isUnder =
        high === undefined || (high.excluded ? Number(value) < Number(high.value) : Number(value) <= Number(high.value))
      return !(isOver && isUnder)
    }
    default:
      throw new Error(`The row engine does not know ${predicate.is}.`)
  }
}

function matches({ pattern, whole }: { readonly pattern: string; readonly whole: boolean }, text: string): boolean {
  return new RegExp(whole ? `^(?:${pattern})$` : pattern, 'u').test(text)
}

function isListed(value: Scalar | undefined, values: readonly Scalar[]): boolean {
  if (!isPresent(value)) return values.includes(null)
  return values.some((one) => one === value)
}

function isUnlike(must: RowRule, columns: readonly string[], row: Row): boolean {
  const values = columns.map((name) => row[name] ?? null)
  const [a = null, b = null] = values
  const both = isPresent(a) && isPresent(b)
  switch (must.be) {
    case 'equal':
      return !(both && compared(a, b) === 0)
    case 'greater':
      return !(both && (must.orEqual ? compared(a, b) >= 0 : compared(a, b) > 0))
    case 'different':
      return values.some((one, at) =>
        values.slice(at + 1).some((other) => isPresent(one) && isPresent(other) && compared(one, other) === 0),
      )
    case 'sum': {
      const sum = values.reduce<number>((total, value) => total + Number(value), 0)
      return !(values.every(isPresent) && Math.abs(sum - must.equals) <= must.tolerance)
    }
    case 'listed':
      throw new Error('The row engine does not know lists of pairs.')
  }
}
