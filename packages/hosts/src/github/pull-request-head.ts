import { count, isObjectName, member, text } from '../json-shape.ts'

/** What a pull request proposes now, as the API tells it. Names in it are whoever's who opened it. */
export interface PullRequestHead {
  readonly number: number
  readonly open: boolean
  readonly commit: string
  readonly branch: string | undefined
  /** Undefined when that repository is gone. */
  readonly repository: number | undefined
  readonly targetBranch: string | undefined
}

/** Reads a pull request out of an answer; undefined when it is none. */
export function pullRequestHead(answer: unknown): PullRequestHead | undefined {
  const [number, commit, state] = [count(answer, 'number'), member(answer, 'head', 'sha'), text(answer, 'state')]
  if (number === undefined || number === 0 || !isObjectName(commit) || state === undefined) return undefined
  return {
    number,
    open: state === 'open',
    commit,
    branch: text(answer, 'head', 'ref'),
    repository: count(answer, 'head', 'repo', 'id'),
    targetBranch: text(answer, 'base', 'ref'),
  }
}

/** Says that a pull request is no longer at the commit that was judged. */
export function movedOn({ number, commit }: PullRequestHead, judged: string): string {
  return `The pull request ${number} has moved on to ${shortCommit(commit)}; these reports are of ${shortCommit(judged)}.`
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 7)
}
