import type { OverrideSearch } from '@mlgate/core'

/** How far a comment may lie from the label that it gives the reason for. */
const reasonWindowMs = 24 * 60 * 60_000

/** Somebody as a forge knows them; names may be changed, ids not. */
export interface Person {
  readonly id: number
  readonly name: string
}

/** The newest time that the label was set, when nobody took it off since. */
export interface Labelling {
  readonly by: Person
  /** An app, a bot or somebody through one: nobody decided. */
  readonly automatic: boolean
  readonly at: string
}

export interface Comment {
  readonly by: number
  readonly at: string
  /** Whether it was changed after it was written; others than its author may do that. */
  readonly edited: boolean
  readonly body: string
  readonly url: string
}

/** What a forge tells about a change that has the label. */
export interface OverrideFacts {
  readonly label: string
  readonly change: number
  /** The commit that is proposed, or was. */
  readonly head: string
  /** When that commit became the head, by the forge's clock; undefined when the forge cannot tell. */
  readonly headSince: string | undefined
  /** Who opened the change, and who made or pushed its head, as far as the forge knows them. */
  readonly authors: readonly Person[]
  readonly labelling: Labelling | undefined
  /** What the person may do, in words, and whether that is to write. */
  readonly right: { readonly name: string; readonly mayWrite: boolean }
  readonly comments: readonly Comment[]
}

/**
 * Whether all conditions of an override hold: the label was set last, and not taken off, by a person who may write, is
 * no author of the change, did it after the head was pushed, and wrote a comment that gives the reason within a day of it,
 * also after the head was pushed and not edited since. Of several such comments the one nearest to the label counts.
 */
export function judgeOverride(facts: OverrideFacts): OverrideSearch {
  const { label, change, head, headSince, labelling, authors, right } = facts
  const refused = (because: string): OverrideSearch => ({ state: 'refused', because })
  if (labelling === undefined) return refused('The forge tells of nobody who set the label and left it on.')
  const { by, at } = labelling
  if (labelling.automatic) return refused(`${by.name} set the label, which is no person or went through an app.`)
  if (authors.some(({ id }) => id === by.id)) return refused(`${by.name} set the label and is an author of the change.`)
  if (!right.mayWrite) return refused(`${by.name} set the label and may not write here (${right.name}).`)
  const [labelled, pushed] = [Date.parse(at), Date.parse(headSince ?? '')]
  if (Number.isNaN(pushed)) return refused(`The forge does not tell when ${head.slice(0, 7)} was pushed.`)
  if (!(labelled >= pushed)) {
    return refused(
      `The label was set at ${at}, before ${head.slice(0, 7)} was pushed at ${headSince}: it was for another commit.`,
    )
  }
  const distance = (comment: Comment) => Math.abs(Date.parse(comment.at) - labelled)
  const theirs = facts.comments.filter((comment) => comment.by === by.id)
  const [reason] = theirs
    .filter((comment) => !comment.edited && comment.body.trim() !== '')
    .filter((comment) => Date.parse(comment.at) >= pushed && distance(comment) <= reasonWindowMs)
    .toSorted((one, other) => distance(one) - distance(other))
  if (reason === undefined) {
    const edited = theirs.some((comment) => comment.edited) ? '; one that was edited does not count' : ''
    return refused(
      `${by.name} set the label and gave no reason in a comment, within a day of it and after ${head.slice(0, 7)} was pushed${edited}.`,
    )
  }
  const { body, url } = reason
  return { state: 'granted', override: { by: by.name, label, reason: body.trim(), url, head, at, change } }
}
