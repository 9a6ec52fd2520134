import { type Block, type FailureKind, fold, paragraph, type Report, type SourcePosition } from '@mlgate/core'

/** What is known about a step that died before its report. */
export interface Failure {
  readonly model: string
  readonly step: string
  readonly kind: FailureKind
  /** One line, or a line for each mistake. */
  readonly message: string
  /** Where the first mistake stands. */
  readonly position?: SourcePosition
  /** Of a bug: shown folded, because only we can read it. */
  readonly stack?: string
  /** Blocks that the step had asked to keep. */
  readonly kept: readonly Block[]
}

const outcomes: Readonly<Record<FailureKind, string>> = {
  configuration: 'cannot run as configured',
  refusal: 'refused',
  infrastructure: 'could not be judged',
  integrity: 'found other bytes than were recorded',
  bug: 'stopped by a fault in mlgate',
}

/** Of a refusal the message itself says what to run. */
const advice: Readonly<Record<FailureKind, string | undefined>> = {
  configuration: 'Nothing was judged. Correct what is named above and run the step again.',
  refusal: undefined,
  infrastructure: 'Nothing was judged. This is an outage or a missing right, not a verdict on the change.',
  integrity:
    'Nothing was judged. It was changed or exchanged after it was recorded; running this step again does not help.',
  bug: 'Nothing was judged. Please report this with the stack below.',
}

/** `file:line:column`, with which the checker of documents begins each mistake. */
const placed = /^\S.{0,1000}?:\d+:\d+ /
/** Its last line when there are too many. */
const further = /^… and (\d+) more\.$/

/** The mistakes of a document, a line each; undefined for any other message, whose lines are one complaint. */
function mistakesOf(message: string): { readonly lines: readonly string[]; readonly count: number } | undefined {
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  const more = further.exec(lines.at(-1) ?? '')?.[1]
  const own = more === undefined ? lines : lines.slice(0, -1)
  if (lines.length < 2 || !own.every((line) => placed.test(line))) return undefined
  return { lines, count: own.length + Number(more ?? 0) }
}

/** The report of a step that died: an error, never a pass, with everything that was known. */
export function failureReport(failure: Failure): Report {
  const stack: Block[] =
    failure.kind === 'bug' && failure.stack ? [fold('Stack', { kind: 'code', text: failure.stack })] : []
  const { message, position } = failure
  const advised = advice[failure.kind]
  const mistakes = mistakesOf(message)
  const list: Block[] = mistakes ? [{ kind: 'list', items: mistakes.lines.map((line) => [line]) }] : []
  return {
    model: failure.model,
    step: failure.step,
    verdict: 'error',
    outcome: `${failure.step} ${outcomes[failure.kind]}`,
    reason: mistakes ? [`${mistakes.count} things are wrong:`] : [message],
    blocks: [...list, ...(advised === undefined ? [] : [paragraph(advised)]), ...failure.kept, ...stack],
    checks: [
      {
        name: failure.step,
        verdict: 'error',
        message,
        severity: 'error',
        ...(position === undefined ? {} : { position }),
      },
    ],
    measurements: [],
  }
}
