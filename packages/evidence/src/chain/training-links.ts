import { shortDigest } from '@mlgate/core'
import { provenanceType } from '../provenance-type.ts'
import type { ChainInput } from './chain-input.ts'
import { broken, type ChainLink, holding, unchecked } from './chain-link.ts'
import { digestOf, filesInWords, ProvenancePredicate, sameFiles, subjectsOf } from './predicates.ts'
import { type PresentedRecord, presentRecord } from './presented-record.ts'
import type { PresentedVerdict } from './verdict-links.ts'

export type PresentedTraining = PresentedRecord<ProvenancePredicate>

export interface TrainingChain {
  readonly links: readonly ChainLink[]
  /** Undefined when there is no record that the verdict vouches for. */
  readonly training: PresentedTraining | undefined
}

const handOver =
  'Run evaluate-gate with training-artifact-id and training-artifact-digest, and present that very record.'

/**
 * Training runs user code, beside which no key may lie, so its record is unsigned as a rule. It counts when the verdict
 * names its digest: then it is the record that evaluate-gate saw. One that is signed must be signed by a trusted key.
 */
export async function trainingLinks(
  cause: ChainLink,
  verdict: PresentedVerdict | undefined,
  input: ChainInput,
): Promise<TrainingChain> {
  const { records, trustedKeys, requirements } = input
  const content = records.training
  if (content === undefined && requirements.training === 'optional') return { links: [], training: undefined }
  const none = (link: ChainLink): TrainingChain => ({
    links: [link, unchecked('training-subject', link)],
    training: undefined,
  })
  if (content === undefined) {
    return none(broken('training', 'missing', 'No record of train-model was presented.', handOver))
  }
  const training = await presentRecord(
    content,
    { trustedKeys, unsigned: 'accept' },
    { predicateType: provenanceType, schema: ProvenancePredicate },
  )
  if ('problem' in training) {
    return none(broken('training', 'untrusted', `The training record ${training.problem}.`, handOver))
  }
  if (verdict === undefined) return none(unchecked('training', cause))
  const link = checkNamed(training, verdict)
  return link.state === 'holds' ? { links: [link, checkSubject(training, input)], training } : none(link)
}

function checkNamed({ digest, signer }: PresentedTraining, { predicate }: PresentedVerdict): ChainLink {
  const named = predicate.inputAttestations.map((attestation) => digestOf(attestation.digest))
  if (named.includes(digest)) {
    const signed = signer === undefined ? 'is not signed itself' : `is signed by ${signer}`
    return holding('training', `The verdict names the training record ${shortDigest(digest)}, which ${signed}.`)
  }
  if (named.length === 0) return broken('training', 'missing', 'The verdict names no training record.', handOver)
  return broken(
    'training',
    'about-other-bytes',
    `The verdict names the training record ${named.map(shortDigest).join(', ')}, not ${shortDigest(digest)}.`,
    handOver,
  )
}

function checkSubject({ statement }: PresentedTraining, { files }: ChainInput): ChainLink {
  const produced = subjectsOf(statement, 'model/')
  if (sameFiles(produced, files)) return holding('training-subject', `It produced ${filesInWords(files)}.`)
  return broken(
    'training-subject',
    'about-other-bytes',
    `The training produced ${filesInWords(produced)}, not ${filesInWords(files)}.`,
    'Judge and register the model of the same train-model run.',
  )
}
