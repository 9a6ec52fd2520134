import { studentTCdf } from '../hypothesis-tests/student-t.ts'

/** A t statistic and what it says; both tests below ask whether a mean difference is zero. */
export interface TTest {
  readonly t: number
  readonly degreesOfFreedom: number
  /** Two-sided. */
  readonly p: number
}

/** NaN statistics (0/0: no difference, and none varies) have p = 1; infinite ones 0. */
export function tTest(t: number, degreesOfFreedom: number): TTest {
  if (Number.isNaN(t)) return { t: 0, degreesOfFreedom, p: 1 }
  const p = Number.isFinite(t) ? Math.min(1, 2 * studentTCdf(-Math.abs(t), degreesOfFreedom)) : 0
  return { t, degreesOfFreedom, p }
}
