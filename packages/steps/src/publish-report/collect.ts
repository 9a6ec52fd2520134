import { type Report, type RunFile, worstVerdict } from '@mlgate/core'
import { artifactName } from '../artifact-name.ts'

/** A report as another job wrote it; see `reports`, which reads it. */
export interface ReadReport {
  readonly report: Report
  readonly inconclusivePasses: boolean
  /** Whether it may have a section in the comment. */
  readonly comment: boolean
}

/** A report and the artifact that held it. */
export interface Section extends ReadReport {
  readonly artifact: string
  readonly content: Uint8Array
}

export interface Collected {
  /** One for each model and step, by model and step. */
  readonly sections: readonly Section[]
  /** Artifacts that should hold a report and do not, with the reason. */
  readonly unreadable: readonly { readonly artifact: string; readonly why: string }[]
  /** Reports that gave way to a newer one of their model and step. */
  readonly passedOver: readonly { readonly artifact: string; readonly by: string }[]
}

/** Bytes of all reports that are read: each has its limit, but rendering hundreds of the largest takes a job's time. */
const totalLimit = 64 * 1024 * 1024

const tooManyBytes = `its report is not read: those of this run have more than ${totalLimit} bytes together`

type Candidate = Section & Pick<RunFile, 'attempt' | 'createdMs'>

/**
 * Sorts out what the artifacts of a run hold. `read` throws RangeError in words for what is no report. A report counts
 * when its artifact has the name that its step would have given it: within an attempt of a run such a name is there once.
 * Of several for one model and step the one of the latest attempt counts, then the latest stored, then the worse verdict.
 *
 * @param own name of the step that collects: its reports of earlier attempts are left out.
 */
export function collect(files: readonly RunFile[], read: (content: Uint8Array) => ReadReport, own: string): Collected {
  const unreadable: { artifact: string; why: string }[] = []
  const passedOver: { artifact: string; by: string }[] = []
  const chosen = new Map<string, Candidate>()
  let bytes = 0
  for (const file of files) {
    bytes += 'content' in file ? file.content.byteLength : 0
    const found = bytes > totalLimit ? { why: tooManyBytes } : readOne(file, read)
    if ('why' in found) {
      unreadable.push({ artifact: file.artifact, why: found.why })
      continue
    }
    if (found.report.step === own) continue
    const key = sectionKey(found.report)
    const before = chosen.get(key)
    const [newer, older] = before === undefined || isNewer(found, before) ? [found, before] : [before, found]
    chosen.set(key, newer)
    if (older !== undefined) passedOver.push({ artifact: older.artifact, by: newer.artifact })
  }
  const sections = [...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, section]) => section)
  return { sections, unreadable, passedOver }
}

/** What names a section: `<model>/<step>`. */
export function sectionKey({ model, step }: Report): string {
  return `${model}/${step}`
}

function readOne(file: RunFile, read: (content: Uint8Array) => ReadReport): Candidate | { readonly why: string } {
  if ('problem' in file) return { why: file.problem }
  const { artifact, content, attempt, createdMs } = file
  let found: ReadReport
  try {
    found = read(content)
  } catch (error) {
    if (error instanceof RangeError) return { why: `its report ${error.message}` }
    throw error
  }
  const { model, step } = found.report
  if (!file.isNamed(artifactName(model, step))) {
    return { why: `its report says that it is the one of ${step} for ${model}, whose artifact has another name` }
  }
  return { ...found, artifact, content, attempt, createdMs }
}

function isNewer(one: Candidate, other: Candidate): boolean {
  if (one.attempt !== other.attempt) return one.attempt > other.attempt
  const [created, before] = [one.createdMs ?? 0, other.createdMs ?? 0]
  if (created !== before) return created > before
  return worstVerdict([one.report.verdict, other.report.verdict]) === one.report.verdict
}
