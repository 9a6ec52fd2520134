/**
 * What went wrong with a value of the data while a query ran, in words that hold no part of it: the engine quotes values,
 * and nobody here knows which column is a secret. Undefined for errors that are about something else.
 */
export function valueProblem(message: string): string | undefined {
  if (/^Conversion Error/i.test(message)) return 'a value cannot be converted; TRY_CAST gives NULL for those'
  if (/^Out of Range Error/i.test(message)) return 'a number is out of the range of its type'
  if (!/^Invalid Input Error/i.test(message)) return undefined
  if (/could not parse string|could not convert|failed to cast|failed to parse/i.test(message)) {
    return 'a value cannot be parsed; try_strptime and TRY_CAST give NULL for those'
  }
  // What a reader says of a file begins so; all else may be a function's word about what it was given.
  const isOfReader =
    /^Invalid Input Error:\s*(CSV Error on Line: \d|Malformed JSON in file|No magic bytes found at end of file|Error in file)/
  return isOfReader.test(message) ? undefined : 'a function refuses a value, or the file is damaged'
}
