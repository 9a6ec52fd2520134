import { expect, test } from 'vitest'
import { defaultPatience } from '../host-dependencies.ts'
import { changeOfRun } from './change-of-run.ts'
import { GitHubApi } from './github-api.ts'
import { readTriggeringRun } from './triggering-run.ts'

const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
const repository = { owner: 'acme', repo: 'm' }
const commit = 'c'.repeat(40)

/** An API that gives one answer to whatever it is asked, as one would that does not understand a filter. */
function apiThatSays(answer: unknown): GitHubApi {
  const fetch = async () => Response.json(answer)
  return new GitHubApi({
    baseUrl: 'https://api.example',
    token: 'x',
    fetch,
    log,
    patience: { ...defaultPatience, retries: 0 },
  })
}

test('a pull request of another branch with the same commit is not the run’s, also where the filter is ignored', async () => {
  const pull = (number: number, ref: string) => ({
    number,
    state: 'open',
    head: { sha: commit, ref, repo: { id: 5 } },
    base: { ref: 'main' },
  })
  const run = {
    id: 7,
    attempt: 1,
    event: 'pull_request',
    workflow: undefined,
    headCommit: commit,
    headBranch: 'topic',
    headRepository: { id: 5, owner: 'eve' },
    fromFork: true,
  }
  const of = (pulls: readonly object[]) => changeOfRun(apiThatSays(pulls), repository, 'https://x.example/acme/m', run)
  expect(await of([pull(1, 'other'), pull(2, 'topic')])).toMatchObject({ change: { number: 2 } })
  expect(await of([pull(1, 'other')])).toMatchObject({ because: expect.stringContaining('No open pull request') })
})

test('an answer about another run than the one that was asked for is refused', async () => {
  const run = { id: 8, event: 'pull_request', head_sha: commit, repository: { id: 1 } }
  expect(await readTriggeringRun(apiThatSays(run), repository, 8)).toMatchObject({ id: 8, fromFork: true })
  await expect(readTriggeringRun(apiThatSays(run), repository, 7)).rejects.toThrow('unexpected answer: a run without')
})
