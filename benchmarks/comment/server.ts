// The tests' GitHub in a process of its own: pull request 1 with 250 comments of others, and a run with one report.
import { readFileSync } from 'node:fs'
import { makeRun, startGitHubServer, storeArtifact, watchServers } from '@mlgate/hosts/testing'

const others = 250
const run = 50
const [archive = ''] = process.argv.slice(2)

// The benchmark ends this process, and the server with it.
watchServers()
const server = await startGitHubServer({ repository: 'acme/flights', comments: others })
const { state } = server
state.runs.push(makeRun(state, { id: run }))
storeArtifact(state, { run, name: 'mlgate-m-evaluate-gate', bytes: readFileSync(archive) })

/** When the comment was written last, in milliseconds since 1970. */
let writtenMs: number | undefined
state.fault = ({ method, path }) => {
  if (method !== 'GET' && path.includes('/comments')) writtenMs = Date.now()
  return undefined
}

const ours = () => state.comments.get(1)?.find(({ user }) => user.login === state.viewer)

/** What the benchmark asks for. */
type Order =
  /** Puts another text into our comment, so that there is something to update, and forgets what was asked so far. */
  { readonly kind: 'outdate' } | { readonly kind: 'tell' }

process.on('message', ({ kind }: Order) => {
  const comment = ours()
  if (kind === 'outdate') {
    const list = state.comments.get(1) ?? []
    const outdated = list.map((one) =>
      one === comment ? { ...one, body: one.body.replace('> [!', '> outdated\n> [!') } : one,
    )
    state.comments.set(1, outdated)
    state.requests.length = 0
    writtenMs = undefined
    // The artifact of the step itself has the same name in every round, and its service refuses a second one.
    state.artifacts.splice(1)
  }
  process.send?.({
    body: comment?.body,
    writtenMs,
    requests: state.requests.map(({ method, path }) => `${method} ${path}`),
  })
})
process.send?.({ url: server.url, token: state.token, runtimeToken: server.runtimeToken(run) })
