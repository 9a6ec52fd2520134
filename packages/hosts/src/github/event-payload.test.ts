import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOfPayload, isPullRequestEvent, readEventPayload } from './event-payload.ts'

const url = 'https://github.com/acme/flights'
const pull = {
  number: 12,
  html_url: 'javascript:alert(1)',
  base: { ref: 'release/1.x', repo: { id: 5 } },
  head: { ref: 'topic', sha: 'c'.repeat(40), repo: { id: 5 } },
}
const payload = (change: object) => ({ pull_request: { ...pull, ...change } })

describe('the pull request of an event', () => {
  test('is told by its number, target and head; its address is ours', () => {
    expect(changeOfPayload(payload({}), url)).toEqual({
      number: 12,
      url: 'https://github.com/acme/flights/pull/12',
      targetBranch: 'release/1.x',
      headCommit: 'c'.repeat(40),
      fromFork: false,
    })
  })

  test.each([
    ['another repository', { id: 6 }],
    ['a deleted repository', null],
    ['a repository without id', {}],
    ['a repository that claims its id as text', { id: '5' }],
  ])('from %s is from a fork', (_, repo) => {
    expect(changeOfPayload(payload({ head: { ...pull.head, repo } }), url).fromFork).toBe(true)
  })

  test.each([
    ['a number that is text', { number: '12' }],
    ['the number 0', { number: 0 }],
    ['a fraction as number', { number: 1.5 }],
    ['no base', { base: null }],
    ['a base without repository', { base: { ref: 'main' } }],
    ['a branch with a line break', { base: { ...pull.base, ref: 'main\n::error::' } }],
    ['a branch that leads elsewhere', { base: { ...pull.base, ref: '../../other' } }],
    ['a branch that is an option', { base: { ...pull.base, ref: '--upload-pack=x' } }],
    ['a commit that is none', { head: { ...pull.head, sha: 'HEAD' } }],
  ])('with %s is refused', (_, change) => {
    expect(() => changeOfPayload(payload(change), url)).toThrow(ConfigurationError)
  })

  test('that is any JSON whatever is a change or a refusal, never a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => changeOfPayload({ pull_request: value }, url)).toThrow(ConfigurationError)
      }),
    )
  })
})

test('merge groups, finished workflow runs and pushes carry no change', () => {
  const events = ['merge_group', 'workflow_run', 'push', 'issue_comment', 'pull_request', 'pull_request_target']
  expect(events.filter(isPullRequestEvent)).toEqual(['pull_request', 'pull_request_target'])
})

test('a payload file that is no JSON, or missing, is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-payload-'))
  try {
    await writeFile(join(folder, 'event.json'), '{')
    await expect(readEventPayload(join(folder, 'event.json'))).rejects.toThrow(/GITHUB_EVENT_PATH \(.*event\.json\)/)
    await expect(readEventPayload(join(folder, 'none.json'))).rejects.toThrow(ConfigurationError)
  } finally {
    await rm(folder, { recursive: true })
  }
})
