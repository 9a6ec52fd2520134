import { createHash, randomUUID } from 'node:crypto'
import { count, text } from '../src/json-shape.ts'
import type { GitHubState, StoredArtifact } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/**
 * The runner's artifact service: twirp calls with JSON bodies, and the blob store behind it, as `@actions/artifact`
 * and `@azure/storage-blob` use them.
 */
export function artifactServiceRoutes(state: GitHubState, url: () => string): readonly Route[] {
  const twirp = (method: string, handle: (call: Call) => void): Route => ({
    method: 'POST',
    described: false,
    pattern: new RegExp(`^/twirp/github\\.actions\\.results\\.api\\.v1\\.ArtifactService/${method}$`),
    handle: (exchange) => {
      const scope = scopeOf(exchange.headers.authorization)
      const request = exchange.json()
      if (scope === undefined) return refuse(exchange, 401, 'unauthenticated', 'invalid runtime token')
      if (text(request, 'workflow_run_backend_id') !== scope.run && method !== 'GetSignedArtifactURL') {
        return refuse(exchange, 403, 'permission_denied', 'the token is for another run')
      }
      handle({ exchange, request, scope })
    },
  })
  const named = ({ request, scope }: Call) =>
    state.artifacts.find((artifact) => artifact.runBackendId === scope.run && artifact.name === text(request, 'name'))
  return [
    twirp('CreateArtifact', (call) => {
      const name = text(call.request, 'name') ?? ''
      if (name === '' || /["<>|*?\r\n:\\/]/.test(name) || count(call.request, 'version') === undefined) {
        return refuse(call.exchange, 400, 'invalid_argument', 'name or version')
      }
      // Without a type it is an archive, as of clients before 6.2. The client tells the type of a page by its name.
      const contentType = text(call.request, 'mime_type') ?? 'application/zip'
      if (contentType !== 'application/zip' && !(contentType === 'text/html' && name.endsWith('.html'))) {
        return refuse(call.exchange, 400, 'invalid_argument', `mime_type ${contentType} of ${name}`)
      }
      if (named(call) !== undefined) {
        const message = 'an artifact with this name already exists on the workflow run'
        return refuse(call.exchange, 409, 'already_exists', message)
      }
      const blob = `/devstoreaccount1/actions-results/${randomUUID()}.zip?sig=${randomUUID()}`
      state.artifacts.push({
        id: state.nextId++,
        name,
        runBackendId: call.scope.run,
        jobBackendId: call.scope.job,
        createdAt: new Date().toISOString(),
        blob,
        contentType,
        bytes: new Uint8Array(),
        digest: '',
        expired: false,
        finalized: false,
      })
      call.exchange.answer(200, { ok: true, signed_upload_url: `${url()}${blob}` })
    }),
    twirp('FinalizeArtifact', (call) => {
      const artifact = named(call)
      if (artifact === undefined || artifact.finalized) return refuse(call.exchange, 404, 'not_found', 'no such upload')
      const digest = digestOf(artifact.bytes)
      if (text(call.request, 'size') !== String(artifact.bytes.byteLength) || text(call.request, 'hash') !== digest) {
        return refuse(call.exchange, 400, 'invalid_argument', 'size or hash differ from what was uploaded')
      }
      artifact.digest = digest
      artifact.finalized = true
      call.exchange.answer(200, { ok: true, artifact_id: String(artifact.id) })
    }),
    twirp('ListArtifacts', (call) => {
      const [id, name] = [text(call.request, 'id_filter'), text(call.request, 'name_filter')]
      const artifacts = state.artifacts
        .filter((artifact) => artifact.finalized && artifact.runBackendId === call.scope.run)
        .filter((artifact) => id === undefined || String(artifact.id) === id)
        .filter((artifact) => name === undefined || artifact.name === name)
        .map(listed)
      call.exchange.answer(200, { artifacts })
    }),
    twirp('GetSignedArtifactURL', (call) => {
      const artifact = named(call)
      if (artifact?.finalized !== true) return refuse(call.exchange, 404, 'not_found', 'artifact not found')
      call.exchange.answer(200, { name: artifact.name, signed_url: `${url()}${artifact.blob}` })
    }),
    twirp('DeleteArtifact', (call) => {
      const artifact = named(call)
      if (artifact === undefined) return refuse(call.exchange, 404, 'not_found', 'artifact not found')
      state.artifacts.splice(state.artifacts.indexOf(artifact), 1)
      call.exchange.answer(200, { ok: true, artifact_id: String(artifact.id) })
    }),
    { method: 'PUT', pattern: blobPath, described: false, handle: (exchange) => upload(state, exchange) },
    { method: 'GET', pattern: blobPath, described: false, handle: (exchange) => download(state, exchange) },
  ]
}

interface Scope {
  readonly run: string
  readonly job: string
}

interface Call {
  readonly exchange: Exchange
  readonly request: unknown
  readonly scope: Scope
}

const blobPath = /^\/devstoreaccount1\/actions-results\/[0-9a-f-]+\.zip$/

/** The token that a runner gives to actions; its scope names run and job. It is not signed: nobody here checks that. */
export function makeRuntimeToken(run: string, job: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ scp: `Actions.Results:${run}:${job}` })}.${part({})}`
}

function scopeOf(authorization: string | undefined): Scope | undefined {
  const payload = /^Bearer [\w-]+\.(?<payload>[\w-]+)\.[\w-]*$/.exec(authorization ?? '')?.groups?.payload
  try {
    const scopes = text(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')), 'scp')?.split(' ')
    const [, run, job] = scopes?.find((scope) => scope.startsWith('Actions.Results:'))?.split(':') ?? []
    return run === undefined || job === undefined ? undefined : { run, job }
  } catch {
    return undefined
  }
}

function refuse(exchange: Exchange, status: number, code: string, msg: string): void {
  exchange.answer(status, { code, msg })
}

function listed(artifact: StoredArtifact): object {
  return {
    workflow_run_backend_id: artifact.runBackendId,
    workflow_job_run_backend_id: artifact.jobBackendId,
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.bytes.byteLength),
    created_at: artifact.createdAt,
    digest: artifact.digest,
  }
}

/** Azure's block uploads: blocks by id, then the list of ids that makes the blob. */
function upload(state: GitHubState, exchange: Exchange): void {
  const artifact = artifactOfBlob(state, exchange)
  if (artifact === undefined || artifact.finalized) {
    azureError(exchange, 403, 'AuthenticationFailed')
    return
  }
  const blocks = state.blocks.get(artifact.blob) ?? new Map<string, Uint8Array>()
  state.blocks.set(artifact.blob, blocks)
  const query = exchange.url.searchParams
  const block = query.get('blockid')
  if (query.get('comp') === 'block' && block !== null) {
    blocks.set(block, exchange.body)
    exchange.empty(201, azureHeaders())
    return
  }
  if (query.get('comp') !== 'blocklist') {
    azureError(exchange, 400, 'InvalidQueryParameterValue')
    return
  }
  const xml = Buffer.from(exchange.body).toString('utf8')
  if (exchange.headers['x-ms-blob-content-type'] !== artifact.contentType) {
    azureError(exchange, 400, 'InvalidHeaderValue')
    return
  }
  const parts = [...xml.matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(([, id = '']) => blocks.get(id))
  if (parts.includes(undefined)) {
    azureError(exchange, 400, 'InvalidBlockList')
    return
  }
  artifact.bytes = Buffer.concat(parts.filter((part) => part !== undefined))
  state.blocks.delete(artifact.blob)
  exchange.empty(201, azureHeaders())
}

function download(state: GitHubState, exchange: Exchange): void {
  const artifact = artifactOfBlob(state, exchange)
  if (artifact === undefined) {
    azureError(exchange, 403, 'AuthenticationFailed')
    return
  }
  // The store is another host than the API: a token that arrives here has leaked.
  if (exchange.headers.authorization !== undefined) state.unexpected.push('a token sent to the blob store')
  const archive = artifact.contentType === 'application/zip'
  const disposition = archive ? `attachment; filename="${artifact.name}.zip"` : `inline; filename="${artifact.name}"`
  exchange.bytes(200, artifact.bytes, { 'content-type': artifact.contentType, 'content-disposition': disposition })
}

function artifactOfBlob(state: GitHubState, exchange: Exchange): StoredArtifact | undefined {
  const signed = `${exchange.url.pathname}?sig=${exchange.url.searchParams.get('sig')}`
  return state.artifacts.find(({ blob }) => blob === signed)
}

function azureError(exchange: Exchange, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  exchange.bytes(status, body, { 'content-type': 'application/xml', 'x-ms-error-code': code })
}

function azureHeaders(): Record<string, string> {
  return {
    etag: `"${randomUUID()}"`,
    'last-modified': new Date().toUTCString(),
    'x-ms-request-id': randomUUID(),
    'x-ms-version': '2025-05-05',
    'x-ms-request-server-encrypted': 'true',
  }
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
