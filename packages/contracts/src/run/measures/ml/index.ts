import type { MachineLearningMeasure } from '../../../plan/machine-learning-measure.ts'
import type { MeasureOf } from '../../../plan/measure.ts'
import type { MeasureRunner } from '../../measure-runner.ts'
import { conflictingLabels } from './conflicting-labels.ts'
import { constantColumns } from './constant-columns.ts'
import { labelIssues } from './label-issues.ts'
import { lateRows } from './late-rows.ts'
import { revealingColumns } from './revealing-columns.ts'
import { sharedRows } from './shared-rows.ts'
import { unbalancedClasses } from './unbalanced-classes.ts'
import { unseenLabels } from './unseen-labels.ts'

/** What runs the measures of machine learning. */
export const machineLearningRunners: {
  readonly [Kind in MachineLearningMeasure['counts']]: MeasureRunner<MeasureOf<Kind>>
} = {
  'shared-rows': sharedRows,
  'conflicting-labels': conflictingLabels,
  'unbalanced-classes': unbalancedClasses,
  'unseen-labels': unseenLabels,
  'constant-columns': constantColumns,
  'revealing-columns': revealingColumns,
  'late-rows': lateRows,
  'label-issues': labelIssues,
}
