import { ConfigurationError, type Report } from '@mlgate/core'

/** A report that must be there: of a step for one model, or for any. */
export interface Expected {
  readonly model: string | undefined
  readonly step: string
}

/** Reads the input `expect`. Throws ConfigurationError for what is neither a step nor a model and a step. */
export function parseExpected(text: string | undefined): readonly Expected[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const { model, step } = /^(?:(?<model>[A-Za-z0-9_][\w.-]*)\/)?(?<step>[a-z][a-z-]*)$/.exec(part)?.groups ?? {}
      if (step === undefined) {
        throw new ConfigurationError(
          `Input expect: ${JSON.stringify(part)} is neither a step (evaluate-gate) nor a model and a step (flight-delay/evaluate-gate).`,
        )
      }
      return { model, step }
    })
}

/** Those for which there is no report, in words. */
export function missingOf(expected: readonly Expected[], reports: readonly Report[]): readonly string[] {
  return expected
    .filter(
      ({ model, step }) =>
        !reports.some((report) => report.step === step && (model === undefined || report.model === model)),
    )
    .map(({ model, step }) => (model === undefined ? step : `${model}/${step}`))
}
