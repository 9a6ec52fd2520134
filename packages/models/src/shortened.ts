/** How much of one value of the data a message repeats. */
const longestValue = 80
const mostValues = 12

/** A value from the data for a message: whole when it is short, else its beginning and its length. */
export function shortened(value: string, longest = longestValue): string {
  return value.length <= longest ? value : `${value.slice(0, longest)}… (${value.length} characters)`
}

/** What a stranger says, for a message: one line without control characters, at most 300 characters of it. */
export function quotedWords(text: string): string {
  return shortened(text.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ').trim(), 300)
}

/** Some values for a message, each shortened; how many more there are. */
export function listed(values: readonly string[], most = mostValues): string {
  const more = values.length > most ? ` and ${values.length - most} more` : ''
  return (
    values
      .slice(0, most)
      .map((value) => shortened(value))
      .join(', ') + more
  )
}
