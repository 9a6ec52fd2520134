import { createHash, randomUUID } from 'node:crypto'
import type { GitHubState, StoredArtifact } from './github-state.ts'

/** Puts an artifact into the store as a job of that run would have. */
export function storeArtifact(
  state: GitHubState,
  artifact: { readonly run: number; readonly name: string; readonly bytes: Uint8Array } & Partial<StoredArtifact>,
): StoredArtifact {
  const { run, bytes, ...given } = artifact
  const stored: StoredArtifact = {
    id: state.nextId++,
    runBackendId: String(run),
    jobBackendId: 'job',
    createdAt: '2026-01-02T03:04:05Z',
    blob: `/devstoreaccount1/actions-results/${randomUUID()}.zip?sig=${randomUUID()}`,
    contentType: 'application/zip',
    bytes,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    expired: false,
    finalized: true,
    ...given,
  }
  state.artifacts.push(stored)
  return stored
}
