import { ConfigurationError } from '@mlgate/core'

/**
 * A token without surrounding white space; undefined when empty. One that cannot stand in a header is refused here,
 * because the network library would quote it in its own error.
 */
export function readToken(value: string | undefined, from: string): string | undefined {
  const token = value?.trim() ?? ''
  if (token === '') return undefined
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ConfigurationError(
      `${from}: the token holds characters that no token has. Was it pasted with a line break?`,
    )
  }
  return token
}
