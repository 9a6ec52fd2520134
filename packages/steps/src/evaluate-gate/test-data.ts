import { writeFile } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import {
  ConfigurationError,
  type Digest,
  digestOfBytes,
  digestOfFile,
  type Inline,
  code as inlineCode,
  shortDigest,
} from '@mlgate/core'
import { lfsPointerDigest } from '../lfs-pointer.ts'
import type { Policy } from '../policy.ts'

/** Rows to judge on, as a file on this machine. */
export interface TestSet {
  /** What reports call it: `test data`, or with `of main` and `of this change` when there are two. */
  readonly name: string
  readonly path: string
  readonly digest: Digest
}

export interface TestSets {
  /** One, or two when the change alters the test data: it is then judged on the old rows and on the new. */
  readonly sets: readonly [TestSet, ...TestSet[]]
  /** Something that the reader of the report must know; undefined when there is nothing. */
  readonly note: readonly Inline[] | undefined
  /** Why nothing passes on these rows: they are the change's own choice. */
  readonly neverPassesBecause?: string
}

/**
 * Finds the rows to judge on. Test data are policy: the candidate must not choose them. A digest in the policy binds
 * them; otherwise the file at the policy's tip is compared with the one that is checked out.
 */
export async function findTestSets(options: {
  readonly policy: Policy
  /** Path in mlgate.yml of the policy, and the file it leads to on this machine. */
  readonly path: string
  readonly file: string
  /** A folder of ours for files that are brought in. */
  readonly workFolder: string
  /** Whether the commit under judgement holds a file. */
  readonly isTracked: (file: string) => Promise<boolean>
}): Promise<TestSets> {
  const { policy, path, file, workFolder, isTracked } = options
  const digest = await digestOfFile(file)
  const declared = policy.body.data.test_digest
  if (declared !== undefined) {
    if (digest !== declared) {
      throw new ConfigurationError(
        `data.test: ${path} is ${digest}, but the policy (${policy.origin}) demands ${declared}. ` +
          'Bring the right file, or change data.test_digest on the target branch first.',
      )
    }
    return { sets: [{ name: 'test data', path: file, digest }], note: undefined }
  }
  const only: TestSets['sets'] = [{ name: 'test data', path: file, digest }]
  if (policy.tip === undefined) return { sets: only, note: undefined }
  const branch = policy.tip.branch
  const atTip = isAbsolute(path) ? undefined : await policy.readFile(path)
  if (atTip === undefined) {
    if (await isTracked(file)) {
      return {
        sets: only,
        note: undefined,
        neverPassesBecause: `${branch} has no ${path}, so this change chose the rows that judge it`,
      }
    }
    return {
      sets: only,
      note: [
        'The test data ',
        inlineCode(path),
        ` are not in git on ${branch} and the policy declares no data.test_digest, so nobody would notice if they changed. They are `,
        inlineCode(digest),
        '.',
      ],
    }
  }
  const pointer = lfsPointerDigest(atTip)
  const tipDigest = pointer ?? digestOfBytes(atTip)
  if (tipDigest === digest) return { sets: only, note: undefined }
  if (pointer !== undefined) {
    throw new ConfigurationError(
      `data.test: ${path} is ${shortDigest(digest)} here and ${shortDigest(pointer)} on ${branch}, where Git LFS keeps it. ` +
        'Changed test data are judged on both versions, and the old one is not at hand: declare data.test_digest in the policy instead.',
    )
  }
  const old = join(workFolder, `test-of-target${extname(path)}`)
  await writeFile(old, atTip)
  return {
    sets: [
      { name: `test data of ${branch}`, path: old, digest: tipDigest },
      { name: 'test data of this change', path: file, digest },
    ],
    note: [
      `This change alters the test data: it is judged on the rows of ${branch} and on its own, and the worse verdict counts.`,
    ],
  }
}
