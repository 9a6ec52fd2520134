/** Measures of what spoils learning from data, or judging what was learnt. Files go by the names that contracts use. */
export type MachineLearningMeasure =
  /**
   * Rows that also stand in one of the files `with`. `alike` says what makes two rows the same: the `values` of the
   * columns, which both must have; the whole `row`, where what is missing in both is the same; or the row when it is
   * written roughly (`near`): numbers rounded to `digits` significant digits, texts without case and surplus space.
   */
  | {
      readonly counts: 'shared-rows'
      readonly columns: readonly string[]
      readonly with: readonly string[]
      readonly alike: { readonly by: 'values' | 'row' } | { readonly by: 'near'; readonly digits: number }
    }
  /** Rows that are alike in all columns (what is missing in both is alike) while their labels are not. */
  | { readonly counts: 'conflicting-labels'; readonly columns: readonly string[]; readonly label: string }
  /** Classes of the label whose share of the rows with a label is out of bounds; a lone class is. */
  | {
      readonly counts: 'unbalanced-classes'
      readonly label: string
      readonly minimumShare: number
      readonly maximumShare: number
    }
  /** Rows whose label none of the files `with` has. */
  | { readonly counts: 'unseen-labels'; readonly label: string; readonly with: readonly string[] }
  /** Columns in which one value (or none at all) has at least the share of the rows. */
  | { readonly counts: 'constant-columns'; readonly columns: readonly string[]; readonly share: number }
  /** Columns that tell the label by themselves. */
  | {
      readonly counts: 'revealing-columns'
      readonly columns: readonly string[]
      readonly label: string
      /** Whether the label is a class or a number; found out where undefined. */
      readonly task: 'classification' | 'regression' | undefined
      readonly auc: number
      readonly correlation: number
      /** Files with more rows are judged by a sample of about this many. */
      readonly sampleRows: number
    }
  /** Rows later than the earliest row of one of the files `with`, of all or of the same group. */
  | {
      readonly counts: 'late-rows'
      readonly time: string
      readonly group: string | undefined
      readonly with: readonly string[]
    }
  /** Rows whose label is likely wrong by the probabilities of a model that did not see them in training. */
  | { readonly counts: 'label-issues'; readonly label: string; readonly probabilities: ProbabilityColumns }

/** Where a model's probabilities lie: a column of the file for each class, or a file of predictions beside it. */
export type ProbabilityColumns =
  | { readonly in: 'columns'; readonly columnOfClass: ReadonlyMap<string, string> }
  /** `id` pairs its rows with those that are checked; columns `probability_<class>`. */
  | { readonly in: 'file'; readonly file: string; readonly id: string }

/** The columns that a measure reads. */
export function columnsOfMachineLearning(measure: MachineLearningMeasure): readonly string[] {
  switch (measure.counts) {
    case 'shared-rows':
    case 'constant-columns':
      return measure.columns
    case 'conflicting-labels':
    case 'revealing-columns':
      return [...measure.columns, measure.label]
    case 'unbalanced-classes':
    case 'unseen-labels':
      return [measure.label]
    case 'late-rows':
      return [measure.time, ...(measure.group === undefined ? [] : [measure.group])]
    case 'label-issues': {
      const { label, probabilities } = measure
      return probabilities.in === 'file' ? [label, probabilities.id] : [label, ...probabilities.columnOfClass.values()]
    }
  }
}
