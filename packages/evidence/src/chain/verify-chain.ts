import type { Digest } from '@mlgate/core'
import type { ChainInput } from './chain-input.ts'
import type { ChainLink } from './chain-link.ts'
import { dataLinks } from './data-links.ts'
import { deploymentLinks } from './deployment-links.ts'
import { digestOf } from './predicates.ts'
import { trainingLinks } from './training-links.ts'
import { openVerdict, type PresentedVerdict, verdictLinks } from './verdict-links.ts'

/** What a trusted verdict says, for those who keep or show it. */
export interface VerdictFacts {
  /** Of the record's file. */
  readonly digest: Digest
  /** The trusted key that signed it; undefined when unsigned ones are accepted. */
  readonly signer: string | undefined
  /** When the gate judged: from the signed payload. */
  readonly timeVerified: Date
  /** The commit that was judged, where the forge told. */
  readonly commit: string | undefined
  readonly policyDigest: Digest
}

export interface EvidenceChain {
  /** True when every link holds. */
  readonly holds: boolean
  /** At least the verdict's. */
  readonly links: readonly ChainLink[]
  /** Undefined unless every link holds. */
  readonly verdict: VerdictFacts | undefined
}

/**
 * Whether the evidence presented shows that exactly these bytes passed: who says so, about what, by which policy, from
 * which training on which data, and in which environment before. Never throws for what was presented: a hostile record is a link that does not hold. The
 * links are all there whatever breaks first, so that one run tells everything.
 */
export async function verifyChain(input: ChainInput): Promise<EvidenceChain> {
  const { link, verdict } = await openVerdict(input)
  const { links: fromTraining, training } = await trainingLinks(link, verdict, input)
  const brokenTraining = fromTraining.find(({ state }) => state !== 'holds')
  const fromData = await dataLinks(brokenTraining, training, input)
  const links = [
    link,
    ...verdictLinks(link, verdict, input),
    ...fromTraining,
    ...fromData,
    ...(await deploymentLinks(input)),
  ]
  const holds = links.every(({ state }) => state === 'holds')
  return { holds, links, verdict: holds && verdict !== undefined ? factsOf(verdict) : undefined }
}

function factsOf({ predicate, digest, signer }: PresentedVerdict): VerdictFacts {
  return {
    digest,
    signer,
    timeVerified: new Date(predicate.timeVerified),
    commit: predicate.mlgate_evaluation.commit,
    policyDigest: digestOf(predicate.policy.digest),
  }
}
