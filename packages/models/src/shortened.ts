/** How much of one value of the data a message repeats. */
const longestValue = 80
const mostValues = 12

/** A value from the data for a message: whole when it is short, else its beginning and its length. */
export function shortened(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue)}… (${value.length} characters)`
}

/** Some values for a message, each shortened; how many more there are. */
export function listed(values: readonly string[], most = mostValues): string {
  const more = values.length > most ? ` and ${values.length - most} more` : ''
  return values.slice(0, most).map(shortened).join(', ') + more
}
