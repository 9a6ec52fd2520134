import type { Replay } from './replay-folder.ts'
import { type Rescoring, scoreTolerance } from './rescore.ts'

/** What a replay came to, for people: the answer first, then what it rests on. `version` is that of this mlgate. */
export function replayText(replay: Replay, rescoring: Rescoring | undefined, version: string): string {
  const { model, verdict, differences, asRecorded, judgedBy } = replay
  const isSame = differences.length === 0
  const lines = [
    `${model}: ${isSame ? `${verdict}, the same, byte for byte` : `${verdict} as recorded, and not the same when replayed`}`,
    ...differences.map((difference) => `  ${difference}`),
    `  ${signatureText(replay)}`,
    ...(asRecorded.length === 0
      ? []
      : [
          `  Not recomputed, but taken as recorded: ${asRecorded.map((kind) => kind.replaceAll('_', ' ')).join(', ')}.`,
        ]),
    ...(rescoring === undefined ? [] : rescoringLines(rescoring)),
    ...(isSame || judgedBy === version
      ? []
      : [`  It was judged by mlgate ${judgedBy}, and this is ${version}: replay it with that one.`]),
  ]
  return `${lines.join('\n')}\n`
}

/** Whether everything that was asked agrees. */
export function isSame({ differences }: Replay, rescoring: Rescoring | undefined): boolean {
  const agrees = rescoring === undefined || (rescoring.isWithinTolerance && rescoring.verdict === rescoring.recorded)
  return differences.length === 0 && agrees
}

function signatureText({ isSigned, signer }: Replay): string {
  if (signer !== undefined) return `The record is signed by ${signer}, whom the policy here trusts.`
  return isSigned
    ? 'The record is signed; whose signature it is was not checked, because no trusted_keys are at hand.'
    : 'The record is not signed: whoever wrote it may have written all of it.'
}

function rescoringLines({ largestDeviation, of, isWithinTolerance, verdict, recorded }: Rescoring): string[] {
  const far = largestDeviation === 0 ? 'the same' : `at most ${largestDeviation.toExponential(1)} away (${of})`
  return [
    `  Scored again: scores are ${far}, ${isWithinTolerance ? 'within' : 'beyond'} the ${scoreTolerance.toExponential(0)} of single precision; the verdict is ${verdict}${verdict === recorded ? ', the same' : `, and was ${recorded}`}.`,
  ]
}
