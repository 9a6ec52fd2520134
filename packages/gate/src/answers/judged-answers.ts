import { answersOf } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'
import type { Answers } from './answers.ts'
import { shareClasses } from './shared-classes.ts'

/** Both models' answers beside the truth, classes coded alike. Throws ConfigurationError as `judge` does. */
export function judgedAnswers(input: JudgeInput): {
  readonly candidate: Answers
  readonly baseline: Answers | undefined
} {
  const candidate = answersOf(input, input.candidate, 'candidate')
  const baseline = input.baseline && answersOf(input, input.baseline, 'baseline')
  const [ours, theirs] = shareClasses([candidate, baseline])
  return { candidate: ours ?? candidate, baseline: theirs }
}
