/** A count with its noun: `1 row`, `3,000 rows`. */
export function countOf(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`
}

/** A count for people: `3,000,000`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
