import { type Digest, digestOfBytes, hexOf, type NamedDigest } from '@mlgate/core'

/**
 * The digest that stands for a model: its file's; with weights beside it, over the lines `<hex>  <name>\n` of all its
 * files, sorted by name.
 */
export function modelDigest(files: readonly [NamedDigest, ...NamedDigest[]]): Digest {
  if (files.length === 1) return files[0].digest
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
  return digestOfBytes(sorted.map(({ name, digest }) => `${hexOf(digest)}  ${name}\n`).join(''))
}
