import { createHash } from 'node:crypto'
import type { Verdict } from '@mlgate/core'
import { zeroWidthSpace } from './visible-text.ts'

/**
 * The hidden lines around a section of the comment. They say what later runs need to know of it: which model and step it
 * is of, how urgent it is, and where it came from.
 *
 *     <!-- mlgate:begin flight-delay%2Fevaluate-gate fail 1f2e3d4c.5b6a7988.123456789 -->
 *     …
 *     <!-- mlgate:end -->
 */

/** Where a section came from, hashed: names of files are not ours. Undefined parts were not known. */
export interface SectionOrigin {
  /** The workflow that wrote it. */
  readonly workflow: string | undefined
  /** The project file of its model. */
  readonly project: string | undefined
  /** Number of the run; later runs have greater ones. */
  readonly run: number | undefined
}

export interface SectionMarker {
  /** `<model>/<step>`, encoded so that it can stand in an HTML comment. */
  readonly key: string
  readonly verdict: Verdict
  /** Undefined in comments that were written before sections said so. */
  readonly origin: SectionOrigin | undefined
}

export const endMarker = '<!-- mlgate:end -->'

const beginPattern =
  /<!-- mlgate:begin (\S{1,400}) (pass|fail|inconclusive|error)(?: ([0-9a-f]{8}|-)\.([0-9a-f]{8}|-)\.([0-9]{1,15}|-))? -->\n/g

/** The first line of a section. */
export function beginMarker({ key, verdict, origin }: SectionMarker): string {
  const { workflow, project, run } = origin ?? {}
  const from = origin === undefined ? '' : ` ${workflow ?? '-'}.${project ?? '-'}.${run ?? '-'}`
  return `<!-- mlgate:begin ${key} ${verdict}${from} -->`
}

/** All first lines in a body, each with where it begins and where its section's text does. */
export function findBeginMarkers(
  body: string,
): readonly { readonly at: number; readonly textAt: number; readonly marker: SectionMarker }[] {
  return [...body.matchAll(beginPattern)].map(({ 0: line, 1: key = '', 2: verdict, 3: workflow, index, ...found }) => {
    const known = (part: string | undefined) => (part === '-' ? undefined : part)
    const [project, run] = [known(found[4]), known(found[5])]
    const origin =
      workflow === undefined
        ? undefined
        : { workflow: known(workflow), project, run: run === undefined ? undefined : Number(run) }
    return { at: index, textAt: index + line.length, marker: { key, verdict: verdict as Verdict, origin } }
  })
}

/** A model's name is not ours: percent-encoded it cannot end the comment, and a very long one is told by its hash. */
export function encodedKey(key: string): string {
  const encoded = encodeURIComponent(key.toWellFormed()).replaceAll('--', '%2D%2D')
  return encoded.length <= 300 ? encoded : createHash('sha256').update(key).digest('hex')
}

/** The model of an encoded key, still encoded; empty of one that is told by its hash. */
export const modelOfKey = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('%2F')))

/** Eight digits tell the few workflows and project files of a repository apart. */
export function originHash(name: string | undefined): string | undefined {
  return name === undefined ? undefined : createHash('sha256').update(name).digest('hex').slice(0, 8)
}

/** The number that a run's id begins with: `<number>-<attempt>`. */
export function runNumber(runId: string | undefined): number | undefined {
  const digits = /^[0-9]{1,15}(?![0-9])/.exec(runId ?? '')?.[0]
  return digits === undefined ? undefined : Number(digits)
}

/** Comments in HTML are how sections are found: code, which is kept as it is, must not hold one. */
export function withoutMarkers(markdown: string): string {
  return markdown.replace(/<!(?=--\s*mlgate)/gi, `<!${zeroWidthSpace}`)
}
