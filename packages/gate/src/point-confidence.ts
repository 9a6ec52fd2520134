import type { Confidence } from '@mlgate/statistics'

/** A difference that is taken as it stands. */
export function pointConfidence(method: Confidence['method'], difference: number): Confidence {
  return {
    method,
    difference,
    standardError: 0,
    undefinedShare: 0,
    lower: () => difference,
    upper: () => difference,
    pAbove: (value) => (difference >= value ? 0 : 1),
    pBelow: (value) => (difference < value ? 0 : 1),
  }
}
