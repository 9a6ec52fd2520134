/** How far two machines' clocks may be apart. */
const clockSkewMs = 5 * 60_000
const dayMs = 24 * 60 * 60_000

/**
 * Why a record made at `time` (of ISO 8601, as it says itself) is too old or not from the past: the rest of a sentence
 * that says what was made; undefined when it is recent enough. Without `maxAgeDays` any age is.
 */
export function ageProblem(
  time: string,
  { now, maxAgeDays }: { readonly now: Date; readonly maxAgeDays: number | undefined },
): string | undefined {
  const ageMs = now.getTime() - Date.parse(time)
  // Also for a time that is none, whose age is NaN.
  if (!(ageMs >= -clockSkewMs)) return `at ${time}, which is not in the past`
  if (maxAgeDays === undefined || ageMs <= maxAgeDays * dayMs) return undefined
  return `at ${time}, more than ${maxAgeDays} ${maxAgeDays === 1 ? 'day' : 'days'} ago`
}
