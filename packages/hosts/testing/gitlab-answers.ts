import type { GitTreeEntry } from './git-repository.ts'
import type { Discussion, GitLabUser, Note, OverrideState, Pipeline, PipelineJob } from './gitlab-state.ts'

const project = 'https://gitlab.example/acme/flights'
const then = '2026-01-01T00:00:00.000Z'

/** Somebody, as other things name them. */
function authorAnswer({ id, username }: GitLabUser) {
  const [name, web_url] = [username, `https://gitlab.example/${username}`]
  return { id, username, name, state: 'active', avatar_url: null, web_url }
}

/** Somebody who was asked for. */
export function userAnswer(user: GitLabUser, known: { readonly name: string; readonly bot: boolean }) {
  return { ...authorAnswer(user), ...known, created_at: then, public_email: '' }
}

export function memberAnswer(user: GitLabUser, right: { readonly state: string; readonly access_level: number }) {
  return { ...authorAnswer(user), ...right, created_at: then, expires_at: null }
}

export function projectAnswer(id: number, defaultBranch: string) {
  return {
    id,
    name: 'flights',
    name_with_namespace: 'acme / flights',
    path: 'flights',
    path_with_namespace: 'acme/flights',
    default_branch: defaultBranch,
    visibility: 'private',
    created_at: then,
    web_url: project,
    ssh_url_to_repo: 'git@gitlab.example:acme/flights.git',
    http_url_to_repo: `${project}.git`,
  }
}

export function commitAnswer(id: string, maker: { readonly name: string; readonly email: string } = somebody) {
  return {
    id,
    short_id: id.slice(0, 8),
    title: 'made for a test',
    message: 'made for a test\n',
    created_at: then,
    parent_ids: [],
    author_name: maker.name,
    author_email: maker.email,
    authored_date: then,
    committer_name: maker.name,
    committer_email: maker.email,
    committed_date: then,
    web_url: `${project}/-/commit/${id}`,
  }
}

const somebody = { name: 'Somebody', email: 'a@b.invalid' }

export function branchAnswer(name: string, commit: string, isDefault: boolean) {
  return {
    name,
    merged: false,
    protected: isDefault,
    default: isDefault,
    developers_can_push: false,
    developers_can_merge: false,
    can_push: false,
    web_url: `${project}/-/tree/${name}`,
    commit: commitAnswer(commit),
  }
}

export function treeEntryAnswer({ mode, type, sha, path }: GitTreeEntry, folder: string) {
  return { id: sha, name: path, type, path: folder === '' ? path : `${folder}/${path}`, mode }
}

export function comparisonAnswer(to: string, isSame: boolean) {
  const diff = {
    diff: '@@ -1 +1 @@\n-a\n+b\n',
    new_path: 'changed',
    old_path: 'changed',
    a_mode: '100644',
    b_mode: '100644',
    new_file: false,
    renamed_file: false,
    deleted_file: false,
  }
  return {
    commit: isSame ? null : commitAnswer(to),
    commits: isSame ? [] : [commitAnswer(to)],
    diffs: isSame ? [] : [diff],
    compare_timeout: false,
    compare_same_ref: false,
    web_url: `${project}/-/compare`,
  }
}

/** What a note is on; commits have no number. */
interface Noteable {
  readonly type: 'MergeRequest' | 'Issue' | 'Commit'
  readonly iid: number | null
}

export function noteAnswer(projectId: number, { author, ...note }: Note, on: Noteable) {
  return {
    ...note,
    type: on.type === 'Commit' ? 'DiscussionNote' : null,
    attachment: null,
    author: authorAnswer(author),
    noteable_id: 11,
    noteable_type: on.type,
    noteable_iid: on.iid,
    project_id: projectId,
    resolvable: false,
    confidential: false,
    internal: false,
  }
}

export function discussionAnswer(projectId: number, { id, notes }: Discussion) {
  const on = { type: 'Commit', iid: null } as const
  return { id, individual_note: false, notes: notes.map((note) => noteAnswer(projectId, note, on)) }
}

export function labelEventAnswer({ user, label, ...event }: OverrideState['labelEvents'][number]) {
  return {
    ...event,
    user: authorAnswer(user),
    label: label && { id: 5, name: label.name, color: '#ffffff', description: null },
    resource_type: 'MergeRequest',
    resource_id: 11,
  }
}

export function versionAnswer(version: OverrideState['versions'][number]) {
  const base = 'b'.repeat(40)
  return {
    ...version,
    base_commit_sha: base,
    start_commit_sha: base,
    merge_request_id: 11,
    state: 'collected',
    real_size: '1',
  }
}

export function mergeRequestAnswer(projectId: number, request: NonNullable<OverrideState['request']>) {
  const isMerged = request.state === 'merged'
  return {
    id: 11,
    iid: 1,
    project_id: projectId,
    title: 'made for a test',
    description: null,
    state: request.state,
    created_at: then,
    updated_at: then,
    merged_at: isMerged ? then : null,
    target_branch: request.targetBranch,
    source_branch: 'topic',
    author: authorAnswer(request.author),
    source_project_id: projectId,
    target_project_id: projectId,
    labels: request.labels,
    draft: false,
    sha: request.sha,
    merge_commit_sha: request.mergeCommit,
    squash_commit_sha: null,
    web_url: `${project}/-/merge_requests/1`,
  }
}

/** A pipeline as it stands in lists. */
export function listedPipeline(projectId: number, { tag: _, ...pipeline }: Pipeline) {
  const web_url = `${project}/-/pipelines/${pipeline.id}`
  return {
    ...pipeline,
    iid: pipeline.id,
    project_id: projectId,
    name: null,
    web_url,
    created_at: then,
    updated_at: then,
  }
}

/** A pipeline that was asked for. */
export function pipelineAnswer(projectId: number, pipeline: Pipeline) {
  const user = authorAnswer({ id: 1, username: 'alice' })
  const more = { before_sha: '0'.repeat(40), tag: pipeline.tag, yaml_errors: null, user }
  return { ...listedPipeline(projectId, pipeline), ...more }
}

export function jobAnswer(projectId: number, { id, name, files, expiredAt }: PipelineJob, pipeline: Pipeline) {
  const archive = { filename: 'artifacts.zip', size: 1 }
  const { sha, ref, status } = pipeline
  return {
    id,
    status: 'success',
    stage: 'test',
    name,
    ref,
    tag: pipeline.tag,
    allow_failure: false,
    created_at: then,
    web_url: `${project}/-/jobs/${id}`,
    pipeline: { id: pipeline.id, project_id: projectId, ref, sha, status },
    ...(files === undefined ? {} : { artifacts_file: archive }),
    artifacts: files === undefined ? [] : [{ file_type: 'archive', file_format: 'zip', ...archive }],
    artifacts_expire_at: expiredAt ?? null,
  }
}
