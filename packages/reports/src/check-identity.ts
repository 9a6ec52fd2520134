import { type Check, digestOfBytes, hexOf, type Report } from '@mlgate/core'

/** Characters of a rule's readable part. */
const longestSlug = 80

/**
 * What a check is called in formats whose readers group by rule: `evaluate-gate/recall`. Names that had to be rewritten
 * carry a part of their digest, since two names may read alike afterwards. The same in each run.
 */
export function ruleOf(step: string, check: Pick<Check, 'name'>): string {
  return `${slug(step)}/${slug(check.name)}`
}

function slug(name: string): string {
  const readable = name
    .slice(0, 2 * longestSlug)
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, longestSlug)
  return readable === name && name !== ''
    ? name
    : [readable, hexOf(digestOfBytes(name)).slice(0, 8)].filter(Boolean).join('-')
}

/**
 * Names what is wrong, so that a reader knows it again: 64 hexadecimal digits of model, step and check. Neither lines nor
 * numbers are part of it: rows shift and metrics vary while the trouble is the same.
 */
export function fingerprintOf({ model, step }: Pick<Report, 'model' | 'step'>, { name }: Pick<Check, 'name'>): string {
  return hexOf(digestOfBytes(JSON.stringify([model, step, name])))
}
