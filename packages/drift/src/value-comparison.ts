import type { Comparison, Finding, Picture } from './judgement.ts'

/** A comparison before all p values are known together. */
export type DraftComparison = Omit<Comparison, 'adjustedP' | 'drifted' | 'floor'>

/** What came of comparing the values of a column, missing ones aside. */
export type ValueComparison =
  | {
      readonly status: 'compared'
      readonly comparison: DraftComparison
      readonly findings: readonly Finding[]
      readonly picture: Picture | undefined
    }
  | { readonly status: 'constant' | 'time' | 'identifier'; readonly findings: readonly Finding[] }
