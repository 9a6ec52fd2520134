import { ConfigurationError } from './errors.ts'

/** Where the comment is written: to the change under review, or to one commit or issue of the repository. */
export type CommentTarget =
  | { readonly kind: 'change' }
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'issue'; readonly number: number }

/** Reads `pr`, `commit/<SHA>` or `issue/<number>`, as CML writes them; `pr` when nothing is said. */
export function readCommentTarget(text: string | undefined): CommentTarget {
  const written = text?.trim() ?? ''
  if (written === '' || written === 'pr') return { kind: 'change' }
  const commit = /^commit\/([0-9a-f]{40}|[0-9a-f]{64})$/.exec(written)?.[1]
  if (commit !== undefined) return { kind: 'commit', commit }
  const number = /^issue\/([1-9][0-9]{0,9})$/.exec(written)?.[1]
  if (number !== undefined) return { kind: 'issue', number: Number(number) }
  throw new ConfigurationError(
    `Input comment-target is ${JSON.stringify(written.slice(0, 100))}; it takes pr, commit/<full SHA> or issue/<number>.`,
  )
}
