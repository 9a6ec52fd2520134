import { distance } from 'fastest-levenshtein'

/** Longer names are no slips of the finger, and comparing them costs time that an attacker could ask for. */
const longestName = 100

/**
 * The candidate that a mistyped name most likely means: at most one edit in three characters, letter case aside;
 * the same letters in another order count as one edit.
 * Undefined when none is that near. Of equally near ones, the first.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined
  let best: { readonly candidate: string; readonly edits: number } | undefined
  for (const candidate of candidates) {
    if (candidate.length > longestName) continue
    const edits = editsBetween(name.toLowerCase(), candidate.toLowerCase())
    const allowed = Math.floor(Math.max(name.length, candidate.length) / 3)
    if (edits <= allowed && (best === undefined || edits < best.edits)) best = { candidate, edits }
  }
  return best?.candidate
}

function editsBetween(name: string, candidate: string): number {
  const edits = distance(name, candidate)
  return edits > 0 && sortedLetters(name) === sortedLetters(candidate) ? 1 : edits
}

function sortedLetters(text: string): string {
  return [...text].sort().join('')
}
