import type { Annotation, CheckReport, CommentResult } from '@mlgate/core'
import { digestOfBytes, hexOf } from '@mlgate/core'
import { ApiFailure } from '../api-failure.ts'
import { count, text } from '../json-shape.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'

/** Characters that GitHub takes as the summary of a check run. */
const checkTextLimit = 65_535
/** Annotations in one request; further ones are added by updates. */
const perRequest = 50
/** Annotations of one check run: more than this nobody reads. */
const mostAnnotations = 200
/** Characters of an annotation's message (64 KB) and title. */
const messageLimit = 16_000
const titleLimit = 255

const permission = 'checks: write'

/**
 * Writes a check run on a commit. The conclusion is success or failure and never neutral or skipped, which would satisfy a
 * required check. A run of the same key is updated; but GitHub adds an update's annotations to those that are there, so one
 * that has annotations is followed by a new one of the same name, which takes its place on the page. One that says the
 * same already stays.
 */
export async function writeCheckRun(
  api: GitHubApi,
  repository: Repository,
  commit: string,
  report: CheckReport,
): Promise<CommentResult> {
  const [title, summary] = [cut(report.title, titleLimit), cut(report.summary, checkTextLimit)]
  const conclusion = report.passed ? 'success' : 'failure'
  const annotations = report.annotations.flatMap(annotationOf).slice(0, mostAnnotations)
  const present = await newestOf(api, repository, commit, report)
  // The list of check runs does not show their annotations: the reference tells whether they are the same.
  const reference = `${report.key}@${hexOf(digestOfBytes(JSON.stringify(annotations))).slice(0, 12)}`
  const same = present?.title === title && present.summary === summary && present.conclusion === conclusion
  if (present !== undefined && same && present.reference === reference) return { written: true, url: present.url }
  const content = {
    name: report.name,
    external_id: reference,
    status: 'completed',
    conclusion,
    ...(report.url === undefined ? {} : { details_url: report.url }),
    output: { title, summary, annotations: annotations.slice(0, perRequest) },
  }
  const purpose = { doing: 'writing the check run', permission }
  const answer =
    present === undefined || present.annotations > 0
      ? await api.call(purpose, 'POST /repos/{owner}/{repo}/check-runs', {
          ...repository,
          head_sha: commit,
          ...content,
        })
      : await addAnnotations(api, repository, present.id, content, annotations.length === 0 ? undefined : 0)
  const [id, url] = [count(answer, 'id'), text(answer, 'html_url')]
  if (id === undefined || url === undefined) throw api.unexpected(purpose, 'a check run without id')
  for (let from = perRequest; from < annotations.length; from += perRequest) {
    const more = { title, summary, annotations: annotations.slice(from, from + perRequest) }
    await addAnnotations(api, repository, id, { output: more }, from)
  }
  return { written: true, url }
}

/**
 * An update. GitHub adds its annotations to the `before` that are there, so one that failed is repeated only when what
 * the check run holds shows that it was not carried out; without annotations it may be repeated at will.
 */
async function addAnnotations(
  api: GitHubApi,
  repository: Repository,
  id: number,
  content: object,
  before: number | undefined,
): Promise<unknown> {
  const purpose = { doing: 'updating the check run', permission }
  const [route, parameters] = [
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    { ...repository, check_run_id: id, ...content },
  ]
  if (before === undefined) return api.call(purpose, route, parameters)
  try {
    return await api.callOnce(purpose, route, parameters)
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.retryable) throw error
    const reading = { doing: 'reading the check run', permission }
    const own = { ...repository, check_run_id: id }
    const present = await api.call(reading, 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}', own)
    const found = count(present, 'output', 'annotations_count')
    if (found === undefined) throw error
    return found > before ? present : api.callOnce(purpose, route, parameters)
  }
}

interface PresentRun {
  readonly id: number
  readonly url: string
  readonly reference: string
  readonly conclusion: string | undefined
  readonly title: string | undefined
  readonly summary: string | undefined
  readonly annotations: number
}

/** The newest run of that name and key that this token's own app made: another app's cannot be updated. */
async function newestOf(
  api: GitHubApi,
  repository: Repository,
  commit: string,
  { name, key }: CheckReport,
): Promise<PresentRun | undefined> {
  const purpose = { doing: 'listing the check runs', permission }
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
  const parameters = { ...repository, ref: commit, check_name: name, filter: 'all' }
  let newest: PresentRun | undefined
  for await (const item of api.pages(purpose, route, parameters, 'check_runs')) {
    const [id, url, annotations] = [
      count(item, 'id'),
      text(item, 'html_url'),
      count(item, 'output', 'annotations_count'),
    ]
    if (id === undefined || url === undefined) throw api.unexpected(purpose, 'a check run without id')
    const reference = text(item, 'external_id') ?? ''
    if (!reference.startsWith(`${key}@`) || text(item, 'app', 'slug') !== 'github-actions') continue
    if (newest !== undefined && newest.id > id) continue
    newest = {
      id,
      url,
      reference,
      conclusion: text(item, 'conclusion'),
      title: text(item, 'output', 'title'),
      summary: text(item, 'output', 'summary'),
      annotations: annotations ?? 0,
    }
  }
  return newest
}

const levels = { error: 'failure', warning: 'warning', notice: 'notice' } as const

/** GitHub takes only annotations on lines; the summary has the others. */
function annotationOf({ level, title, message, position }: Annotation): object[] {
  if (position === undefined) return []
  const { file: path, line, column } = position
  return [
    {
      path,
      start_line: line,
      end_line: line,
      start_column: column,
      end_column: column,
      annotation_level: levels[level],
      title: cut(title, titleLimit),
      message: cut(message, messageLimit),
    },
  ]
}

/** At most that many UTF-16 units, without half a character at the end. */
function cut(value: string, limit: number): string {
  return (value.length <= limit ? value : `${value.slice(0, limit - 1)}…`).toWellFormed()
}

/** Why a check run could not be written, when that is a matter of permission; undefined when it is an error. */
export function checkRefusal(error: unknown, fromFork: boolean): string | undefined {
  if (!(error instanceof ApiFailure) || error.retryable) return undefined
  if (error.status !== 403 && error.status !== 404) return undefined
  const advice = fromFork
    ? 'The token of a pull request from a fork can only read.'
    : `The job needs the permission \`${permission}\`.`
  return `${advice} (${error.message})`
}
