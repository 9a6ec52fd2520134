import { isDeepStrictEqual } from 'node:util'
import {
  type Block,
  ConfigurationError,
  type ExitCode,
  exitCodes,
  failureKind,
  type Host,
  type InputDeclaration,
  messageOf,
  type Report,
  type ReportedProject,
  readCommentTarget,
  type StepResult,
  strong,
} from '@mlgate/core'
import { failureReport, readReportDocument, reportLimit } from '@mlgate/reports'
import { inputsOf, type RunStep, type Step } from '@mlgate/steps/step'
import type { OpenProject } from './open-project.ts'
import { parseInputs } from './parse-inputs.ts'
import { placedChecks, shownAt } from './placed-checks.ts'
import { type CommentWriter, publish, reportedRun } from './publish.ts'
import { type Place, type Running, strayModel, unknownModel } from './running.ts'
import { makeStepFolder } from './step-folder.ts'
import type { World } from './world.ts'

/** What came of a run; the face shows the report and ends with the exit code. */
export interface StepOutcome {
  readonly exitCode: ExitCode
  readonly report: Report
  readonly outputs: Readonly<Record<string, string>>
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown }

/** The one place that catches: whatever is thrown below becomes a value, so that publishing always follows. */
async function attempt<T>(body: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await body() }
  } catch (error) {
    return { error }
  }
}

/**
 * Runs one step on one host: reads inputs, project and policy, runs, writes record and reports, publishes, sets the
 * outputs and names the exit code. All faces end here. Never rejects: a step that dies still publishes what was known,
 * and publishing that fails is reported without losing the verdict. Without a host there is nowhere to publish: the face
 * shows the report.
 */
export async function runStep(step: Step, makeHost: () => Host, world: World): Promise<StepOutcome> {
  const made = await attempt(async () => makeHost())
  if ('error' in made) {
    const report = reportOfFailure(step, unknownModel, made.error, [])
    return { exitCode: failureCode(made.error), report, outputs: {} }
  }
  const host = made.value
  const kept: Block[] = []
  const place: Place = { model: unknownModel, folder: undefined, opened: undefined }
  const secrets = secretsOf(step, host, world)
  const signingKey = secrets.get('signing-key')
  const run = await attempt(() => conclude(step, { host, world, kept, place, secrets }))
  const result = 'value' in run ? run.value : undefined
  const reported = 'value' in run ? run.value.report : reportOfFailure(step, place.model, run.error, kept)
  const placed = placedChecks(reported, { cwd: world.cwd, repositoryRoot: place.opened?.repositoryRoot ?? world.cwd })
  const ownCode = 'error' in run ? failureCode(run.error) : verdictCode(run.value)
  const own = place.opened === undefined ? placed : { ...placed, project: projectOf(place.opened) }
  const marked = await markerFor(step, host)
  const report = marked(own)
  const publishes = result?.publishes ?? {
    comment: [own],
    summary: [],
    replaces: strayModel(place) === undefined ? [] : [`${unknownModel}/${step.name}`],
    wholeRun: false,
  }
  const published = await publish({
    step,
    host,
    log: world.log,
    report,
    result,
    folder: place.folder ?? (await folderOfFailure(step, world)),
    model: place.model,
    handsOver: place.folder !== undefined,
    generated: world.clock.now(),
    version: world.version,
    exitCode: ownCode,
    otherwise: shownAt(step.name, place.model, place.opened, host.input('project')),
    comment: commentWanted(step, host),
    check: Object.hasOwn(step.inputs, 'check') && /^true$/i.test(host.input('check') ?? ''),
    publishes: {
      comment: publishes.comment.map(marked),
      summary: publishes.summary.map(marked),
      replaces: publishes.replaces,
      wholeRun: publishes.wholeRun,
    },
    ...(signingKey === undefined ? {} : { signingKey }),
    attempt,
  })
  const exitCode = ownCode === exitCodes.pass && published.incomplete ? exitCodes.infrastructure : ownCode
  return { exitCode, report, outputs: published.outputs }
}

/** What the comment needs of the project, to know which sections are of models that are gone. */
function projectOf({ file, project }: OpenProject): ReportedProject {
  return { file, models: [...project.models.keys()] }
}

/** Where a failure is left that came before its model was known; undefined where nothing can be written. */
async function folderOfFailure(step: Step, { cwd, log }: World): Promise<string | undefined> {
  const made = await attempt(() => makeStepFolder(cwd, unknownModel, step.name))
  if ('value' in made) return made.value
  log.warn(`Reports were not written: ${messageOf(made.error)}`)
  return undefined
}

/** A pull request from a fork brings its own code and workflow, and could report anything: readers are told. */
const unverified = strong('Unverified: reported by the fork’s own code.')

/** How reports are marked here; one that came marked from another job is not marked twice. */
async function markerFor(step: Step, host: Host): Promise<(report: Report) => Report> {
  const reported = await attempt(() => reportedRun(step, host))
  if (!('value' in reported) || !reported.value.fromFork) return (report) => report
  return (report) =>
    isDeepStrictEqual(report.reason[0], unverified)
      ? report
      : { ...report, reason: [unverified, ' ', ...report.reason] }
}

/** A step's secrets by name: from its input, else from the variable that the declaration names. */
export function secretsOf(step: Step, host: Host, world: Pick<World, 'variable'>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries<InputDeclaration>(inputsOf(step)).flatMap(([name, declaration]) => {
      const value = declaration.type === 'secret' ? host.input(name) || world.variable(declaration.variable) : undefined
      return value ? [[name, value] as const] : []
    }),
  )
}

async function conclude(step: Step, running: Running): Promise<StepResult> {
  // What a workflow hands over as a secret stays out of logs, also when it was no secret of the forge.
  for (const secret of running.secrets.values()) running.host.mask(secret)
  // Publishing reads it again, too late to refuse.
  readCommentTarget(running.host.input('comment-target'))
  if (step.about === 'run') return publishRun(step, running)
  // With it come the project file's schemas, which publish-report has no use for.
  const { runOnModel } = await import('./run-on-model.ts')
  return runOnModel(step, running)
}

async function publishRun(step: RunStep, { host, world, kept, place }: Running): Promise<StepResult> {
  const { log, clock, progress, exec } = world
  place.folder = await makeStepFolder(world.cwd, unknownModel, step.name)
  const inputs = parseInputs(inputsOf(step), (name) => host.input(name))
  log.info(`${step.name} (mlgate ${world.version}, ${host.name})`)
  return step.run(inputs as never, {
    host,
    clock,
    log,
    progress,
    exec,
    keep: (...blocks) => void kept.push(...blocks),
    ownName: unknownModel,
    reportLimit,
    readReport: readReportDocument,
  })
}

/** Who writes the section of the comment; an unreadable input was already reported and changes nothing here. */
function commentWanted(step: Step, host: Host): CommentWriter {
  const wanted = host.input('comment')
  if (wanted === 'off' || wanted === 'section') return wanted
  return step.comments ? 'auto' : 'section'
}

function reportOfFailure(step: Step, model: string, error: unknown, kept: readonly Block[]): Report {
  const stack = error instanceof Error ? error.stack : undefined
  const position = error instanceof ConfigurationError ? error.position : undefined
  return failureReport({
    model,
    step: step.name,
    kind: failureKind(error),
    message: messageOf(error),
    ...(stack === undefined ? {} : { stack }),
    ...(position === undefined ? {} : { position }),
    kept,
  })
}

function failureCode(error: unknown): ExitCode {
  return exitCodes[failureKind(error)]
}

function verdictCode(result: StepResult): ExitCode {
  if (result.overridden && (result.verdict === 'fail' || result.verdict === 'inconclusive')) return exitCodes.pass
  switch (result.verdict) {
    case 'pass':
      return exitCodes.pass
    case 'fail':
      return exitCodes.fail
    case 'inconclusive':
      return result.inconclusivePasses ? exitCodes.pass : exitCodes.inconclusive
    case 'error':
      return exitCodes.configuration
  }
}
