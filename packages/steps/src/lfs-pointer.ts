import type { Digest } from '@mlgate/core'

const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[a-z0-9.-]+ .*\n)*?oid sha256:([0-9a-f]{64})\n/

/** Digest of the content that a Git LFS pointer stands for; undefined when the bytes are no pointer. */
export function lfsPointerDigest(bytes: Uint8Array): Digest | undefined {
  if (bytes.length > 1024) return undefined
  const match = pointer.exec(new TextDecoder().decode(bytes))
  return match?.[1] === undefined ? undefined : `sha256:${match[1]}`
}
