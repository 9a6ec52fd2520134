import type { Measure } from './measure.ts'

/**
 * What a measure asks beside the one scan, in words that are free of any engine; undefined when the scan and the file's
 * description answer it.
 */
export function ownQuestion(measure: Measure): string | undefined {
  switch (measure.counts) {
    case 'presence':
    case 'rows':
    case 'matching':
    case 'declared-type':
    case 'pandas-type':
    case 'unrunnable':
    case 'statistic':
    case 'extreme':
    case 'age':
    case 'distinct':
    case 'columns':
    case 'column-place':
    case 'column-difference':
    case 'surplus':
    case 'repeated':
      return undefined
    case 'set-difference':
      return 'only where the scan finds other values: the first of them, to be named'
    case 'quantile':
    case 'quantiles':
      return measure.interpolation === 'linear' ? undefined : 'the values at the places of the quantiles'
    case 'distribution':
      return measure.reference.by === 'profile' ? 'the rows of each value or bin that the profile has' : undefined
    case 'orphans':
      return `the rows whose values no row of ${measure.references.file} has (a join)`
    case 'query-number':
    case 'answer':
      return "the number that the contract's query gives"
    case 'violations':
      return "the rows that the contract's query gives"
    case 'breaches':
      return "the rows for which the contract's condition is false, and those for which it is NULL"
    case 'own':
      return "the rows that the project's program names"
    case 'outliers':
      return 'the rows beyond the bound, once the scan has told mean and deviation'
    case 'disorder':
      return 'the rows that stand out of order (a window)'
    case 'most-common':
      return 'the most frequent values (a grouping)'
    case 'row-growth':
    case 'row-difference':
      return `the number of rows of ${measure.table}`
    case 'base-growth':
      return 'the number of rows of this file on the target branch, which its profile there tells'
    case 'shared-rows':
      return `the rows that also stand in ${measure.with.join(', ')} (a join for each)`
    case 'unseen-labels':
      return `the rows whose label none of ${measure.with.join(', ')} has (a join for each)`
    case 'late-rows':
      return `the rows later than the first of ${measure.with.join(', ')} (a query for each)`
    case 'conflicting-labels':
      return 'the rows that are alike and have several labels (a grouping)'
    case 'unbalanced-classes':
      return 'the rows of each class (a grouping)'
    case 'constant-columns':
      return 'the most frequent value of each column (a grouping)'
    case 'revealing-columns':
      return 'the values of the columns and the label, of a sample where there are many rows'
    case 'label-issues':
      return 'the labels and the probabilities of the classes, of all rows'
  }
}
