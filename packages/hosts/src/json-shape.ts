/** Reading values out of JSON that nobody has checked: absent and wrongly typed are the same, undefined. */

export function member(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = Reflect.get(here, key)
  }
  return here
}

export function text(value: unknown, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path)
  return typeof found === 'string' ? found : undefined
}

/** A whole number from 0 to 2⁵³−1, as all ids and counts of the forges are. */
export function count(value: unknown, ...path: readonly string[]): number | undefined {
  const found = member(value, ...path)
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined
}

export function items(value: unknown, ...path: readonly string[]): readonly unknown[] | undefined {
  const found = member(value, ...path)
  return Array.isArray(found) ? found : undefined
}

/** A git object name: SHA-1 or SHA-256, lower case. */
export function isObjectName(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)
}

/** Whether git could have a branch of that name (git-check-ref-format), so that it is safe in addresses and arguments. */
export function isBranchName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 1024 &&
    /^[^\s~^:?*[\\\p{Cc}]+$/u.test(value) &&
    !/^[-/]|\/$|\.$|\.\.|@\{|\/\/|\.lock(?:\/|$)|(?:^|\/)\./.test(value)
  )
}

/** A time as the APIs write it: ISO 8601 with its zone. */
export function time(value: unknown, ...path: readonly string[]): Date | undefined {
  const found = new Date(text(value, ...path) ?? '')
  return Number.isNaN(found.getTime()) ? undefined : found
}
