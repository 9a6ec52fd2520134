import { writeFile } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { ConfigurationError, digestOfBytes, digestOfFile, shortDigest } from '@mlgate/core'
import { GitReader } from '../git.ts'
import { lfsPointerDigest } from '../lfs-pointer.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyFile } from '../policy-path.ts'
import type { StepDeps } from '../step-deps.ts'

/** Rows beside the test data that a verdict rests on, and why it cannot do without. */
const reasons = {
  validation: 'gate.threshold.at is fixed on it',
  train: 'scaled forecast errors need the past of the series',
} as const

/**
 * The file of rows that decides about an operating point or a scale. Like the test data it is the policy's, not the
 * candidate's to choose: as the target branch has it. One that git does not hold must have been brought by the job.
 */
export async function rowsInForce(
  key: keyof typeof reasons,
  policy: Policy,
  deps: StepDeps,
  workFolder: string,
): Promise<string> {
  const path = policy.body.data[key]
  if (path === undefined) throw new ConfigurationError(`${policy.origin}: data.${key} is missing: ${reasons[key]}.`)
  const file = await resolvePolicyFile(path, `data.${key}`, policy, deps)
  if (policy.tip === undefined || isAbsolute(path)) return file
  const { branch } = policy.tip
  const atTip = await policy.readFile(path)
  if (atTip === undefined) {
    if (!(await new GitReader(deps.exec, deps.folder.repositoryRoot).isTracked(file))) return file
    throw new ConfigurationError(
      `data.${key}: ${branch} has no ${path}, and the one of this change may not decide about it: ${reasons[key]}. Merge the file first.`,
    )
  }
  const digest = await digestOfFile(file)
  const pointer = lfsPointerDigest(atTip)
  if (digest === (pointer ?? digestOfBytes(atTip))) return file
  if (pointer !== undefined) {
    throw new ConfigurationError(
      `data.${key}: ${path} is ${shortDigest(digest)} here and ${shortDigest(pointer)} on ${branch}, where Git LFS keeps it: the old rows are not at hand, and the change's own may not decide.`,
    )
  }
  const old = join(workFolder, `${key}-of-target${extname(path)}`)
  await writeFile(old, atTip)
  return old
}
