import type { ReportedProject } from '@mlgate/core'
import type { CommentSection } from './markdown.ts'
import {
  beginMarker,
  encodedKey,
  endMarker,
  findBeginMarkers,
  modelOfKey,
  originHash,
  runNumber,
  type SectionMarker,
  type SectionOrigin,
  withoutMarkers,
} from './section-marker.ts'
import { verdictRank } from './verdict-words.ts'

/** The hidden first line by which our comment is found. */
export const commentMarker = '<!-- mlgate -->'

const leftOutMarker = '<!-- mlgate:left-out -->'
const leftOutNote = `${leftOutMarker}\n\nSome reports did not fit here; each run’s summary has its own.`
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

interface PlacedSection extends SectionMarker {
  /** Everything between the begin and end markers, as it is. */
  readonly text: string
}

/** The run that writes. */
interface WritingRun {
  /** The file that defines it; undefined where a forge does not tell. */
  readonly workflow: string | undefined
  /** `<number>-<attempt>`; later runs have greater numbers. */
  readonly runId: string | undefined
}

export interface CommentOptions {
  readonly marker: string
  /**
   * Characters that the comment may have, counted in UTF-16 units. GitHub and GitLab count code points, of which a text
   * has never more than units: what fits here fits there.
   */
  readonly limit: number
  readonly run?: WritingRun
  /** Keys of sections that give way to these. */
  readonly replaces?: readonly string[]
  /** Whether these are all that the run has to say: sections that earlier runs of its workflow left are then over. */
  readonly wholeRun?: boolean
}

function wrapped(section: PlacedSection): string {
  return `${beginMarker(section)}\n${section.text}\n${endMarker}`
}

/**
 * The short form travels inside the section, as base64 in an HTML comment: whoever composes next can shorten this
 * section without knowing its report.
 */
function placed(section: CommentSection, run: WritingRun | undefined): PlacedSection {
  const short = Buffer.from(withoutMarkers(section.shortMarkdown)).toString('base64')
  const text = `<!-- mlgate:short ${short} -->\n\n${withoutMarkers(section.markdown).trim()}\n`
  return { key: encodedKey(section.key), verdict: section.verdict, origin: originOf(section.project, run), text }
}

function originOf(project: ReportedProject | undefined, run: WritingRun | undefined): SectionOrigin | undefined {
  if (run === undefined) return undefined
  return { workflow: originHash(run.workflow), project: originHash(project?.file), run: runNumber(run.runId) }
}

/** The section in its short form; undefined when it already is, or carries none. */
function shortened(section: PlacedSection): PlacedSection | undefined {
  const short = shortPattern.exec(section.text)?.[1]
  if (short === undefined) return undefined
  const markdown = withoutMarkers(Buffer.from(short, 'base64').toString('utf8')).trim()
  const text = `\n${markdown}\n`
  return text.length < section.text.length ? { ...section, text } : undefined
}

/**
 * Whole sections alone count: one without its end, or with another's beginning inside, is dropped. Of two with one key,
 * as comments that are merged may hold, the one of the later run counts, else the first.
 */
function sectionsOf(body: string): Map<string, PlacedSection> {
  const sections = new Map<string, PlacedSection>()
  const begins = findBeginMarkers(body)
  for (const [index, { textAt, marker }] of begins.entries()) {
    const end = body.indexOf(`\n${endMarker}`, textAt)
    const next = begins[index + 1]?.at ?? body.length
    if (end === -1 || end > next) continue
    const before = sections.get(marker.key)
    if (before !== undefined && !isLater(marker, before)) continue
    sections.set(marker.key, { ...marker, text: body.slice(textAt, end) })
  }
  return sections
}

/** Whether a section is of a later run than another one; never so where one of them does not tell. */
function isLater(one: SectionMarker, other: SectionMarker): boolean {
  return (one.origin?.run ?? 0) > (other.origin?.run ?? Number.POSITIVE_INFINITY)
}

/** Encoded names of the models that are in all these projects of one file, by the file's hash. */
function openModels(own: readonly CommentSection[]): ReadonlyMap<string | undefined, ReadonlySet<string>> {
  const open = new Map<string | undefined, ReadonlySet<string>>()
  for (const project of new Set(own.flatMap((section) => section.project ?? []))) {
    const file = originHash(project.file)
    const before = open.get(file)
    const models = project.models.map((model) => modelOfKey(encodedKey(`${model}/`)))
    open.set(file, new Set(before === undefined ? models : models.filter((model) => before.has(model))))
  }
  return open
}

/**
 * Whether a section that stands in the comment is over: its model is no longer in the project that it came from, or its
 * workflow has run again and has no report for it. What a later run wrote is not an earlier run's to judge.
 */
function isOver(
  section: SectionMarker,
  open: ReturnType<typeof openModels>,
  { run, wholeRun }: CommentOptions,
): boolean {
  const { origin } = section
  if (run === undefined || origin === undefined || origin.workflow !== originHash(run.workflow)) return false
  const now = runNumber(run.runId)
  if (now === undefined || origin.run === undefined || origin.run > now) return false
  const closed = open.get(origin.project)?.has(modelOfKey(section.key)) === false
  // What this very run wrote meanwhile is no leftover.
  return closed || (wholeRun === true && run.workflow !== undefined && origin.run < now)
}

function stepRank(key: string): number {
  const step = key.slice(key.lastIndexOf('%2F') + 3)
  const rank = stepOrder.indexOf(step)
  return rank === -1 ? stepOrder.length : rank
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Worst verdict first, then by model, then as the steps follow each other. */
function byUrgency(a: PlacedSection, b: PlacedSection): number {
  return (
    verdictRank[a.verdict] - verdictRank[b.verdict] ||
    byCodeUnits(modelOfKey(a.key), modelOfKey(b.key)) ||
    stepRank(a.key) - stepRank(b.key) ||
    byCodeUnits(a.key, b.key)
  )
}

/** The link at the end of a section to the page of its report. */
const pageLink = /\[Full report\]\(([^()\s]+)\)(?=[^\n]*\s*$)/

/**
 * A section that stands in the comment and says the same stays as it is:
 *
 * - one that was shortened stays short, since others gave way as well and cannot come back;
 * - one that a job wrote which was run again keeps the link to its earlier page, which holds the same.
 */
function asPresent(
  section: CommentSection,
  run: WritingRun | undefined,
  present: ReadonlyMap<string, PlacedSection>,
): PlacedSection {
  const wanted = placed(section, run)
  const before = present.get(wanted.key)
  if (before?.verdict !== wanted.verdict) return wanted
  const linked = before.origin?.run === wanted.origin?.run ? linkedAs(section, before.text) : section
  const [long, short] = [placed(linked, run), shortened(placed(linked, run))]
  return [long, short].find((form) => form?.text === before.text) ?? wanted
}

/** The section with the link that stands in a text, in place of its own. */
function linkedAs(section: CommentSection, text: string): CommentSection {
  const [{ page }, linked] = [section, pageLink.exec(text)?.[1]]
  if (page === undefined || linked === undefined) return section
  return {
    ...section,
    markdown: section.markdown.replaceAll(page, linked),
    shortMarkdown: section.shortMarkdown.replaceAll(page, linked),
  }
}

/**
 * The one comment on a change, with these sections put in or replaced and all others kept byte for byte, but for those
 * that are over. A section that a later run wrote stays. Over the limit, sections take their short form, the least urgent
 * first; when that is not enough the least urgent are left out, with a note. A present body that does not start with our
 * marker is not ours and is not kept; of several bodies, one after the other, all sections are. Composing twice gives the
 * same text, and so does composing in another order.
 */
export function composeComment(
  comment: string | undefined,
  own: readonly CommentSection[],
  options: CommentOptions,
): string {
  const body = comment?.replaceAll('\r\n', '\n') ?? ''
  const ours = body.startsWith(options.marker)
  const present = ours ? sectionsOf(body) : new Map<string, PlacedSection>()
  for (const key of options.replaces ?? []) present.delete(encodedKey(key))
  const placedOnes = own.map((section) => asPresent(section, options.run, present))
  for (const section of placedOnes) {
    const before = present.get(section.key)
    if (before === undefined || !isLater(before, section)) present.set(section.key, section)
  }
  const keys = new Set(placedOnes.map(({ key }) => key))
  const open = openModels(own)
  const sections = [...present.values()]
    .filter((section) => keys.has(section.key) || !isOver(section, open, options))
    .sort(byUrgency)
  // Once something was left out the note stays: nobody can tell later whether it came back.
  let note = ours && body.includes(leftOutMarker)
  // Counted up and down: joining hundreds of long sections for each that gives way takes minutes.
  const lengthOf = (text: string) => '\n\n'.length + text.length
  let length = options.marker.length
  for (const section of sections) length += lengthOf(wrapped(section))
  const isLong = () => length + (note ? lengthOf(leftOutNote) : 0) > options.limit
  // Below what is short everything is short, and where something was left out all is: else what stays would depend on
  // the order of writing.
  const mostUrgentShort = sections.findIndex((section) => !shortPattern.test(section.text))
  const shortFrom = note ? -1 : mostUrgentShort === -1 ? sections.length : mostUrgentShort
  for (let index = sections.length - 1; index >= 0 && (index > shortFrom || isLong()); index--) {
    const section = sections[index]
    const short = section && shortened(section)
    if (section === undefined || short === undefined) continue
    sections[index] = short
    length += short.text.length - section.text.length
  }
  for (let last = sections.at(-1); last !== undefined && isLong(); last = sections.at(-1)) {
    note = true
    sections.pop()
    length -= lengthOf(wrapped(last))
  }
  return [options.marker, ...sections.map(wrapped), ...(note ? [leftOutNote] : [])].join('\n\n')
}
