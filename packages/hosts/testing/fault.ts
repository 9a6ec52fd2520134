/** What a server can be told to do instead of answering. */
export type Fault =
  /** An answer of the test's own making; it is not checked against the description. */
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The request is carried out and answered, after that time. */
  | { readonly afterMs: number }
  /** There never is an answer, and nothing is carried out. */
  | 'hang'
  /** The connection closes before anything is carried out. */
  | 'drop'
  /** The request is carried out, and the connection closes before its answer. */
  | 'lose the answer'
  /** The request is carried out, and the connection closes in the middle of its answer. */
  | 'cut off'

/** GitHub's answer when the hour's requests are used up. */
export function usedUpUntil(reset: Date): Fault {
  const seconds = String(Math.ceil(reset.getTime() / 1000))
  return {
    status: 403,
    body: { message: 'API rate limit exceeded for installation.', documentation_url: 'https://docs.github.com/rest' },
    headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': seconds },
  }
}

/** GitHub's answer to too much at once. The hour's requests are not used up. */
export function tooManyAtOnce(retryAfterSeconds: number): Fault {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return {
    status: 403,
    body: { message, documentation_url: 'https://docs.github.com/rest' },
    headers: { 'retry-after': String(retryAfterSeconds), 'x-ratelimit-remaining': '900' },
  }
}

/** GitLab's answer when too many requests came within a minute; it is plain text there. */
export function gitlabLimit(retryAfterSeconds: number): Fault {
  const reset = String(Math.ceil(Date.now() / 1000) + retryAfterSeconds)
  return {
    status: 429,
    body: 'Retry later\n',
    headers: {
      'content-type': 'text/plain',
      'retry-after': String(retryAfterSeconds),
      'ratelimit-remaining': '0',
      'ratelimit-reset': reset,
    },
  }
}
