import { digestOfBytes, hexOf } from '@mlgate/core'

/**
 * An artifact name that forges and file systems accept: everything but letters, digits, dot, dash and underscore
 * becomes an underscore. A name that had to change, or is long, gets eight digits of its digest, so that different
 * names stay different.
 */
export function safeArtifactName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]/gu, '_').slice(0, 100)
  if (safe === name && /^[A-Za-z0-9]/.test(name)) return name
  return `a${safe}-${hexOf(digestOfBytes(name)).slice(0, 8)}`
}

/** Whether a stored name may be that of an artifact whose own name begins so. */
export function mayBeNamed(stored: string, prefix: string): boolean {
  return stored.startsWith(prefix) || stored.startsWith(`a${prefix}`)
}
