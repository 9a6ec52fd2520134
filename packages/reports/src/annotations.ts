import type { Annotation, Report } from '@mlgate/core'
import { repositoryPath, troubles } from './trouble.ts'
import { truncated } from './visible-text.ts'

const longestMessage = 2_000
/** Rows that one check is shown at. */
const mostPlaces = 10

/**
 * What did not pass, as annotations on the lines that demand it, most important first, and after all of them, as notices,
 * the lines of data where it shows: forges show few of each level. Texts are as they came; a host escapes them.
 */
export function annotationsOf(report: Report): readonly Annotation[] {
  const title = `${report.model}, ${report.step}`
  const found = troubles(report)
  const rows = found.flatMap(({ name, places = [] }) =>
    places
      .slice(0, mostPlaces)
      .flatMap(({ position, message }): Annotation[] =>
        repositoryPath(position.file) === undefined
          ? []
          : [{ level: 'notice', title: truncated(`${title}, ${name}`, 250), message, position }],
      ),
  )
  return [
    ...found.map(
      ({ severity, message, position }): Annotation => ({
        level: severity === 'info' ? 'notice' : severity,
        title,
        message: truncated(message, longestMessage),
        ...(position === undefined ? {} : { position }),
      }),
    ),
    ...rows,
  ]
}
