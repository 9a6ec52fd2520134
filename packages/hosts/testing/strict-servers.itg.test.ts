import { describe, expect, test } from 'vitest'
import { count, items } from '../src/json-shape.ts'
import { accountOf, addComment, addNote, failNext, makePull, startGitHubServer, startGitLabServer } from './index.ts'
import { closeServers, openServers } from './open-servers.ts'

async function onGitHub(comments = 0) {
  const server = await startGitHubServer({ repository: 'acme/flights', comments })
  const headers = { authorization: `Bearer ${server.state.token}`, 'content-type': 'application/json' }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/repos/acme/flights${path}`, { headers, ...init })
  return { server, ask }
}

async function onGitLab(notes = 0) {
  const server = await startGitLabServer({ notes })
  const headers = { 'private-token': server.state.token, 'content-type': 'application/json' }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server.apiUrl}/projects/7${path}`, { headers, ...init })
  return { server, ask }
}

function post(body: object): RequestInit {
  return { method: 'POST', body: JSON.stringify(body) }
}

async function idsOf(answer: Response): Promise<readonly number[]> {
  return (items(await answer.json()) ?? []).map((one) => count(one, 'id') ?? Number.NaN)
}

describe('a request that the vendor does not describe', () => {
  test.each([
    ['a misspelt field of the body', '/issues/1/comments', post({ bodi: 'x' }), /required property 'body'/],
    ['a further field of the body', '/issues/1/comments', post({ body: 'x', pin: true }), /"additionalProperty":"pin"/],
    ['a query parameter of another name', '/issues/1/comments?pages=2', {}, /query parameter pages is not described/],
    ['a query parameter that is no number', '/issues/1/comments?page=two', {}, /query parameter page must be integer/],
    ['a word in the path that is no number', '/issues/one/comments', {}, /GET \/repos\/acme\/flights\/issues\/one/],
    ['a method that the path does not have', '/issues/1/comments', { method: 'PUT' }, /PUT .*comments/],
    ['a path that there is not', '/issue/1', {}, /GET .*\/issue\/1/],
  ])('fails the test that made it: %s, on GitHub', async (_, path, init, problem) => {
    const { server, ask } = await onGitHub()
    expect((await ask(path, init)).ok).toBe(false)
    await expect(server.close()).rejects.toThrow(problem)
  })

  test.each([
    ['a misspelt field of the body', '/merge_requests/1/notes', post({ note: 'x' }), /required property 'body'/],
    [
      'another order than there is',
      '/merge_requests/1/notes?sort=up',
      {},
      /query parameter sort must be equal to one of/,
    ],
    ['more on a page than there may be', '/merge_requests/1/notes?per_page=200', {}, /per_page must be <= 100/],
    ['a comparison with one side', '/repository/compare?from=a', {}, /query parameter to is missing/],
    ['one ref for a merge base', '/repository/merge_base?refs[]=a', {}, /must NOT have fewer than 2 items/],
  ])('fails the test that made it: %s, on GitLab', async (_, path, init, problem) => {
    const { server, ask } = await onGitLab()
    expect((await ask(path, init)).status).toBe(500)
    await expect(server.close()).rejects.toThrow(problem)
  })

  test('fails it also while the server is told to fail', async () => {
    const { server, ask } = await onGitHub()
    failNext(server.state, 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { status: 502 })
    await ask('/issues/1/comments', post({ text: 'x' }))
    await ask('/issues/1/comments', post({ body: 'x' }))
    await expect(server.close()).rejects.toThrow(/required property 'body'/)
  })
})

describe('an answer that the vendor does not describe fails the test', () => {
  test('on GitHub: a date that is none', async () => {
    const { server, ask } = await onGitHub()
    addComment(server.state, 1, 'octocat', 'x', 'yesterday')
    expect((await ask('/issues/1/comments')).status).toBe(500)
    await expect(server.close()).rejects.toThrow(
      /the answer to GET .*body\/0\/created_at must match format "date-time"/,
    )
  })

  test('on GitHub: an account that lacks what every account has', async () => {
    const { server, ask } = await onGitHub()
    const { node_id: _, ...account } = accountOf('octocat')
    const comment = addComment(server.state, 1, 'octocat', 'x')
    Object.assign(comment, { user: account })
    expect((await ask(`/issues/comments/${comment.id}`)).status).toBe(500)
    await expect(server.close()).rejects.toThrow(/required property 'node_id'/)
  })

  test('on GitHub: a field that no answer has', async () => {
    const { server, ask } = await onGitHub()
    Object.assign(addComment(server.state, 1, 'octocat', 'x'), { pinned: true })
    expect((await ask('/issues/1/comments')).status).toBe(500)
    await expect(server.close()).rejects.toThrow(/"additionalProperty":"pinned"/)
  })

  test('on GitLab: a number where there is a text', async () => {
    const { server, ask } = await onGitLab()
    Object.assign(addNote(server.state, { id: 1, username: 'alice' }, 'x'), { body: 5 })
    expect((await ask('/merge_requests/1/notes')).status).toBe(500)
    await expect(server.close()).rejects.toThrow(/body\/0\/body must be string/)
  })
})

test('GitHub’s pull request of a repository that is gone is described', async () => {
  const { server, ask } = await onGitHub()
  makePull(server.state, { author: 'octocat', head: 'c'.repeat(40), headRepository: null })
  expect(await (await ask('/pulls/1')).json()).toMatchObject({ number: 1, head: { repo: null } })
})

describe('a list comes page by page', () => {
  test('on GitHub 30 at a time, the oldest first, and its links lead on', async () => {
    const { ask } = await onGitHub(65)
    const first = await ask('/issues/1/comments')
    const ids = await idsOf(first)
    expect(ids).toHaveLength(30)
    expect(ids).toEqual(ids.toSorted((one, other) => one - other))
    const link = first.headers.get('link') ?? ''
    expect(link).toMatch(/<http:\/\/127\.0\.0\.1:\d+\/repos\/acme\/flights\/issues\/1\/comments\?page=2>; rel="next"/)
    expect(link).toMatch(/page=3>; rel="last"/)
    const last = await ask('/issues/1/comments?page=3')
    expect(await idsOf(last)).toHaveLength(5)
    expect(last.headers.get('link')).not.toContain('rel="next"')
    expect(await idsOf(await ask('/issues/1/comments?per_page=500'))).toHaveLength(65)
  })

  test('on GitLab 20 at a time, the newest first, and its headers lead on', async () => {
    const { ask } = await onGitLab(45)
    const first = await ask('/merge_requests/1/notes')
    const ids = await idsOf(first)
    expect(ids).toHaveLength(20)
    expect(ids).toEqual(ids.toSorted((one, other) => other - one))
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-page': '1',
      'x-next-page': '2',
      'x-prev-page': '',
      'x-per-page': '20',
      'x-total': '45',
      'x-total-pages': '3',
      link: expect.stringMatching(/notes\?page=2&per_page=20>; rel="next".*page=3&per_page=20>; rel="last"/),
    })
    const last = await ask('/merge_requests/1/notes?page=3&sort=asc')
    expect(await idsOf(last)).toHaveLength(5)
    expect(last.headers.get('x-next-page')).toBe('')
  })
})

describe('what the real one refuses is refused', () => {
  test('a body longer than GitHub takes: 422', async () => {
    const { ask } = await onGitHub()
    expect((await ask('/issues/1/comments', post({ body: 'x'.repeat(65_536) }))).status).toBe(201)
    const refused = await ask('/issues/1/comments', post({ body: 'x'.repeat(65_537) }))
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ errors: [{ message: expect.stringContaining('too long') }] })
  })

  test('a body longer than GitLab takes: 400', async () => {
    const { ask } = await onGitLab()
    expect((await ask('/merge_requests/1/notes', post({ body: 'x'.repeat(1_000_000) }))).status).toBe(201)
    expect((await ask('/merge_requests/1/notes', post({ body: 'x'.repeat(1_000_001) }))).status).toBe(400)
  })

  test('a token without the right, and one that is wrong: 403 and 401', async () => {
    const { server, ask } = await onGitHub()
    server.state.permissions['pull-requests'] = 'read'
    const refused = await ask('/issues/1/comments', post({ body: 'x' }))
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { message: 'Resource not accessible by integration' },
    ])
    expect((await ask('', { headers: { authorization: 'Bearer other' } })).status).toBe(401)
  })
})

describe('a failure that was announced', () => {
  const comments = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'

  test('and never came fails the test', async () => {
    const { server, ask } = await onGitHub()
    failNext(server.state, comments, { status: 502 }, 2)
    expect((await ask('/issues/1/comments')).status).toBe(502)
    await expect(server.close()).rejects.toThrow(/no request that was to fail: GET .*comments, 1 left/)
  })

  test('for every request needs one that came', async () => {
    const [some, none] = [await onGitHub(), await onGitHub()]
    for (const { server } of [some, none]) failNext(server.state, comments, { status: 502 }, Number.POSITIVE_INFINITY)
    expect((await some.ask('/issues/1/comments')).status).toBe(502)
    await some.server.close()
    await expect(none.server.close()).rejects.toThrow(/no request that was to fail/)
  })
})

describe('a server that a test opens', () => {
  let left: Awaited<ReturnType<typeof onGitHub>>

  test('need not be closed by it', async () => {
    left = await onGitHub()
    expect((await left.ask('/issues/1/comments')).status).toBe(200)
  })

  test('is closed when the next one begins', async () => {
    await expect(left.ask('/issues/1/comments')).rejects.toThrow('fetch failed')
  })

  test('complains when it is closed with others, as each of them would', async () => {
    const before = openServers()
    const [one, other] = [await onGitHub(), await onGitLab()]
    await one.ask('/nowhere')
    await other.ask('/nowhere')
    await expect(closeServers(before)).rejects.toMatchObject({
      errors: [
        { message: expect.stringContaining('/projects/7') },
        { message: expect.stringContaining('/repos/acme') },
      ],
    })
    expect(openServers()).toEqual(before)
  })
})
