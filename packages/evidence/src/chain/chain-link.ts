/**
 * What became of one link of the chain.
 *
 * - `missing`: what it needs was not presented.
 * - `untrusted`: it is there, but nobody whom the policy trusts stands behind it.
 * - `about-other-bytes`: it speaks of other files, data or records than those presented.
 * - `not-passed`: it says that the model or its data did not pass.
 * - `stale`: it held once; the policy or the time has moved on.
 */
export type LinkState = 'holds' | 'missing' | 'untrusted' | 'about-other-bytes' | 'not-passed' | 'stale'

/** The links, in the order in which they are checked and shown, with their titles. */
export const linkTitles = {
  verdict: "the gate's verdict is signed",
  'verdict-subject': 'the verdict is about these bytes',
  'verdict-model': 'the verdict is about this model',
  'verdict-passed': 'the verdict is a pass, or was overridden where that counts',
  'verdict-event': 'the verdict was not made on a pull request',
  'verdict-policy': 'the policy is still the one that judged',
  'verdict-age': 'the verdict is recent enough',
  'verdict-scores': 'mlgate computed the scores',
  training: 'the verdict names this training record',
  'training-subject': 'the training produced these bytes',
  data: 'the data check is signed',
  'data-passed': 'the data passed',
  'training-data': 'the training used the data that passed',
  deployment: 'the deployment that must come before is signed',
  'deployment-subject': 'these bytes were deployed there',
  'deployment-model': 'they were deployed as this model',
  'deployment-environment': 'they were deployed to the required environment',
  'deployment-passed': 'they passed the smoke test there',
  'deployment-event': 'they were not deployed on a pull request',
  'deployment-policy': 'the policy is still the one they were deployed by',
  'deployment-age': 'the deployment is recent enough',
} as const

export type LinkName = keyof typeof linkTitles

export interface ChainLink {
  readonly name: LinkName
  readonly state: LinkState
  /** One sentence that says what was found. */
  readonly sentence: string
  /** What to do about it, as a sentence; undefined when the link holds, or when another link must be mended first. */
  readonly remedy: string | undefined
}

export function holding(name: LinkName, sentence: string): ChainLink {
  return { name, state: 'holds', sentence, remedy: undefined }
}

export function broken(
  name: LinkName,
  state: Exclude<LinkState, 'holds'>,
  sentence: string,
  remedy: string | undefined,
): ChainLink {
  return { name, state, sentence, remedy }
}

/** A link that cannot be looked at, because what it starts from is not there or not to be believed. */
export function unchecked(name: LinkName, cause: ChainLink): ChainLink {
  return {
    name,
    state: cause.state,
    sentence: `Not checked, because this does not hold: ${linkTitles[cause.name]}.`,
    remedy: undefined,
  }
}
