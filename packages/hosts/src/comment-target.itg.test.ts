import { readCommentTarget } from '@mlgate/core'
import { describe, expect, test } from 'vitest'
import {
  addComment,
  addCommitComment,
  addDiscussion,
  addNote,
  failNext,
  recordEffects,
  startGitHubJob,
  startGitLabServer,
} from '../testing/index.ts'
import { detectHost } from './detect-host.ts'

const marker = '<!-- mlgate -->'
const unknown = 'e'.repeat(40)
type Kind = 'commit' | 'issue'

/** A job of a push, its forge, and what is the same on both: there are the commit that was pushed, and issue 12. */
interface Started {
  readonly write: (body: string, target?: string) => ReturnType<ReturnType<typeof detectHost>['upsertComment']>
  /** Bodies of all comments on the target, oldest first. */
  readonly bodies: () => readonly string[]
  readonly comment: (by: 'ours' | 'other', body: string) => void
  readonly mayNotWrite: () => void
  readonly failList: (status: number) => void
  /** Writing requests that came. */
  readonly writes: () => readonly string[]
}

const countWrites = (requests: readonly { readonly method: string; readonly path: string }[]) =>
  requests
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/graphql'))
    .map(({ method, path }) => `${method} ${path}`)

async function onGitHub(kind: Kind): Promise<Started> {
  const { server, hostOf } = await startGitHubJob({ issues: [12] }, { event: 'push' })
  const { state } = server
  const sha = (await state.git.tip('main')) ?? ''
  const host = hostOf({ GITHUB_SHA: sha })
  const own = kind === 'commit' ? `commit/${sha}` : 'issue/12'
  const list = kind === 'commit' ? 'commits/{commit_sha}' : 'issues/{issue_number}'
  return {
    write: (body, target = own) => host.upsertComment(marker, () => body, readCommentTarget(target)),
    bodies: () => (kind === 'commit' ? state.commitComments : (state.comments.get(12) ?? [])).map(({ body }) => body),
    comment: (by, body) => {
      const login = by === 'ours' ? state.viewer : 'mallory'
      if (kind === 'commit') addCommitComment(state, sha, login, body)
      else addComment(state, 12, login, body)
    },
    mayNotWrite: () => {
      state.permissions = { ...state.permissions, contents: 'read', issues: 'read' }
    },
    failList: (status) => failNext(state, `GET /repos/{owner}/{repo}/${list}/comments`, { status }),
    writes: () => countWrites(state.requests),
  }
}

async function onGitLab(kind: Kind): Promise<Started> {
  const { apiUrl, state } = await startGitLabServer({ issues: [12] })
  const sha = (await state.git.tip('main')) ?? ''
  const variables = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: apiUrl,
    CI_PROJECT_ID: '7',
    CI_PROJECT_URL: 'https://gitlab.example/acme/flights',
    CI_COMMIT_SHA: sha,
    GITLAB_TOKEN: state.token,
  }
  const host = detectHost(variables, recordEffects().deps)
  const own = kind === 'commit' ? `commit/${sha}` : 'issue/12'
  const list = kind === 'commit' ? 'repository/commits/{commit_id}/discussions' : 'issues/{issue_iid}/notes'
  return {
    write: (body, target = own) => host.upsertComment(marker, () => body, readCommentTarget(target)),
    bodies: () =>
      (kind === 'commit'
        ? (state.discussions.get(sha) ?? []).flatMap(({ notes }) => notes)
        : (state.issueNotes.get(12) ?? [])
      ).map(({ body }) => body),
    comment: (by, body) => {
      const author = by === 'ours' ? state.user : { id: 1, username: 'mallory' }
      if (kind === 'commit') addDiscussion(state, sha, author, body)
      else addNote(state, author, body, undefined, state.issueNotes.get(12))
    },
    mayNotWrite: () => {
      state.mayWrite = false
    },
    failList: (status) => failNext(state, `GET /projects/{id}/${list}`, { status }),
    writes: () => countWrites(state.requests),
  }
}

const forges = [
  ['commit', 'GitHub', onGitHub, /\/commit\/[0-9a-f]{40}#commitcomment-\d+$/, '`contents: write`', /^(POST|PATCH) /],
  ['issue', 'GitHub', onGitHub, /\/issues\/12#issuecomment-\d+$/, '`issues: write`', /^(POST|PATCH) /],
  ['commit', 'GitLab', onGitLab, /\/-\/commit\/[0-9a-f]{40}#note_\d+$/, 'the scope `api`', /^(POST|PUT) /],
  ['issue', 'GitLab', onGitLab, /\/-\/issues\/12#note_\d+$/, 'the scope `api`', /^(POST|PUT) /],
] as const

describe.each(forges)('the comment on a %s of %s', (kind, _, start, address, right, verbs) => {
  test('is written once, and then updated', async () => {
    const forge = await start(kind)
    forge.comment('other', `${marker}\ncopied by a stranger`)
    expect(await forge.write(`${marker}\nfirst`)).toMatchObject({ written: true, url: expect.stringMatching(address) })
    expect(await forge.write(`${marker}\nsecond`)).toMatchObject({ written: true, url: expect.stringMatching(address) })
    expect(forge.bodies()).toEqual([`${marker}\ncopied by a stranger`, `${marker}\nsecond`])
    expect(forge.writes()).toEqual([expect.stringMatching(verbs), expect.stringMatching(verbs)])
  })

  test('is found over all pages', async () => {
    const forge = await start(kind)
    for (let index = 0; index < 120; index++) forge.comment('other', `Comment ${index}`)
    forge.comment('ours', `${marker}\nold`)
    for (let index = 0; index < 120; index++) forge.comment('other', `Comment ${index}`)
    expect(await forge.write(`${marker}\nnew`)).toMatchObject({ written: true })
    expect(forge.bodies()).toHaveLength(241)
    expect(forge.bodies()[120]).toBe(`${marker}\nnew`)
  })

  test('is not written when it says the same already', async () => {
    const forge = await start(kind)
    forge.comment('ours', `${marker}\nsame`)
    expect(await forge.write(`${marker}\nsame`)).toMatchObject({ written: true, url: expect.stringMatching(address) })
    expect(forge.writes()).toEqual([])
  })

  test('becomes one where two jobs had begun it', async () => {
    const forge = await start(kind)
    forge.comment('ours', `${marker}\none`)
    forge.comment('ours', `${marker}\nother`)
    expect(await forge.write(`${marker}\nboth`)).toMatchObject({ written: true })
    expect(forge.bodies()).toEqual([`${marker}\nboth`])
  })

  test('that the token may not write is named with the right that is missing', async () => {
    const forge = await start(kind)
    forge.mayNotWrite()
    const result = await forge.write(`${marker}\nours`)
    expect(result).toEqual({ written: false, reason: expect.stringContaining(right) })
    expect(forge.bodies()).toEqual([])
    // One word for it, not two that contradict each other.
    if (!result.written) expect(result.reason).not.toContain('pull-requests')
  })

  test('that the token may not see is named with the same right', async () => {
    const forge = await start(kind)
    forge.failList(404)
    expect(await forge.write(`${marker}\nours`)).toEqual({ written: false, reason: expect.stringContaining(right) })
  })

  test('is not invented where there is no such thing', async () => {
    const forge = await start(kind)
    const [target, words] =
      kind === 'commit'
        ? [`commit/${unknown}`, `Is there a commit ${unknown.slice(0, 12)}`]
        : ['issue/13', 'an issue 13']
    expect(await forge.write(`${marker}\nours`, target)).toEqual({
      written: false,
      reason: expect.stringContaining(words),
    })
  })

  test('is an outage when the forge is down', async () => {
    const forge = await start(kind)
    for (let attempt = 0; attempt < 3; attempt++) forge.failList(502)
    await expect(forge.write(`${marker}\nours`)).rejects.toThrow(/listing the .* failed \(HTTP 502/)
  })
})

test('a pull request of a fork cannot be helped by a permission', async () => {
  const { host, server } = await startGitHubJob({ permissions: { issues: 'read' }, issues: [12] }, { fork: true })
  expect(await host.upsertComment(marker, () => marker, readCommentTarget('issue/12'))).toEqual({
    written: false,
    reason: expect.stringContaining('The token of a pull request from a fork can only read'),
  })
  expect(server.state.comments.get(12)).toBeUndefined()
})

test('issues that are switched off are said so, and no error', async () => {
  const { host, server } = await startGitHubJob({ issues: [12] }, { event: 'push' })
  failNext(server.state, 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    status: 410,
    body: { message: 'Issues are disabled for this repo' },
  })
  expect(await host.upsertComment(marker, () => marker, readCommentTarget('issue/12'))).toEqual({
    written: false,
    reason: expect.stringContaining('Issues are disabled'),
  })
})

test('the change under review is the target where nothing else is said', async () => {
  const { host, server } = await startGitHubJob()
  expect(await host.upsertComment(marker, () => marker)).toMatchObject({ written: true })
  expect(server.state.comments.get(1)).toHaveLength(1)
})
