import type { ColumnResult, Comparison, Side } from './judgement.ts'
import { numberText, percentText, pText } from './number-text.ts'

type Reasoned = Omit<ColumnResult, 'reason'>

/** Why a column has its verdict, in a sentence without its name at the front: `drifted: …`. */
export function columnReason(column: Reasoned): string {
  const { status, reference, current, values, nulls } = column
  switch (status) {
    case 'drifted':
      return `drifted: ${[values, nulls]
        .filter((test) => test?.drifted)
        .map((test) => (test === undefined ? '' : changeText(test, column)))
        .join('; ')}`
    case 'stable':
      return `stable: ${[values, nulls].flatMap((test) => (test ? [changeText(test, column)] : [])).join('; ')}`
    case 'constant':
      return 'the same single value in both files'
    case 'empty':
      return `not compared: no values in ${emptyFile(reference, current)}`
    case 'missing':
      return reference ? 'missing: the current file does not have it' : 'neither file has such a column'
    case 'new':
      return 'not compared: the reference does not have it'
    case 'retyped':
      return 'holds another kind of values than in the reference'
    case 'time':
      return 'not compared: dates and times move by themselves'
    case 'identifier':
      return 'not compared: hardly a value occurs more often than others, as in identifiers'
  }
}

function emptyFile(reference: Side | undefined, current: Side | undefined): string {
  if (reference?.values === 0 && current?.values === 0) return 'either file'
  return reference?.values === 0 ? 'the reference' : 'the current file'
}

/** `moved by 0.21 σ (floor 0.1, p < 0.0001)`: the effect, then what it was held against. */
function changeText(test: Comparison, column: Reasoned): string {
  return `${effectText(test, column)} (floor ${floorText(test)}, ${pText(test.adjustedP)})`
}

/** The effect in words. */
export function effectText(test: Comparison, { reference, current }: Pick<Reasoned, 'reference' | 'current'>): string {
  switch (test.effectName) {
    case 'wasserstein_over_sigma':
      return `values moved by ${numberText(test.effect)} σ`
    case 'js_distance':
      return `shares of categories moved by a Jensen–Shannon distance of ${numberText(test.effect)}`
    case 'null_rate':
      return `missing values went from ${nullShare(reference)} to ${nullShare(current)}`
  }
}

export function nullShare(side: Side | undefined): string {
  return side === undefined ? '–' : percentText(side.missing / side.rows)
}

/** A floor in the unit of its effect. */
export function floorText({ effectName, floor }: Comparison): string {
  if (effectName === 'wasserstein_over_sigma') return `${numberText(floor)} σ`
  return effectName === 'null_rate' ? `${numberText(floor * 100)} points` : numberText(floor)
}
