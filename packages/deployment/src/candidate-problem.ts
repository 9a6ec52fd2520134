/** Why a version cannot serve; the predecessor then stays. Never thrown out of a target. */
export class CandidateProblem extends Error {
  override readonly name = 'CandidateProblem'
}
