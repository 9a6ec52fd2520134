import { join } from 'node:path'
import {
  type ArtifactReference,
  type ExitCode,
  exitCodes,
  type Host,
  type Logger,
  messageOf,
  ownRun,
  type Publications,
  type Report,
  type ReportedRun,
  readCommentTarget,
  type SourcePosition,
  type StepResult,
  writeFileAtomically,
} from '@mlgate/core'
import { findRecord, writeRecord } from '@mlgate/evidence/record-file'
import {
  annotationsOf,
  commentMarker,
  commentSection,
  composeComment,
  htmlReport,
  noteMarkdown,
  reportDocument,
  resultJson,
  summaryOfAll,
} from '@mlgate/reports'
import { artifactName } from '@mlgate/steps/artifact-name'
import type { Step } from '@mlgate/steps/step'
import { writeMachineFiles } from './machine-files.ts'
import { writeCheck } from './write-check.ts'

type Attempt = <T>(body: () => Promise<T>) => Promise<{ readonly value: T } | { readonly error: unknown }>

/** Who writes the section of the comment: the step itself, publish-report, or nobody. */
export type CommentWriter = 'auto' | 'section' | 'off'

export interface Publication {
  readonly step: Step
  readonly host: Host
  readonly log: Logger
  readonly report: Report
  /** Undefined when the step died: there is a report of that, but no record. */
  readonly result: StepResult | undefined
  /** Undefined when it died before there was a place to write to. */
  readonly folder: string | undefined
  readonly model: string
  /** Whether the folder is the model's, which later steps rely on. Another one is left for publish-report alone. */
  readonly handsOver: boolean
  readonly generated: Date
  readonly version: string
  /** What the step exits with when publishing goes well. */
  readonly exitCode: ExitCode
  /** Where checks without a line of their own are shown. */
  readonly otherwise: SourcePosition
  readonly comment: CommentWriter
  /** Whether the verdict is also written as a check of its own. */
  readonly check: boolean
  /** What goes into comment and summary: the step's own report, or those that it publishes for others. */
  readonly publishes: Publications
  /** Signs the record; without it the record says that nobody did. */
  readonly signingKey?: string
  readonly attempt: Attempt
}

export interface Published {
  readonly outputs: Readonly<Record<string, string>>
  /** True when something that later jobs rely on (files, artifact, outputs) could not be left. */
  readonly incomplete: boolean
}

/**
 * Leaves everything that is known, in the order of its worth: record and reports as files, the artifact, the summary,
 * annotations, the comment, the outputs. One that fails does not keep the others from being tried. Summary, annotations
 * and comment are for reading, and their failure never changes the exit code.
 */
export async function publish(publication: Publication): Promise<Published> {
  const { host, log, report, result, folder, publishes, attempt } = publication
  let incomplete = false
  const needed = async <T>(what: string, body: () => Promise<T>): Promise<T | undefined> => {
    const done = await attempt(body)
    if ('value' in done) return done.value
    incomplete = true
    log.error(`${what}: ${messageOf(done.error)}`)
    return undefined
  }
  const helpful = async <T>(what: string, body: () => Promise<T>): Promise<T | undefined> => {
    const done = await attempt(body)
    if ('value' in done) return done.value
    log.warn(`${what}: ${messageOf(done.error)}`)
    return undefined
  }

  const files =
    folder === undefined ? undefined : await needed('Writing reports', () => writeFiles(publication, folder, helpful))
  if (folder !== undefined && files?.record !== undefined) {
    await needed('Keeping the record', () => keepRecord(publication, folder))
  }
  const artifact = folder === undefined ? undefined : await handOver(publication, folder, { needed, helpful })
  await helpful('Writing the summary', () => host.writeSummary(summaryOfAll(report, publishes.summary)))
  await helpful('Annotating', () => host.annotate(annotationsOf(report)))
  if (publication.check) {
    const passed = publication.exitCode === exitCodes.pass && !incomplete
    await helpful('Writing the check', () => writeCheck(host, log, report, passed))
  }
  // For a step that publishes others' reports the comment is the work itself.
  const tryComment = result?.publishes === undefined ? helpful : needed
  const commentUrl =
    publication.comment === 'auto' ? await tryComment('Commenting', () => comment(publication, files?.page)) : undefined
  const known = {
    ...verdictOutputs(publication),
    'artifact-id': artifact?.id ?? '',
    'artifact-digest': artifact?.digest ?? '',
    'record-path': files?.record ?? '',
    'report-path': files?.html ?? '',
    'comment-url': commentUrl ?? '',
  }
  const outputs = { ...known, result: resultJson(report, known) }
  await needed('Setting outputs', () => host.setOutputs(outputs))
  return { outputs, incomplete }
}

/** A step's outputs as the details of its result, which is one of them. */
export function detailsOf(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { result: _, ...details } = outputs
  return details
}

/** What is put out whatever becomes of the files. */
function verdictOutputs({ step, report, result }: Publication): Record<string, string> {
  return {
    ...Object.fromEntries(Object.keys(step.outputs).map((name) => [name, ''])),
    ...result?.outputs,
    verdict: report.verdict,
    passed: String(report.verdict === 'pass'),
  }
}

async function writeFiles(
  publication: Publication,
  folder: string,
  helpful: Try,
): Promise<{ record: string | undefined; html: string; page: string | undefined }> {
  const { model, step, report, result, generated, version, host, signingKey } = publication
  const { commit, runUrl } = host.run
  const record =
    result === undefined
      ? undefined
      : await writeRecord(folder, result.record, signingKey === undefined ? {} : { signingKey })
  const html = join(folder, 'report.html')
  const content = htmlReport(report, {
    title: `${report.model}: ${report.outcome}`,
    generated,
    generator: `mlgate ${version}`,
    ...(commit === undefined ? {} : { commit }),
    ...(runUrl === undefined ? {} : { runUrl }),
  })
  await writeFileAtomically(html, content)
  const page = await helpful('Publishing the page', () => host.publishPage(`report-${model}-${step.name}`, html))
  await writeFileAtomically(join(folder, 'report.md'), summaryOfAll(report, publication.publishes.summary).markdown)
  await writeMachineFiles(folder, report, publication)
  // The artifact holds this file, so its own id and digest cannot stand in it.
  const details = { ...verdictOutputs(publication), 'record-path': record ?? '', 'report-path': html }
  await writeFileAtomically(join(folder, 'result.json'), resultJson(report, details))
  const inconclusivePasses = result?.inconclusivePasses === true
  const travelling = { report: withPage(report, page), inconclusivePasses, comment: publication.comment !== 'off' }
  await writeFileAtomically(join(folder, 'report.json'), reportDocument(travelling))
  return { record, html, page }
}

function withPage(report: Report, page: string | undefined): Report {
  return page === undefined ? report : { ...report, page }
}

async function keepRecord({ result }: Publication, folder: string): Promise<void> {
  const file = await findRecord(folder)
  if (file !== undefined) await result?.keepRecord?.({ name: file.name, bytes: file.bytes })
}

type Try = <T>(what: string, body: () => Promise<T>) => Promise<T | undefined>

/**
 * Leaves the folder for later jobs. That of a step which died before it knew its model is no evidence of any, so the step
 * has no output that names it; two jobs that die so have one name for it, and what the second says is in its own summary.
 */
async function handOver(
  { host, model, step, handsOver }: Publication,
  folder: string,
  { needed, helpful }: { readonly needed: Try; readonly helpful: Try },
): Promise<ArtifactReference | undefined> {
  const upload = () => host.uploadArtifact(artifactName(model, step.name), folder)
  if (handsOver) return needed('Uploading the artifact', upload)
  await helpful('Leaving the report for publish-report', upload)
  return undefined
}

/** The run that a step's reports are of: its own, unless it publishes what others left. */
export async function reportedRun({ about }: Step, host: Host): Promise<ReportedRun> {
  if (about === 'run') return host.reportedRun()
  return ownRun(host.run, await host.change())
}

/**
 * The comment's address, or undefined when there is no change to comment on or no right to do so: log and summary then
 * say which is missing.
 */
async function comment(publication: Publication, page: string | undefined): Promise<string | undefined> {
  const { step, host, publishes } = publication
  if (publishes.comment.length === 0) return undefined
  const { url, change, because, workflow, runId, commit } = await reportedRun(step, host)
  const target = readCommentTarget(host.input('comment-target'))
  if (host.commentLimit === 0) {
    return target.kind === 'change'
      ? undefined
      : notCommented(publication, 'mlgate comments on GitHub and GitLab only.')
  }
  if (change === undefined && target.kind === 'change')
    return because === undefined ? undefined : notCommented(publication, because)
  const limit = host.commentLimit
  // Not the merge commit that a forge may have checked out: nobody has seen that one.
  const run = { url, commit: change === undefined ? commit : change.headCommit }
  const sections = publishes.comment.map((report) => {
    const own = report.model === publication.model && report.step === step.name
    return commentSection(own ? withPage(report, page) : report, { limit, run })
  })
  const { replaces, wholeRun } = publishes
  const options = { marker: commentMarker, limit, replaces, wholeRun, run: { workflow, runId } }
  const written = await host.upsertComment(
    commentMarker,
    (present) => composeComment(present, sections, options),
    target,
  )
  return written.written ? written.url : notCommented(publication, written.reason)
}

async function notCommented({ host, log }: Publication, reason: string): Promise<undefined> {
  const note = `No comment was written: ${reason}`
  log.warn(note)
  const markdown = noteMarkdown(note)
  await host.writeSummary({ key: 'comment', markdown, shortMarkdown: markdown })
}
