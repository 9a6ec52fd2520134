import type { Host } from '@mlgate/core'
import { describe, expect, test, vi } from 'vitest'
import {
  addComment,
  addNote,
  type Fault,
  failNext,
  gitlabLimit,
  recordEffects,
  startGitHubJob,
  startGitLabServer,
  tooManyAtOnce,
  usedUpUntil,
} from '../testing/index.ts'
import { detectHost } from './detect-host.ts'

const marker = '<!-- mlgate -->'

/** A job's host, the forge behind it, and what is the same on both. */
interface Started {
  readonly host: Host
  readonly logged: readonly string[]
  /** Bodies of our comments, oldest first. */
  bodies(): readonly string[]
  /** Adds ours behind those of others. */
  begin(others: number): void
  fail(call: 'list' | 'create' | 'update', fault: Fault, times?: number): void
  /** How often a call came. */
  count(call: 'list' | 'create' | 'update'): number
}

async function onGitHub(): Promise<Started> {
  const { host, server, effects } = await startGitHubJob()
  const issues = '/repos/{owner}/{repo}/issues'
  const routes = {
    list: `GET ${issues}/{issue_number}/comments`,
    create: `POST ${issues}/{issue_number}/comments`,
    update: `PATCH ${issues}/comments/{comment_id}`,
  }
  const paths = { list: /^GET .*\/issues\/1\/comments/, create: /^POST .*\/issues\/1\/comments/, update: /^PATCH / }
  const { state } = server
  const bodies = () => (state.comments.get(1) ?? []).map(({ body }) => body).filter((body) => body.startsWith(marker))
  return {
    host,
    logged: effects.logged,
    bodies,
    begin: (others) => {
      for (let index = 0; index < others; index++) addComment(state, 1, 'octocat', `Comment ${index}`)
      addComment(state, 1, state.viewer, `${marker}\nold`)
    },
    fail: (call, fault, times) => failNext(state, routes[call], fault, times),
    count: (call) => state.requests.filter(({ method, path }) => paths[call].test(`${method} ${path}`)).length,
  }
}

async function onGitLab(): Promise<Started> {
  const server = await startGitLabServer()
  const { state } = server
  const effects = recordEffects()
  const variables = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: server.apiUrl,
    CI_PROJECT_ID: '7',
    CI_PROJECT_URL: 'https://gitlab.example/acme/flights',
    CI_COMMIT_SHA: 'c'.repeat(40),
    CI_MERGE_REQUEST_IID: '1',
    CI_MERGE_REQUEST_PROJECT_ID: '7',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    GITLAB_TOKEN: state.token,
  }
  const notes = '/projects/{id}/merge_requests/{merge_request_iid}/notes'
  const routes = { list: `GET ${notes}`, create: `POST ${notes}`, update: `PUT ${notes}/{note_id}` }
  const paths = { list: /^GET .*\/notes/, create: /^POST /, update: /^PUT / }
  return {
    host: detectHost(variables, effects.deps),
    logged: effects.logged,
    bodies: () => state.notes.map(({ body }) => body).filter((body) => body.startsWith(marker)),
    begin: (others) => {
      addNote(state, state.user, `${marker}\nold`)
      for (let index = 0; index < others; index++) addNote(state, { id: 1, username: 'alice' }, `Note ${index}`)
    },
    fail: (call, fault, times) => failNext(state, routes[call], fault, times),
    count: (call) => state.requests.filter(({ method, path }) => paths[call].test(`${method} ${path}`)).length,
  }
}

describe.each([
  ['GitHub', onGitHub, tooManyAtOnce],
  ['GitLab', onGitLab, gitlabLimit],
])('the comment on %s', (_, start, limit) => {
  const ours = `${marker}\nours`

  test.each(['lose the answer', 'cut off'] as const)(
    'of which the answer was lost (%s) is there once',
    async (fault) => {
      const forge = await start()
      forge.fail('create', fault)
      expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
      expect(forge.bodies()).toEqual([ours])
      expect(forge.count('create')).toBe(1)
    },
  )

  test('that never reached the forge is written by the second try', async () => {
    const forge = await start()
    forge.fail('create', 'drop')
    expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
    expect(forge.bodies()).toEqual([ours])
    expect(forge.count('create')).toBe(2)
  })

  test.each([500, 502, 503])('survives one answer %i to its update', async (status) => {
    const forge = await start()
    forge.begin(3)
    forge.fail('update', { status })
    expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
    expect(forge.bodies()).toEqual([ours])
  })

  test('is not written again when only the answer to its update was lost', async () => {
    const forge = await start()
    forge.begin(3)
    forge.fail('update', 'lose the answer')
    expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
    expect(forge.count('update')).toBe(1)
  })

  test.each(['cut off', 'drop', 'hang', { status: 502 }] as const)(
    'is found all the same when a page of the list fails (%s)',
    async (fault) => {
      const forge = await start()
      forge.begin(120)
      forge.fail('list', fault, 2)
      expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
      expect(forge.bodies()).toEqual([ours])
    },
  )

  test('waits for slow answers', async () => {
    const forge = await start()
    forge.fail('list', { afterMs: 300 }, 2)
    forge.fail('create', { afterMs: 300 })
    expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
    expect(forge.count('create')).toBe(1)
  })

  test('waits as long as the forge asks for, and says so', async () => {
    const forge = await start()
    forge.fail('create', limit(1))
    const began = performance.now()
    expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
    expect(performance.now() - began).toBeGreaterThanOrEqual(1000)
    expect(forge.bodies()).toEqual([ours])
    expect(forge.count('create')).toBe(2)
    expect(forge.logged.join('\n')).toMatch(/info: 127\.0\.0\.1:\d+ limits its rate; asking again in [12] s\./)
  })

  test('is an outage when the limit lasts longer than patience, and the forge is left alone', async () => {
    const forge = await start()
    forge.fail('create', limit(600), Number.POSITIVE_INFINITY)
    const words = /writing the (comment|note) failed .*The rate limit is used up until 20.* UTC; run the job again then/
    await expect(forge.host.upsertComment(marker, () => ours)).rejects.toThrow(words)
    expect(forge.count('create')).toBe(1)
  })

  test.each(['list', 'create'] as const)(
    'waits as long as a forge in trouble asks for, when it fails to %s, and writes once',
    async (call) => {
      const forge = await start()
      forge.fail(call, { status: 503, headers: { 'retry-after': '1' } })
      const began = performance.now()
      expect(await forge.host.upsertComment(marker, () => ours)).toMatchObject({ written: true })
      expect(performance.now() - began).toBeGreaterThanOrEqual(1000)
      expect(forge.bodies()).toEqual([ours])
      expect(forge.count('create')).toBe(call === 'create' ? 2 : 1)
      expect(forge.logged.join('\n')).toMatch(/info: 127\.0\.0\.1:\d+ is unavailable; going on in [12] s\./)
    },
  )

  test('is read anew after such a wait, since others may have written meanwhile', async () => {
    const forge = await start()
    forge.fail('create', { status: 503, headers: { 'retry-after': '1' } })
    const done = forge.host.upsertComment(marker, (present) => present ?? ours)
    await vi.waitFor(() => expect(forge.count('create')).toBe(1))
    forge.begin(0)
    expect(await done).toMatchObject({ written: true })
    expect(forge.bodies()).toEqual([`${marker}\nold`])
  })

  test('is an outage when a forge in trouble asks for more than patience', async () => {
    const forge = await start()
    forge.fail('create', { status: 503, headers: { 'retry-after': '600' } }, Number.POSITIVE_INFINITY)
    const words = /\(HTTP 503.*The server wants to be left alone until 20.* UTC; run the job again then/
    await expect(forge.host.upsertComment(marker, () => ours)).rejects.toThrow(words)
    expect(forge.count('create')).toBe(1)
  })

  test('that the forge takes for invalid is not tried again', async () => {
    const forge = await start()
    forge.fail('create', { status: 422, body: { message: 'Validation Failed' } }, Number.POSITIVE_INFINITY)
    const words = /writing the (comment|note) failed \(HTTP 422.*Validation Failed.*\)\. A retry will not help/
    await expect(forge.host.upsertComment(marker, () => ours)).rejects.toThrow(words)
    expect(forge.count('create')).toBe(1)
  })
})

test('a forge in trouble that keeps asking for time gets no more of it than patience has, over all tries', async () => {
  const forge = await onGitHub()
  forge.begin(0)
  forge.fail('list', { status: 503, headers: { 'retry-after': '2' } }, Number.POSITIVE_INFINITY)
  await expect(forge.host.upsertComment(marker, () => `${marker}\nours`)).rejects.toThrow('HTTP 503')
  expect(forge.logged.filter((line) => line.includes('is unavailable'))).toHaveLength(1)
})

test('GitHub’s used-up hour is waited for when it is nearly over', async () => {
  const forge = await onGitHub()
  forge.begin(0)
  forge.fail('list', usedUpUntil(new Date(Date.now() + 500)))
  expect(await forge.host.upsertComment(marker, () => `${marker}\nours`)).toMatchObject({ written: true })
})
