import { messageOf } from '@mlgate/core'

/**
 * What is wrong with a pattern, as a sentence; undefined when it can be checked. The standard asks for ECMA-262, data
 * are searched by RE2, whose time is linear whatever the pattern and the text: look-around and back-references are
 * what it leaves out.
 */
export function wrongPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern)
  } catch (error) {
    return `is no regular expression (${messageOf(error)}).`
  }
  const plain = pattern.replace(/\\[^1-9k]/g, '')
  if (/\(\?<?[=!]/.test(plain) || /\\[1-9k]/.test(plain)) {
    return 'look-around and back-references cannot be checked (RE2 searches in linear time). Write it without them.'
  }
  return undefined
}
