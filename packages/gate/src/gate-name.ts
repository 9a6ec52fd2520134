import type { Slice } from './slices.ts'

/** The name of a gate, unique in a judgement: `recall on origin = MDW`. */
export function gateName(label: string, slice: Slice | undefined): string {
  return slice ? `${label} on ${slice.label}` : label
}
