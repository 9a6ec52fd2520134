/** Something that was proposed, and why. */
export interface Choice<T> {
  readonly value: T
  /** Whether it may be used without asking. */
  readonly sure: boolean
  /** The evidence, in words, for a comment: `3 values in 274 rows`. */
  readonly because: string
}

export function sure<T>(value: T, because: string): Choice<T> {
  return { value, sure: true, because }
}

export function unsure<T>(value: T, because: string): Choice<T> {
  return { value, sure: false, because }
}
