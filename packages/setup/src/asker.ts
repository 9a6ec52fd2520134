import { ConfigurationError } from '@mlgate/core'
import type { Choice } from './choice.ts'

/** Somebody who can be asked; rejects when the person ends the conversation. */
export interface Asker {
  select(question: Question & { readonly options: readonly Option[] }): Promise<string>
  /** Asks again until `check` has nothing to say against the answer. */
  text(question: Question & { readonly check: (answer: string) => string | undefined }): Promise<string>
  confirm(question: { readonly text: string; readonly initial: boolean }): Promise<boolean>
}

export interface Question {
  readonly text: string
  readonly initial: string | undefined
}

export interface Option {
  readonly value: string
  readonly hint?: string
}

/** An answer to be had: given by a flag, sure by itself, or from somebody who is asked. */
export interface Wanted {
  /** The flag that gives it, without dashes. */
  readonly flag: string
  /** What is asked: `Which column is predicted?` */
  readonly question: string
  readonly given: string | undefined
  readonly proposed: Choice<string> | undefined
  /** What is wrong with an answer; undefined when nothing is. */
  readonly check: (answer: string) => string | undefined
  /** All possible answers, when there are few. */
  readonly options?: readonly Option[]
}

/** More options than this are typed, not picked. */
const mostOptions = 30

/** The answer, with where it came from. Throws ConfigurationError that names the flag when there is nobody to ask. */
export async function settle(wanted: Wanted, asker: Asker | undefined): Promise<Choice<string>> {
  const { flag, given, proposed, check, question, options = [] } = wanted
  if (given !== undefined) {
    const wrong = check(given)
    if (wrong !== undefined) throw new ConfigurationError(`--${flag} ${JSON.stringify(given)}: ${wrong}`)
    return { value: given, sure: true, because: `given with --${flag}` }
  }
  const text = proposed === undefined ? question : `${question} (${proposed.because})`
  if (asker !== undefined) {
    const initial = proposed?.value
    const value =
      options.length > 0 && options.length <= mostOptions
        ? await asker.select({ text, initial, options })
        : await asker.text({ text, initial, check })
    return value === proposed?.value ? { ...proposed, sure: true } : { value, sure: true, because: 'as you answered' }
  }
  if (proposed?.sure === true) return proposed
  const guess =
    proposed === undefined ? 'Nothing tells' : `A guess is ${JSON.stringify(proposed.value)}: ${proposed.because}`
  throw new ConfigurationError(`${question} ${guess}. Say it with --${flag}.`)
}
