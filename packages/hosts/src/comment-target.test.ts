import { readCommentTarget } from '@mlgate/core'
import { expect, test } from 'vitest'
import { recordEffects } from '../testing/index.ts'
import { detectHost } from './detect-host.ts'

const sha = 'a'.repeat(40)
const marker = '<!-- mlgate -->'

interface Kept {
  readonly id: number
  body: string
  readonly author: string
}

/** A forge that keeps comments under addresses, and notes what was asked of it. */
function forge(kind: 'github' | 'gitlab', answer: { status?: number } = {}) {
  const kept: Kept[] = [{ id: 1, body: `${marker} of a stranger`, author: 'mallory' }]
  const asked: string[] = []
  const json = (value: unknown, status = 200) =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })
  const shown = ({ id, body, author }: Kept) => ({
    id,
    body,
    html_url: `https://github.example/c/${id}`,
    system: false,
    user: { login: author },
    author: { id: author === 'me' ? 7 : 8 },
  })
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const method = init?.method ?? 'GET'
    if (url.pathname.endsWith('/graphql')) return json({ data: { viewer: { login: 'me' } } })
    if (url.pathname.endsWith('/user')) return json({ id: 7 })
    asked.push(`${method} ${url.pathname}`)
    if (answer.status !== undefined) return json({ message: 'no' }, answer.status)
    const body: unknown = JSON.parse(String(init?.body ?? '{}'))
    const text = typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : ''
    if (method === 'POST') kept.push({ id: kept.length + 1, body: text, author: 'me' })
    const found = kept.find(({ id }) => url.pathname.endsWith(`/${id}`))
    if ((method === 'PATCH' || method === 'PUT') && found !== undefined) found.body = text
    if (method !== 'GET') return json({})
    const discussions = url.pathname.endsWith('/discussions')
    return json(
      kept.map((comment) => (discussions ? { id: `d${comment.id}`, notes: [shown(comment)] } : shown(comment))),
    )
  }
  const env = {
    github: { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/m', GITHUB_TOKEN: 't', GITHUB_EVENT_NAME: 'push' },
    gitlab: {
      GITLAB_CI: 'true',
      CI_PROJECT_ID: '5',
      CI_PROJECT_URL: 'https://gitlab.example/acme/m',
      GITLAB_TOKEN: 't',
    },
  }
  const effects = recordEffects({ fetch })
  return { host: detectHost(env[kind], effects.deps), kept, asked }
}

test.each([
  ['github', `commit/${sha}`, `/repos/acme/m/commits/${sha}/comments`, 'PATCH /repos/acme/m/comments/2'],
  ['github', 'issue/12', '/repos/acme/m/issues/12/comments', 'PATCH /repos/acme/m/issues/comments/2'],
  ['gitlab', `commit/${sha}`, `/api/v4/projects/5/repository/commits/${sha}/discussions`, '/d2/notes/2'],
  ['gitlab', 'issue/12', '/api/v4/projects/5/issues/12/notes', 'PUT /api/v4/projects/5/issues/12/notes/2'],
] as const)('on %s the comment on %s is one, and only our own is changed', async (kind, written, list, updated) => {
  const { host, kept, asked } = forge(kind)
  const target = readCommentTarget(written)
  expect(await host.upsertComment(marker, () => `${marker} first`, target)).toMatchObject({ written: true })
  expect(await host.upsertComment(marker, () => `${marker} second`, target)).toMatchObject({
    written: true,
    url: expect.stringMatching(/2$/),
  })
  expect(kept.map(({ body }) => body)).toEqual([`${marker} of a stranger`, `${marker} second`])
  expect(asked.filter((call) => call.startsWith('POST'))).toEqual([`POST ${list}`])
  expect(asked.find((call) => /^(?:PATCH|PUT)/.test(call))).toContain(updated)
})

test.each([
  ['github', `commit/${sha}`, 'contents: write'],
  ['github', 'issue/12', 'issues: write'],
  ['gitlab', 'issue/12', 'scope `api`'],
] as const)(
  'on %s a comment on %s that is not allowed names the right that is missing',
  async (kind, written, right) => {
    const { host } = forge(kind, { status: 403 })
    expect(await host.upsertComment(marker, () => marker, readCommentTarget(written))).toEqual({
      written: false,
      reason: expect.stringContaining(right),
    })
  },
)

test('a change is still the target where nothing else is said', async () => {
  const { host } = forge('github')
  expect(await host.upsertComment(marker, () => marker)).toMatchObject({ written: false })
})
