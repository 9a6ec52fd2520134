import { readFile, stat } from 'node:fs/promises'
import type { Change } from '@mlgate/core'
import { ConfigurationError } from '@mlgate/core'
import { count, isBranchName, isObjectName, member, text } from '../json-shape.ts'

/** GitHub caps payloads at 25 MB. */
const payloadLimit = 25_000_000

/** The events that carry a pull request under review. A merge group or a finished workflow run is none. */
export function isPullRequestEvent(event: string): boolean {
  return event === 'pull_request' || event === 'pull_request_target'
}

/** Reads the file named by GITHUB_EVENT_PATH. Throws ConfigurationError when it is missing or no JSON. */
export async function readEventPayload(path: string): Promise<unknown> {
  try {
    if ((await stat(path)).size > payloadLimit) throw new Error(`larger than ${payloadLimit} bytes`)
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigurationError(`GITHUB_EVENT_PATH (${path}): cannot be read as JSON.`, { cause })
  }
}

/**
 * The pull request of a payload. Branch names and the like come from whoever opened it, so each field is checked, and
 * the address is put together from our own repository. A head repository that is deleted counts as a fork.
 */
export function changeOfPayload(payload: unknown, repositoryUrl: string): Change {
  const pull = member(payload, 'pull_request')
  const number = count(pull, 'number')
  if (number === undefined || number === 0) throw malformed('pull_request.number', 'a number')
  const targetBranch = text(pull, 'base', 'ref')
  if (!isBranchName(targetBranch)) throw malformed('pull_request.base.ref', 'a branch name')
  const headCommit = text(pull, 'head', 'sha')
  if (!isObjectName(headCommit)) throw malformed('pull_request.head.sha', 'a commit')
  const base = count(pull, 'base', 'repo', 'id')
  if (base === undefined) throw malformed('pull_request.base.repo.id', 'a number')
  return {
    number,
    url: `${repositoryUrl}/pull/${number}`,
    targetBranch,
    headCommit,
    fromFork: count(pull, 'head', 'repo', 'id') !== base,
  }
}

function malformed(field: string, expected: string): ConfigurationError {
  return new ConfigurationError(`The event's payload (GITHUB_EVENT_PATH): ${field} is not ${expected}.`)
}
