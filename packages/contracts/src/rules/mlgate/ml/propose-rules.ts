import type { DataRoles } from '../../../data-roles.ts'

/** A rule that a contract may have, and why. */
export interface ProposedRule {
  readonly implementation: Readonly<Record<string, string | number | readonly string[]>> & { readonly check: string }
  readonly reason: string
  /** Error unless given. */
  readonly severity?: 'warning'
}

/** The files that a project names. */
export type FileRole = 'train' | 'validation' | 'test'

/**
 * Rules of machine learning that fit a project, for the object that its files share. Columns are left to `data:` of
 * mlgate.yml, which names them.
 *
 * @param options.classification whether the label is a class; rules about classes are proposed only then
 */
export function proposeMachineLearningRules({
  label,
  id,
  time,
  group,
  files,
  classification,
}: DataRoles & { readonly files: readonly FileRole[]; readonly classification: boolean }): readonly ProposedRule[] {
  const isThere = (role: FileRole): boolean => files.includes(role)
  const held = (['validation', 'test'] as const).filter(isThere)
  const rules: ProposedRule[] = []
  const add = (implementation: ProposedRule['implementation'], reason: string): void => {
    rules.push({ implementation, reason })
  }
  if (isThere('train') && held.length > 0) {
    const others = held.length === 1 ? (held[0] ?? 'test') : held
    const known = `What stands in train and in ${held.join(' or ')} is known before it is judged`
    if (id !== undefined) add({ check: 'sharedIds', with: others }, `${known}: no ${id} may.`)
    if (group !== undefined) add({ check: 'groupLeakage', with: others }, `${known}: no ${group} may.`)
    add({ check: 'sharedRows', with: others }, `${known}: no row may.`)
    if (time !== undefined)
      add({ check: 'timeLeakage', with: others }, `What is learnt must lie before what is judged, by ${time}.`)
  }
  if (label !== undefined) {
    add({ check: 'targetMissing' }, `Rows without ${label} can be neither learnt from nor judged.`)
    if (classification && isThere('train') && held.length > 0) {
      add({ check: 'unseenLabels' }, `A ${label} that train lacks cannot be predicted.`)
    }
    if (classification)
      add({ check: 'conflictingLabels' }, `Rows alike in all features with another ${label} contradict each other.`)
    add(
      { check: 'revealingFeatures' },
      `A feature that tells ${label} by itself is mostly a copy of it, or known too late.`,
    )
  }
  add({ check: 'constantFeatures' }, 'A feature with one value in nearly all rows tells nothing.')
  return rules
}
