import { outputOf, runProgram } from './run-program.ts'

/** gitlab-ci-local copies the project with rsync, which is on most machines. Installs it where Debian's tools can. */
export async function ensureRsync(): Promise<void> {
  if (await isThere('rsync')) return
  if (!(await isThere('apt-get')) || process.getuid?.() !== 0) {
    throw new Error('rsync is not on this machine, and gitlab-ci-local needs it. Install it: apt-get install rsync.')
  }
  await outputOf(['apt-get', 'update'])
  await outputOf(['apt-get', 'install', '--yes', '--no-install-recommends', 'rsync'])
}

async function isThere(program: string): Promise<boolean> {
  return runProgram([program, '--version']).then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  )
}
