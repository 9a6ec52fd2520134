import { expect, test } from 'vitest'
import { examineToken } from './examine-token.ts'

const now = () => new Date('2026-01-01T00:00:00Z')

/** A forge that answers by path, and what it was asked with. */
function forge(answers: Readonly<Record<string, () => Response>>) {
  const asked: { readonly path: string; readonly headers: Headers }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input))
    asked.push({ path: pathname + search, headers: new Headers(init?.headers) })
    const answer = Object.entries(answers).find(([path]) => pathname.startsWith(path))?.[1]
    if (answer === undefined)
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED with s3cret') })
    return answer()
  }
  return { asked, deps: { fetch, now } }
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { date: 'Thu, 01 Jan 2026 00:00:00 GMT', ...headers } })

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_API_URL: 'https://api.example',
  GITHUB_REPOSITORY: 'acme/flights',
  GITHUB_TOKEN: 's3cret',
}

const states = (examined: Awaited<ReturnType<typeof examineToken>>) => examined.rights.map(({ state }) => state)

test("a job's token reads, and whether it may comment shows only in writing", async () => {
  const { asked, deps } = forge({ '/repos/acme/flights': json([]) })
  const examined = await examineToken(github, deps)
  expect(states(examined)).toEqual(['has', 'has', 'unknown'])
  expect(examined).toMatchObject({ forge: 'github', tokenFrom: 'GITHUB_TOKEN', skewSeconds: 0 })
  expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer s3cret', 'Bearer s3cret'])
})

test('a token that may not read the runs is told with the permission that GitHub wants', async () => {
  const { deps } = forge({
    '/repos/acme/flights/actions': json({}, 403, { 'x-accepted-github-permissions': 'actions=read' }),
    '/repos/acme/flights': json([]),
  })
  const { rights } = await examineToken(github, deps)
  expect(rights[1]).toMatchObject({
    state: 'lacks',
    found: 'answered 403, wants actions=read',
    remedy: 'give the token actions: read',
  })
})

test.each([
  ['repo, gist', 'has'],
  ['gist', 'lacks'],
])('of a classic token with the scopes %s it is known', async (scopes, state) => {
  const { deps } = forge({ '/repos/acme/flights': json([], 200, { 'x-oauth-scopes': scopes }) })
  expect(states(await examineToken(github, deps))[2]).toBe(state)
})

test('a forge that does not answer is unreachable, and its error does not show the token', async () => {
  const examined = await examineToken(github, forge({}).deps)
  expect(examined.unreachable).toContain('ECONNREFUSED')
  expect(JSON.stringify(examined)).not.toContain('s3cret')
})

test('a server error is no proof that a right is missing', async () => {
  const { deps } = forge({ '/repos/acme/flights': json({}, 502) })
  expect(states(await examineToken(github, deps))).toEqual(['unknown', 'unknown', 'unknown'])
})

test('the token is not taken to where a forge redirects', async () => {
  const { asked, deps } = forge({
    '/repos': () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
  })
  await examineToken(github, deps)
  expect(asked.every(({ path }) => path.startsWith('/repos'))).toBe(true)
})

const gitlab = { GITLAB_CI: 'true', CI_API_V4_URL: 'https://gitlab.example/api/v4', CI_PROJECT_ID: '7' }

test("GitLab's job token cannot comment, and a project token can with the scope api", async () => {
  const { deps } = forge({
    '/api/v4/projects/7': json({}),
    '/api/v4/personal_access_tokens/self': json({ scopes: ['api'] }),
  })
  expect(states(await examineToken({ ...gitlab, CI_JOB_TOKEN: 'j' }, deps))).toEqual(['lacks'])
  expect(states(await examineToken({ ...gitlab, CI_JOB_TOKEN: 'j', GITLAB_TOKEN: 's3cret' }, deps))).toEqual([
    'has',
    'has',
  ])
})

test('clocks that differ are told in seconds', async () => {
  const { deps } = forge({ '/repos': json([], 200, { date: 'Thu, 01 Jan 2026 00:05:00 GMT' }) })
  expect((await examineToken(github, deps)).skewSeconds).toBe(-300)
})

test('outside a forge nobody is asked', async () => {
  const { asked, deps } = forge({})
  expect(await examineToken({}, deps)).toMatchObject({ forge: 'none' })
  expect(asked).toEqual([])
})
