/** One thing that `npm run check` proves. */
export interface Check {
  /** A word or two; also chooses the check on the command line. */
  readonly name: string
  run(): Promise<Outcome>
}

export interface Outcome {
  readonly passed: boolean
  /** A few words when it passed; everything that helps when it failed. */
  readonly detail: string
}

/** The outcome of looking for problems: passed when there are none. */
export function outcomeOf(problems: readonly string[], detail: string): Outcome {
  return problems.length === 0 ? { passed: true, detail } : { passed: false, detail: problems.join('\n') }
}
