import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { ConfigurationError, type Progress } from '@mlgate/core'
import {
  type CandidateSection,
  declaredClasses,
  type Scores,
  scoreCommand,
  scoreEndpoint,
  scoreOnnx,
  scorePredictions,
} from '@mlgate/models'
import type { ModelBody } from '@mlgate/project'
import type { Table, Tables } from '@mlgate/tables'
import { inheritedVariables } from '@mlgate/training'
import type { StepDeps } from './step-deps.ts'

/**
 * Scores a model's file on the rows: an ONNX graph is run, a table of predictions is taken at its word. Where the section
 * says ONNX nothing else will do, whatever an artifact brought: scores that are taken at their word pass anything.
 */
export async function scoreModel(options: {
  readonly path: string
  /** How to read it: the candidate's own section, or for the baseline the policy's. */
  readonly section: CandidateSection
  readonly body: ModelBody
  readonly rows: Table
  readonly tables: Tables
  readonly progress: Progress
}): Promise<Scores> {
  const { path, section, body, tables, progress } = options
  const { label, id } = body.data
  // Whatever a model asks for by name or position, the truth is not there to be had.
  const rows = withoutColumn(options.rows, label)
  const classes = declaredClasses(section)
  const isGraph = path.endsWith('.onnx')
  if ('onnx' in section && !isGraph) {
    throw new ConfigurationError(
      `${basename(path)}: a model named by candidate.onnx must be a file that ends with .onnx.`,
    )
  }
  if (isGraph) {
    const graph = 'onnx' in section ? section : undefined
    return scoreOnnx({
      model: path,
      table: rows,
      task: scoringTask(body.task),
      features: graph?.features,
      exclude: [label, id].filter((name) => name !== undefined),
      classes,
      output: graph?.output,
      missingString: graph?.missing_string,
      progress,
    })
  }
  if ('metrics' in section) {
    throw new ConfigurationError('candidate.metrics: metrics that were measured elsewhere, which score no rows.')
  }
  return scorePredictions({
    file: await tables.read(path),
    rows,
    id: requiredId(id),
    task: scoringTask(body.task),
    classes,
    positive: body.data.positive,
    name: basename(path),
  })
}

/**
 * Scores the rows by asking who has no file: the section's endpoint, or its command. Neither gets to see the label. The
 * section must be the policy's own: the token is for the server that it names, and a change that named another would be
 * sent the token and the rows.
 */
export async function scoreLive(options: {
  readonly section: CandidateSection
  readonly body: ModelBody
  readonly rows: Table
  readonly progress: Progress
  readonly deps: Pick<StepDeps, 'exec' | 'fetch' | 'folder' | 'host' | 'keep' | 'log'>
  /** For the endpoint alone; from MLGATE_ENDPOINT_TOKEN. */
  readonly endpointToken: string | undefined
}): Promise<Scores> {
  const { section, body, progress, deps } = options
  const { label, id, positive } = body.data
  const rows = withoutColumn(options.rows, label)
  const shared = { task: body.task, classes: declaredClasses(section) }
  if ('endpoint' in section) {
    return scoreEndpoint({
      ...shared,
      endpoint: section.endpoint,
      table: rows,
      features: section.features,
      exclude: [label, id].filter((name) => name !== undefined),
      output: section.output,
      missingString: section.missing_string,
      token: options.endpointToken,
      fetch: deps.fetch,
      progress,
    })
  }
  if (!('command' in section)) throw new TypeError('a candidate that has a file was to be asked')
  // The rows are not the step's to hand on: beside its record they would be uploaded.
  const workDirectory = await mkdtemp(join(tmpdir(), 'mlgate-score-'))
  try {
    return await scoreCommand(
      {
        ...shared,
        command: section.command,
        timeoutMinutes: section.timeout_minutes,
        rows,
        id: requiredId(id),
        positive,
        projectDirectory: deps.folder.directory,
        workDirectory,
        credentialVariables: deps.host.credentialVariables(),
        inherit: inheritedVariables,
      },
      deps,
    )
  } finally {
    await rm(workDirectory, { recursive: true, force: true })
  }
}

/**
 * Who may hand in scores is policy: a change that replaced its model by a table of the true labels, by a server or a
 * program of its own, would pass anything. A change may propose what the policy has: the same way of scoring, with the
 * same endpoint or command; or, instead of any other way, a model that is scored here.
 */
export function refuseOwnScores(policy: CandidateSection, proposed: CandidateSection, origin: string): void {
  if ('onnx' in proposed) return
  const way = wayOf(proposed)
  const known = wayOf(policy)
  if (way === known && isDeepStrictEqual(whoScores(proposed), whoScores(policy))) return
  const difference =
    way === known
      ? `has another ${way}, and this change asks one of its own`
      : known === 'onnx'
        ? 'has models scored here (candidate.onnx), and this change hands in scores of its own'
        : `has candidate.${known}, and this change hands in scores of its own`
  throw new ConfigurationError(
    `candidate.${way}: the policy (${origin}) ${difference}. Change candidate on the target branch first.`,
  )
}

const ways = ['onnx', 'predictions', 'endpoint', 'command', 'metrics'] as const

function wayOf(section: CandidateSection): (typeof ways)[number] {
  return ways.find((way) => way in section) ?? 'onnx'
}

function whoScores(section: CandidateSection): unknown {
  if ('endpoint' in section) return { url: section.endpoint.url, protocol: section.endpoint.protocol }
  return 'command' in section ? section.command : undefined
}

function requiredId(id: string | undefined): string {
  if (id !== undefined) return id
  throw new ConfigurationError('mlgate.yml: data.id is missing. Predictions are paired with rows by an id column.')
}

function withoutColumn({ rows, columns }: Table, name: string | undefined): Table {
  return { rows, columns: new Map([...columns].filter(([column]) => column !== name)) }
}

/** What a model's outputs are understood as: rankings and forecasts are numbers. */
export function scoringTask(task: ModelBody['task']): 'classification' | 'regression' {
  return task === 'classification' ? 'classification' : 'regression'
}
