import { basename } from 'node:path'
import { ConfigurationError, type Progress } from '@mlgate/core'
import { type CandidateSection, declaredClasses, type Scores, scoreOnnx, scorePredictions } from '@mlgate/models'
import type { ModelBody } from '@mlgate/project'
import type { Table, Tables } from '@mlgate/tables'

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
  if (id === undefined) {
    throw new ConfigurationError('mlgate.yml: data.id is missing. Predictions are paired with rows by an id column.')
  }
  return scorePredictions({
    file: await tables.read(path),
    rows,
    id,
    task: scoringTask(body.task),
    classes,
    positive: body.data.positive,
    name: basename(path),
  })
}

function withoutColumn({ rows, columns }: Table, name: string | undefined): Table {
  return { rows, columns: new Map([...columns].filter(([column]) => column !== name)) }
}

/** What a model's outputs are understood as: rankings and forecasts are numbers. */
export function scoringTask(task: ModelBody['task']): 'classification' | 'regression' {
  return task === 'classification' ? 'classification' : 'regression'
}
