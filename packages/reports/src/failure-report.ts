import { type Block, type FailureKind, fold, type Report, type SourcePosition } from '@mlgate/core'

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
  infrastructure: 'could not be judged',
  bug: 'stopped by a fault in mlgate',
}

const advice: Readonly<Record<FailureKind, string>> = {
  configuration: 'Nothing was judged. Correct what is named above and run the step again.',
  infrastructure: 'Nothing was judged. This is an outage or a missing right, not a verdict on the change.',
  bug: 'Nothing was judged. Please report this with the stack below.',
}

/** The report of a step that died: an error, never a pass, with everything that was known. */
export function failureReport(failure: Failure): Report {
  const stack: Block[] =
    failure.kind === 'bug' && failure.stack ? [fold('Stack', { kind: 'code', text: failure.stack })] : []
  const lines = failure.message.split('\n').filter((line) => line.trim() !== '')
  const list: Block[] = lines.length > 1 ? [{ kind: 'list', items: lines.map((line) => [line]) }] : []
  const { message, position } = failure
  return {
    model: failure.model,
    step: failure.step,
    verdict: 'error',
    outcome: `${failure.step} ${outcomes[failure.kind]}`,
    reason: lines.length > 1 ? [`${lines.length} things are wrong:`] : [message],
    blocks: [...list, { kind: 'paragraph', content: [advice[failure.kind]] }, ...failure.kept, ...stack],
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
