import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOfFile, filesBelow } from '@mlgate/core'
import { outputOf } from './run-program.ts'

/**
 * Lays down in `folder` what a runner downloads for `uses:`, the archive of the commit that is checked out. Its bundles
 * must be those that the sources make: tests of old code would prove nothing. Throws saying what to do otherwise.
 */
export async function downloadActions(root: string, folder: string): Promise<void> {
  const archive = `${folder}.tar`
  await outputOf(['git', 'archive', '--format=tar', `--output=${archive}`, 'HEAD'], { cwd: root })
  await mkdir(folder, { recursive: true })
  await outputOf(['tar', '--extract', `--file=${archive}`, `--directory=${folder}`])
  const committed = join(folder, 'dist')
  const built = `${folder}-built`
  await outputOf([process.execPath, 'scripts/build.ts', '--out', built], { cwd: root })
  const different = existsSync(committed) ? await differences(committed, built) : ['dist/ is not there at all']
  if (different.length === 0) return
  const advice = 'Runners download what is committed: npm run build, git add dist, git commit; then test again.'
  throw new Error(`dist/ at HEAD is not what the sources make. ${advice}\n  ${different.join('\n  ')}`)
}

async function differences(committed: string, built: string): Promise<string[]> {
  const [before, after] = await Promise.all([filesBelow(committed), filesBelow(built)])
  const differ: string[] = []
  for (const file of new Set([...before, ...after])) {
    if (!after.includes(file)) differ.push(`${file} is no longer made`)
    else if (!before.includes(file)) differ.push(`${file} is not committed`)
    else if ((await digestOfFile(join(committed, file))) !== (await digestOfFile(join(built, file)))) {
      differ.push(`${file} has other bytes`)
    }
  }
  return differ
}
