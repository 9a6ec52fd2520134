import { prepareGitHubDescription } from './github-description.ts'

/** Vitest's set-up before any test that may start the GitHub server: once, so that no two workers download. */
export async function setup(): Promise<void> {
  await prepareGitHubDescription()
}
