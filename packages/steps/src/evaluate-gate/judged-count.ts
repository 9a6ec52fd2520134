import { ConfigurationError, code, type Digest, InfrastructureError, type Inline } from '@mlgate/core'
import { judgedOn } from '@mlgate/evidence'
import type { Registry } from '@mlgate/registry'

/**
 * Of so many equal models the best one's estimate is expected to lie 1.65 standard errors above its true value (the
 * expected maximum of 13 standard normal values is 1.668, of 12 it is 1.629: Tippett, Biometrika 17, 1925): as much as a
 * one-sided interval at 95 % allows for.
 */
export const flatteringCount = 13

/**
 * How many models a test set has judged that were then registered; undefined where that cannot be told: the registry may
 * lie on another machine than the one that judges.
 */
export async function countJudged(
  open: () => Promise<Pick<Registry, 'versions' | 'records'>>,
  model: string,
  testData: Digest,
): Promise<number | undefined> {
  try {
    const registry = await open()
    const judged = new Set<string>()
    for (const version of await registry.versions(model)) {
      const verdict = (await registry.records(version)).find(({ role }) => role === 'verdict')
      if (verdict === undefined || !(await judgedOn(verdict)).includes(testData)) continue
      judged.add(
        version.files
          .map(({ digest, name }) => `${digest} ${name}`)
          .sort()
          .join('\n'),
      )
    }
    return judged.size
  } catch (error) {
    // Only told, never decided by: a registry that is not at hand must not stop a verdict for it.
    if (error instanceof InfrastructureError || error instanceof ConfigurationError) return undefined
    throw error
  }
}

/** The count in a sentence; nothing where there is nothing to count. */
export function judgedCountNote(count: number | undefined): readonly (readonly Inline[])[] {
  if (count === undefined || count === 0) return []
  const candidates = count === 1 ? '1 registered candidate' : `${count} registered candidates`
  return [
    [
      `this test set has judged ${candidates} before; those that were never registered are not known. `,
      count < flatteringCount
        ? `From about ${flatteringCount} on, the best of equal models is expected to look better on it than it is by as much as an interval at 95 % allows for`
        : `Choosing the best of so many flatters it: of ${flatteringCount} equal models the best is expected to look better than it is by as much as an interval at 95 % allows for. Judge on fresh rows (`,
      ...(count < flatteringCount ? [] : [code('data.test'), ')']),
    ],
  ]
}
