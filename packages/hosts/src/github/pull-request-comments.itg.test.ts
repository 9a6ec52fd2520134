import { describe, expect, test } from 'vitest'
import type { GitHubJob, GitHubServer } from '../../testing/index.ts'
import { addComment, startGitHubJob } from '../../testing/index.ts'

const marker = '<!-- mlgate -->'

async function start(...given: Parameters<typeof startGitHubJob>): Promise<GitHubJob> {
  const job = await startGitHubJob(...given)
  return job
}

function bodies(server: GitHubServer): readonly string[] {
  return (server.state.comments.get(1) ?? []).filter(({ body }) => body.startsWith(marker)).map(({ body }) => body)
}

function writes({ state }: GitHubServer): number {
  return state.requests.filter(({ method }) => method === 'PATCH').length
}

const names = (body?: string): readonly string[] => body?.match(/\[\w+\]/g) ?? []
const sorted = (list: readonly string[]): string => [...new Set(list)].sort().join('')

describe('the one comment', () => {
  test('is found among 120 others on a later page and updated, not duplicated', async () => {
    const { host, server } = await start({ comments: 120 })
    const first = addComment(server.state, 1, server.state.viewer, `${marker}\nold`)
    const result = await host.upsertComment(marker, (present) => `${present?.split('\n')[0]}\nnew`)
    expect(result).toEqual({ written: true, url: first.html_url })
    expect(bodies(server)).toEqual([`${marker}\nnew`])
    expect(server.state.comments.get(1)).toHaveLength(121)
  })

  test('is created when there is none, and composed from nothing', async () => {
    const { host, server } = await start({ comments: 3 })
    const result = await host.upsertComment(marker, (present) => present ?? `${marker}\nfirst`)
    expect(result.written).toBe(true)
    expect(bodies(server)).toEqual([`${marker}\nfirst`])
  })

  test('is not written again when nothing changed', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, `${marker}\r\nsame  \n`)
    await host.upsertComment(marker, () => `${marker}\nsame`)
    expect(server.state.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual(['/graphql'])
  })

  test('of somebody who copied our marker stays untouched', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, 'mallory', `${marker}\nmine`)
    await host.upsertComment(marker, () => `${marker}\nours`)
    expect(bodies(server)).toEqual([`${marker}\nmine`, `${marker}\nours`])
  })

  test('quoted by ourselves in the middle of another comment is not taken for it', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, `> ${marker}`)
    await host.upsertComment(marker, () => `${marker}\nours`)
    expect(server.state.comments.get(1)).toHaveLength(2)
  })

  test('takes what its duplicates hold into the oldest before they are removed', async () => {
    const { host, server } = await start()
    const oldest = addComment(server.state, 1, server.state.viewer, `${marker}[old]`)
    addComment(server.state, 1, server.state.viewer, `${marker}[stray]`)
    const result = await host.upsertComment(marker, (present) => marker + sorted([...names(present), '[new]']))
    expect(result).toEqual({ written: true, url: oldest.html_url })
    expect(bodies(server)).toEqual([`${marker}[new][old][stray]`])
  })

  test('is read again before it is written again, when writing failed', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, marker)
    server.state.fault = ({ method }) => (method === 'PATCH' && writes(server) === 1 ? { status: 502 } : undefined)
    expect(await host.upsertComment(marker, () => `${marker}\nnew`)).toMatchObject({ written: true })
    expect(bodies(server)).toEqual([`${marker}\nnew`])
    expect(writes(server)).toBe(2)
  })

  test('is an outage when it cannot be written again and again', async () => {
    const { host, server } = await start()
    server.state.fault = ({ method, path }) => (method === 'POST' && path !== '/graphql' ? { status: 502 } : undefined)
    await expect(host.upsertComment(marker, () => marker)).rejects.toThrow(/writing the comment failed \(HTTP 502/)
  })

  test('swallows duplicates: the oldest stays', async () => {
    const { host, server } = await start()
    const oldest = addComment(server.state, 1, server.state.viewer, `${marker}\n1`)
    addComment(server.state, 1, server.state.viewer, `${marker}\n2`)
    const result = await host.upsertComment(marker, () => `${marker}\nnew`)
    expect(result).toEqual({ written: true, url: oldest.html_url })
    expect(bodies(server)).toEqual([`${marker}\nnew`])
  })

  test('keeps the sections of parallel jobs, though one overwrote the other', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, marker)
    let stolen = false
    server.state.fault = ({ method, path }) => {
      // Between our write and our reading back, another job writes what it composed from the old body.
      if (method === 'GET' && path.includes('/comments') && bodies(server)[0]?.includes('[ours]') && !stolen) {
        stolen = true
        const list = server.state.comments.get(1)
        if (list?.[0]) list[0] = { ...list[0], body: `${marker}[theirs]` }
      }
      return undefined
    }
    const add = (present = '') => (present.includes('[ours]') ? present : `${present}[ours]`)
    expect(await host.upsertComment(marker, add)).toMatchObject({ written: true })
    expect(stolen).toBe(true)
    expect(bodies(server)).toEqual([`${marker}[theirs][ours]`])
  })

  test('gives up when other jobs never stop changing it', async () => {
    const { host, server } = await start()
    let round = 0
    const result = await host.upsertComment(marker, () => `${marker}${round++}`)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('Other jobs kept changing') })
    expect(bodies(server)).toHaveLength(1)
  })

  test('without its marker is a bug, not a new comment each time', async () => {
    const { host, server } = await start()
    await expect(host.upsertComment(marker, () => 'no marker')).rejects.toThrow(/does not begin with its marker/)
    expect(server.state.comments.get(1)).toBeUndefined()
  })

  test('is one even when two jobs begin it at the same time', async () => {
    const { host, other, server } = await start()
    const section = (name: string) => (present?: string) => marker + sorted([...names(present), name])
    const results = await Promise.all([
      host.upsertComment(marker, section('[a]')),
      other().upsertComment(marker, section('[b]')),
    ])
    expect(results.map(({ written }) => written)).toEqual([true, true])
    expect(bodies(server)).toHaveLength(1)
    expect(bodies(server)[0]).toContain('[a]')
    expect(bodies(server)[0]).toContain('[b]')
  }, 30_000)

  test('is not written with a read-only token; the reason names the permission', async () => {
    const { host } = await start({ permissions: { 'pull-requests': 'read' } })
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('pull-requests: write') })
  })

  test('is not written from a fork; the reason says what can be done', async () => {
    const { host } = await start({ permissions: { 'pull-requests': 'read' } }, { fork: true })
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('workflow_run') })
  })

  test('that is too long is not sent', async () => {
    const { host, server } = await start()
    const result = await host.upsertComment(marker, () => marker + 'x'.repeat(65_536))
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('65536 are allowed') })
    expect(server.state.requests.some(({ method, path }) => method === 'POST' && path !== '/graphql')).toBe(false)
  })

  test('fails as an outage, not as a missing permission, when the rate limit is used up', async () => {
    const { host, server } = await start()
    const reset = String(Math.floor(Date.now() / 1000) + 3000)
    server.state.fault = () => ({
      status: 403,
      body: { message: 'API rate limit exceeded' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    })
    await expect(host.upsertComment(marker, () => marker)).rejects.toThrow(/rate limit is used up/)
  })
})
