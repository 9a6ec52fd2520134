/** What a step concluded. `error` means that no judgement was possible; it is never a pass. */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'error'

/** From best to worst: what a whole is worth when its parts are worth this. */
const severity: Readonly<Record<Verdict, number>> = { pass: 0, inconclusive: 1, fail: 2, error: 3 }

/**
 * The verdict of a whole made of parts: its worst part. Judging nothing is an `error`, never a pass.
 */
export function worstVerdict(parts: Iterable<Verdict>): Verdict {
  let worst: Verdict | undefined
  for (const part of parts) {
    if (worst === undefined || severity[part] > severity[worst]) worst = part
  }
  return worst ?? 'error'
}

/**
 * Process exit codes: the contract with every CI system. A bug of ours has a code of its own (EX_SOFTWARE of
 * sysexits.h), because 1, which Node would use, says that the gate failed. Each kind of failure is named here.
 */
export const exitCodes = {
  pass: 0,
  fail: 1,
  configuration: 2,
  refusal: 2,
  infrastructure: 3,
  integrity: 3,
  inconclusive: 4,
  bug: 70,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
