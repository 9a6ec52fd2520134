import { createHash } from 'node:crypto'
import type { Verdict } from '@mlgate/core'
import { withoutMarkers } from './inert-markdown.ts'
import type { CommentSection } from './markdown.ts'
import { verdictRank } from './verdict-words.ts'

/** The hidden first line by which our comment is found. */
export const commentMarker = '<!-- mlgate -->'

const endMarker = '<!-- mlgate:end -->'
const leftOutNote = '<!-- mlgate:left-out -->\n\nSome reports did not fit here; each run’s summary has its own.'
const beginPattern = /<!-- mlgate:begin (\S{1,400}) (pass|fail|inconclusive|error) -->\n/g
const shortPattern = /^<!-- mlgate:short ([A-Za-z0-9+/=]*) -->\n/

/** The order in which a model goes through the steps. */
const stepOrder: readonly string[] = [
  'validate-data',
  'train-model',
  'evaluate-gate',
  'register-model',
  'deploy-model',
  'drift-report',
]

interface PlacedSection {
  /** `<model>/<step>`, encoded so that it can stand in an HTML comment. */
  readonly key: string
  readonly verdict: Verdict
  /** Everything between the begin and end markers, as it is. */
  readonly text: string
}

/** A model's name is not ours: percent-encoded it cannot end the comment, and a very long one is told by its hash. */
function encodedKey(key: string): string {
  const encoded = encodeURIComponent(key.toWellFormed()).replaceAll('--', '%2D%2D')
  return encoded.length <= 300 ? encoded : createHash('sha256').update(key).digest('hex')
}

function wrapped(section: PlacedSection): string {
  return `<!-- mlgate:begin ${section.key} ${section.verdict} -->\n${section.text}\n${endMarker}`
}

/**
 * The short form travels inside the section, as base64 in an HTML comment: whoever composes next can shorten this
 * section without knowing its report.
 */
function placed(section: CommentSection): PlacedSection {
  const short = Buffer.from(withoutMarkers(section.shortMarkdown)).toString('base64')
  const text = `<!-- mlgate:short ${short} -->\n\n${withoutMarkers(section.markdown).trim()}\n`
  return { key: encodedKey(section.key), verdict: section.verdict, text }
}

/** The section in its short form; undefined when it already is, or carries none. */
function shortened(section: PlacedSection): PlacedSection | undefined {
  const short = shortPattern.exec(section.text)?.[1]
  if (short === undefined) return undefined
  const markdown = withoutMarkers(Buffer.from(short, 'base64').toString('utf8')).trim()
  const text = `\n${markdown}\n`
  return text.length < section.text.length ? { ...section, text } : undefined
}

/** Whole sections alone count: one without its end, or with another's beginning inside, is dropped. */
function sectionsOf(body: string): Map<string, PlacedSection> {
  const sections = new Map<string, PlacedSection>()
  const begins = [...body.matchAll(beginPattern)]
  begins.forEach((begin, index) => {
    const [line, key, verdict] = begin
    const from = begin.index + line.length
    const end = body.indexOf(`\n${endMarker}`, from)
    const next = begins[index + 1]?.index ?? body.length
    if (end === -1 || end > next || key === undefined || sections.has(key)) return
    sections.set(key, { key, verdict: verdict as Verdict, text: body.slice(from, end) })
  })
  return sections
}

function stepRank(key: string): number {
  const step = key.slice(key.lastIndexOf('%2F') + 3)
  const rank = stepOrder.indexOf(step)
  return rank === -1 ? stepOrder.length : rank
}

const modelOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('%2F')))
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Worst verdict first, then by model, then as the steps follow each other. */
function byUrgency(a: PlacedSection, b: PlacedSection): number {
  return (
    verdictRank[a.verdict] - verdictRank[b.verdict] ||
    byCodeUnits(modelOf(a.key), modelOf(b.key)) ||
    stepRank(a.key) - stepRank(b.key) ||
    byCodeUnits(a.key, b.key)
  )
}

/**
 * A section that was shortened and says the same again stays short: others gave way as well and cannot come back, so
 * putting its long form in would change a comment in which nothing changed.
 */
function asPresent(section: PlacedSection, present: ReadonlyMap<string, PlacedSection>): PlacedSection {
  const before = present.get(section.key)
  const short = shortened(section)
  return short !== undefined && before?.text === short.text && before.verdict === short.verdict ? short : section
}

/**
 * The one comment on a change, with these sections put in or replaced and all others kept byte for byte.
 * Over `limit` characters, sections take their short form, the least urgent first; when that is not enough the least
 * urgent are left out, with a note. A present body that does not start with our marker is not ours and is not kept.
 * Sections named in `replaces` give way to these. Composing twice gives the same text.
 */
export function composeComment(
  comment: string | undefined,
  own: readonly CommentSection[],
  options: { readonly marker: string; readonly limit: number; readonly replaces?: readonly string[] },
): string {
  const body = comment?.replaceAll('\r\n', '\n') ?? ''
  const ours = body.startsWith(options.marker)
  const present = ours ? sectionsOf(body) : new Map<string, PlacedSection>()
  for (const key of options.replaces ?? []) present.delete(encodedKey(key))
  const placedOnes = own.map((section) => asPresent(placed(section), present))
  for (const section of placedOnes) present.set(section.key, section)
  const sections = [...present.values()].sort(byUrgency)
  // Once something was left out the note stays: nobody can tell later whether it came back.
  let note = ours && body.endsWith(leftOutNote)
  const whole = () => [options.marker, ...sections.map(wrapped), ...(note ? [leftOutNote] : [])].join('\n\n')
  for (let index = sections.length - 1; index >= 0 && whole().length > options.limit; index--) {
    const section = sections[index]
    const short = section && shortened(section)
    if (short) sections[index] = short
  }
  while (whole().length > options.limit && sections.length > 0) {
    note = true
    sections.pop()
  }
  return whole()
}
