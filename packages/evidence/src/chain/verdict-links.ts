import { shortDigest } from '@mlgate/core'
import { gateVerifierId, resourceUriOf, verificationSummaryType } from '../verification-summary.ts'
import type { ChainInput } from './chain-input.ts'
import { broken, type ChainLink, holding, type LinkName, unchecked } from './chain-link.ts'
import { ageProblem } from './evidence-age.ts'
import { digestOf, filesInWords, sameFiles, subjectsOf, VerdictPredicate } from './predicates.ts'
import { type PresentedRecord, presentRecord } from './presented-record.ts'
import { isUntrustedEvent } from './untrusted-event.ts'

export type PresentedVerdict = PresentedRecord<VerdictPredicate>

const rerunGate = 'Run evaluate-gate on these bytes, on the branch that deploys.'

/** The link that all others hang on: a verdict is there and somebody trusted signed it. */
export async function openVerdict(
  input: ChainInput,
): Promise<{ readonly link: ChainLink; readonly verdict: PresentedVerdict | undefined }> {
  const { records, trustedKeys, requirements } = input
  const content = records.verdict
  if (content === undefined) {
    const link = broken('verdict', 'missing', 'No verdict of evaluate-gate was presented.', rerunGate)
    return { link, verdict: undefined }
  }
  const verdict = await presentRecord(
    content,
    { trustedKeys, unsigned: requirements.unsigned },
    { predicateType: verificationSummaryType, schema: VerdictPredicate },
  )
  const problem = 'problem' in verdict ? verdict.problem : otherVerifier(verdict)
  if (problem !== undefined || 'problem' in verdict) {
    const remedy =
      'Run evaluate-gate with MLGATE_SIGNING_KEY, and put the public key of it under trusted_keys of the policy.'
    return { link: broken('verdict', 'untrusted', `The verdict ${problem}.`, remedy), verdict: undefined }
  }
  const sentence =
    verdict.signer === undefined
      ? 'The verdict is not signed, which is accepted here.'
      : `The verdict is signed by ${verdict.signer}.`
  return { link: holding('verdict', sentence), verdict }
}

/** A key may sign other summaries, too, which say nothing about a gate. */
function otherVerifier({ predicate }: PresentedVerdict): string | undefined {
  const { id } = predicate.verifier
  return id === gateVerifierId ? undefined : `was made by ${id}, not by evaluate-gate`
}

/** All that a verdict must say of these bytes. */
export function verdictLinks(cause: ChainLink, verdict: PresentedVerdict | undefined, input: ChainInput): ChainLink[] {
  const checks: readonly [LinkName, (verdict: PresentedVerdict, input: ChainInput) => ChainLink][] = [
    ['verdict-subject', checkSubject],
    ['verdict-model', checkModel],
    ['verdict-passed', checkPassed],
    ['verdict-event', checkEvent],
    ['verdict-policy', checkPolicy],
    ['verdict-age', checkAge],
    ['verdict-scores', checkScores],
  ]
  return checks.map(([name, check]) => (verdict === undefined ? unchecked(name, cause) : check(verdict, input)))
}

function checkSubject({ statement }: PresentedVerdict, { files }: ChainInput): ChainLink {
  const judged = subjectsOf(statement)
  if (sameFiles(judged, files)) return holding('verdict-subject', `It judged ${filesInWords(files)}.`)
  return broken(
    'verdict-subject',
    'about-other-bytes',
    `The verdict is about ${filesInWords(judged)}, not about ${filesInWords(files)}.`,
    rerunGate,
  )
}

function checkModel({ predicate }: PresentedVerdict, { requirements }: ChainInput): ChainLink {
  const { model, repository } = requirements
  const judged = predicate.mlgate_evaluation.model
  const expected = resourceUriOf(repository, model)
  // Outside a forge nobody knows the repository's name, and the verdict of a forge names one.
  const uriFits =
    predicate.resourceUri === expected || (repository === undefined && predicate.resourceUri.endsWith(`#${model}`))
  if (judged === model && uriFits) return holding('verdict-model', `It judged them as ${expected}.`)
  return broken(
    'verdict-model',
    'not-passed',
    `They passed as ${predicate.resourceUri} (${judged}), whose gate is not that of ${expected}.`,
    rerunGate,
  )
}

function checkPassed({ predicate }: PresentedVerdict, { requirements }: ChainInput): ChainLink {
  const { verificationResult, mlgate_evaluation } = predicate
  const { verdict, override } = mlgate_evaluation
  if (verificationResult === 'PASSED' && verdict === 'pass') return holding('verdict-passed', 'The verdict is PASSED.')
  const found = `The verdict is ${verificationResult} (${verdict})`
  const refused = (sentence: string, remedy: string) => broken('verdict-passed', 'not-passed', sentence, remedy)
  // Only what judged and found against the model can be overridden: an error judged nothing.
  const mayBe = verificationResult === 'FAILED' && (verdict === 'fail' || verdict === 'inconclusive')
  if (!mayBe || override === undefined) return refused(`${found}.`, 'Train a model that passes the gate.')
  const by = `${found}, overridden by ${override.by} with the label ${override.label}`
  if (requirements.overrideLabel === undefined) {
    return refused(`${by}, which does not count here.`, 'Only accept: pass_or_override of the policy lets that count.')
  }
  if (override.label !== requirements.overrideLabel) {
    return refused(`${by}; the policy's label is ${requirements.overrideLabel}.`, rerunGate)
  }
  return holding('verdict-passed', `${by}: ${shortened(override.reason)}`)
}

/** A reason is somebody's comment and may be long. */
function shortened(reason: string): string {
  return reason.length > 200 ? `${reason.slice(0, 200)}…` : reason
}

function checkEvent({ predicate }: PresentedVerdict): ChainLink {
  const { event } = predicate.mlgate_evaluation
  if (!isUntrustedEvent(event)) return holding('verdict-event', `It was made on ${event}.`)
  return broken(
    'verdict-event',
    'untrusted',
    `The verdict was made on ${event}: whoever opens a pull request writes its workflow, so its verdicts are for reading.`,
    'Run evaluate-gate on the branch that the pull request was merged into.',
  )
}

function checkPolicy({ predicate }: PresentedVerdict, { requirements }: ChainInput): ChainLink {
  const judgedBy = digestOf(predicate.policy.digest)
  const inForce = requirements.policyDigest
  // The gate scores as the judged commit says; what is served is understood as the policy says.
  const other = predicate.mlgate_evaluation.policyChanges?.find(({ path }) => /^candidate\b/.test(path))
  if (judgedBy === inForce && other !== undefined) {
    return broken(
      'verdict-policy',
      'stale',
      `The verdict was made at a commit where ${other.path} is not what the policy says.`,
      rerunGate,
    )
  }
  if (judgedBy === inForce) return holding('verdict-policy', `Policy ${shortDigest(inForce)} judged and is in force.`)
  return broken(
    'verdict-policy',
    'stale',
    `The verdict was made by the policy ${shortDigest(judgedBy)}; now ${shortDigest(inForce)} is in force.`,
    'Run evaluate-gate again, by the policy in force.',
  )
}

function checkAge({ predicate: { timeVerified } }: PresentedVerdict, { requirements }: ChainInput): ChainLink {
  const problem = ageProblem(timeVerified, requirements)
  if (problem === undefined) return holding('verdict-age', `It was made at ${timeVerified}.`)
  return broken('verdict-age', 'stale', `The verdict was made ${problem}.`, 'Run evaluate-gate again.')
}

function checkScores({ predicate }: PresentedVerdict, { requirements }: ChainInput): ChainLink {
  const { scoredBy } = predicate.mlgate_evaluation
  if (scoredBy === 'mlgate') return holding('verdict-scores', 'mlgate computed the scores from these bytes.')
  if (requirements.declaredScores === 'accept') {
    return holding('verdict-scores', 'The scores were handed in, which is accepted here.')
  }
  return broken(
    'verdict-scores',
    'untrusted',
    'The verdict rests on scores that were handed in, not on scores that mlgate computed.',
    'Give candidate.onnx, or let the policy accept declared scores: evidence.scores.',
  )
}
