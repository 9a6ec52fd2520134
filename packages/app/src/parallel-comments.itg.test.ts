import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Host } from '@mlgate/core'
import { detectHost } from '@mlgate/hosts'
import { recordEffects, seededChance, startGitHubServer, startGitLabServer } from '@mlgate/hosts/testing'
import { commentMarker, composeComment } from '@mlgate/reports'
import { expect, type TestContext, test } from 'vitest'

/** Jobs of a matrix that write one comment at the same time. */
const legs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((model) => `model-${model}`)

/** Milliseconds that a request may take to arrive, and its answer to come back. */
const slowestMs = 4
/** Requests that fail, in parts of all; half of the 502 were carried out all the same. */
const failing = { badGateway: 0.06, notFound: 0.02 }

/** A network that delays requests and answers, so that they overtake each other, and fails now and then. */
function unreliableFetch(seed: number): typeof globalThis.fetch {
  const chance = seededChance(seed)
  return async (input, init) => {
    const [before, after, luck] = [chance() * slowestMs, chance() * slowestMs, chance()]
    await delay(before)
    const method = init?.method ?? 'GET'
    const answer = (status: number) => new Response('{"message":"told to fail"}', { status })
    if (luck < failing.badGateway / 2) return answer(502)
    if (luck < failing.badGateway / 2 + failing.notFound && method !== 'GET' && method !== 'POST') return answer(404)
    const response = await fetch(input, init)
    await delay(after)
    if (luck > 1 - failing.badGateway / 2) {
      await response.body?.cancel()
      return answer(502)
    }
    return response
  }
}

/** What one job does: it puts its section into the comment. */
async function writeSection(host: Host, model: string, round: number): Promise<string | undefined> {
  const said = `### ${model}\n\nround ${round}`
  const section = { key: `${model}/evaluate-gate`, verdict: 'pass' as const, markdown: said, shortMarkdown: said }
  const run = { workflow: 'ml.yml', runId: `${round}-1` }
  const written = await host.upsertComment(commentMarker, (present) =>
    composeComment(present, [section], { marker: commentMarker, limit: host.commentLimit, run }),
  )
  return written.written ? undefined : `${model}: ${written.reason}`
}

/** The sections of a comment, as a reader sees them. */
const sectionsIn = (body = ''): readonly string[] =>
  [...body.matchAll(/^### (\S+)\n\n(round \d+)$/gm)].map(([, model, round]) => `${model} ${round}`)

/** Rounds in which all jobs begin at once; each must leave exactly its own sections in exactly one comment. */
async function race(rounds: readonly number[], comments: () => readonly string[], hostOf: (leg: number) => Host) {
  for (const round of rounds) {
    const refused = await Promise.all(legs.map((model, leg) => writeSection(hostOf(leg), model, round)))
    expect(refused.filter((reason) => reason !== undefined)).toEqual([])
    const found = comments()
    expect(found).toHaveLength(1)
    expect(sectionsIn(found[0])).toEqual(legs.map((model) => `${model} round ${round}`))
  }
}

async function temporaryFolder({ onTestFinished }: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-race-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const patience = { settleMs: 4 * slowestMs, retries: 8, retryBaseMs: 1, answerSeconds: 10 }

async function gitHub(context: TestContext) {
  const server = await startGitHubServer({ repository: 'acme/flights', comments: 5 })
  const path = join(await temporaryFolder(context), 'event.json')
  const end = { ref: 'main', sha: 'b'.repeat(40), repo: { id: 5 } }
  await writeFile(path, JSON.stringify({ pull_request: { number: 1, base: end, head: end } }))
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'acme/flights',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path,
    GITHUB_TOKEN: server.state.token,
  }
  return {
    hostOf: (fetch: typeof globalThis.fetch) => detectHost(env, recordEffects({ fetch, patience }).deps),
    comments: () =>
      (server.state.comments.get(1) ?? []).map(({ body }) => body).filter((body) => body.startsWith(commentMarker)),
    writes: () => server.state.requests.filter(({ method }) => method === 'PATCH').length,
  }
}

// Ten pull requests beside each other, five pushes each: fifty rounds.
test.concurrent.for([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'eight jobs that write one comment at the same time lose no section and leave no duplicate (pull request %i)',
  async (seed, context) => {
    const forge = await gitHub(context)
    const networks = legs.map((_, leg) => unreliableFetch(seed * 100 + leg))
    await race([1, 2, 3, 4, 5], forge.comments, (leg) => forge.hostOf(networks[leg] ?? fetch))
    const before = forge.writes()
    await race([5], forge.comments, () => forge.hostOf(fetch))
    // What stands there already is not written again.
    expect(forge.writes()).toBe(before)
  },
)

test.concurrent('eight jobs that write one note on GitLab at the same time lose none either', async (context) => {
  const server = await startGitLabServer({ notes: 5 })
  const env = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: server.apiUrl,
    CI_PROJECT_ID: String(server.state.projectId),
    CI_PROJECT_URL: 'https://gitlab.example/acme/flights',
    CI_PROJECT_DIR: await temporaryFolder(context),
    CI_JOB_NAME: 'gate',
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_IID: '1',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: String(server.state.projectId),
    CI_COMMIT_SHA: 'c'.repeat(40),
    GITLAB_TOKEN: server.state.token,
  }
  const networks = legs.map((_, leg) => unreliableFetch(leg))
  const comments = () => server.state.notes.map(({ body }) => body).filter((body) => body.startsWith(commentMarker))
  await race([1, 2, 3, 4, 5], comments, (leg) =>
    detectHost(env, recordEffects({ fetch: networks[leg] ?? fetch, patience }).deps),
  )
})
