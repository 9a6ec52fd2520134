/**
 * How what is allowed now stands to what was: the `same`, less of it (`tighter`), more of it (`looser`), or something
 * `else`, of which nobody can tell.
 */
export type Strength = 'same' | 'tighter' | 'looser' | 'else'

/** What several parts come to that must all hold. */
export function together(parts: readonly Strength[]): Strength {
  const found = new Set(parts.filter((part) => part !== 'same'))
  const [only] = found
  if (only === undefined) return 'same'
  return found.size === 1 ? only : 'else'
}

/** By whether each allows all that the other does. */
export function byInclusion(oldInNew: boolean, newInOld: boolean): Strength {
  if (oldInNew) return newInOld ? 'same' : 'looser'
  return newInOld ? 'tighter' : 'else'
}

/** By the sets of what is allowed. */
export function ofSets<T>(before: ReadonlySet<T>, after: ReadonlySet<T>): Strength {
  return byInclusion(
    [...before].every((value) => after.has(value)),
    [...after].every((value) => before.has(value)),
  )
}

export function reversed(strength: Strength): Strength {
  if (strength === 'tighter') return 'looser'
  return strength === 'looser' ? 'tighter' : strength
}
