import { commentLine } from '@mlgate/documents'
import { loadProject } from '@mlgate/project'
import type { CsvReading } from '@mlgate/tables'
import { Document, isMap, isScalar, isSeq } from 'yaml'
import type { Choice } from './choice.ts'
import type { ProposedTask } from './choose-columns.ts'
import type { Candidate, Training } from './choose-training.ts'
import type { ProposedMetric } from './propose-gate.ts'

/** All that goes into a project file, each with its evidence. */
export interface ProposedProject {
  readonly model: string
  readonly task: Choice<ProposedTask>
  readonly candidate: Choice<Candidate>
  readonly features: readonly string[] | undefined
  /** What the built-in trainer learns from; undefined for all columns. */
  readonly builtinFeatures: Choice<readonly string[]> | undefined
  readonly contract: string
  readonly train: Choice<string> | undefined
  readonly validation: Choice<string> | undefined
  readonly test: Choice<string>
  /** How CSV files are written, where that was declared. */
  readonly reading: CsvReading | undefined
  readonly label: Choice<string>
  readonly positive: Choice<string | number> | undefined
  readonly id: Choice<string> | undefined
  readonly group: string | undefined
  readonly training: Choice<Training>
  /** Branch that pull requests are compared with. */
  readonly branch: string
  readonly metrics: readonly ProposedMetric[]
}

/**
 * The text of `mlgate.yml`, with a comment above each choice that says what it rests on. Whatever names and values hold,
 * the file is read back as it was meant; a text that would not be throws.
 */
export function projectFile(project: ProposedProject, file: string): string {
  const { branch, candidate, training, task } = project
  const kept = training.value.by === 'nobody' ? `that ${branch} keeps` : `of the newest run on ${branch}`
  const document = new Document(bodyOf(project), { compat: 'yaml-1.1' })
  document.commentBefore =
    ' How this model is checked, trained and judged. Comments say what each choice rests on: correct what you know better.'
  const say = (path: readonly string[], because: string | undefined): void => {
    if (because === undefined) return
    const map = document.getIn(path.slice(0, -1), true)
    const owner = path.length === 1 ? document.contents : map
    if (!isMap(owner)) return
    const pair = owner.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    if (pair !== undefined && isScalar(pair.key)) pair.key.commentBefore = commentLine(because)
  }
  say(['task'], task.because)
  say(['candidate', candidate.value.kind], candidate.because)
  say(['candidate', 'features'], 'the list in the training script, in its order')
  say(['data', 'train'], project.train?.because)
  say(['data', 'validation'], project.validation?.because)
  say(['data', 'test'], project.test.because)
  say(['data', 'label'], project.label.because)
  say(['data', 'positive'], project.positive?.because)
  say(['data', 'id'], project.id?.because)
  say(['data', 'group'], 'whole groups are resampled, since their rows depend on each other; at least 30 of them')
  say(['train', 'command'], training.because)
  say(['train', 'builtin'], training.because)
  say(['train', 'builtin', 'features'], project.builtinFeatures?.because)
  say(['gate', 'baseline'], `the model ${kept}; without one, min and max alone are judged`)
  for (const metric of project.metrics) {
    say(['gate', 'metrics', metric.name], metric.because)
    const node = document.getIn(['gate', 'metrics', metric.name], true)
    if (isMap(node)) node.flow = true
  }
  for (const path of [
    ['train', 'command'],
    ['train', 'inputs'],
    ['candidate', 'features'],
    ['train', 'builtin', 'features'],
    ['gate', 'baseline', 'from'],
  ]) {
    const node = document.getIn(path, true)
    if (isSeq(node)) node.flow = true
  }
  const text = document.toString({ lineWidth: 0 })
  loadProject(text, file)
  return text
}

function bodyOf(project: ProposedProject): object {
  const {
    candidate,
    contract,
    features,
    group,
    id,
    label,
    metrics,
    positive,
    reading,
    test,
    train,
    training,
    validation,
  } = project
  return {
    model: project.model,
    task: project.task.value,
    candidate: {
      [candidate.value.kind]: candidate.value.path,
      ...(features === undefined || candidate.value.kind !== 'onnx' ? {} : { features }),
    },
    data: {
      contract,
      ...(train === undefined ? {} : { train: train.value }),
      ...(validation === undefined ? {} : { validation: validation.value }),
      test: test.value,
      ...(reading === undefined ? {} : { reading }),
      label: label.value,
      ...(positive === undefined ? {} : { positive: positive.value }),
      ...(id === undefined ? {} : { id: id.value }),
      ...(group === undefined ? {} : { group }),
    },
    ...trainSection(training.value, project.builtinFeatures?.value),
    gate: {
      baseline: {
        from: [
          training.value.by === 'nobody' ? `git:${project.branch}:${candidate.value.path}` : `branch:${project.branch}`,
        ],
        if_missing: 'absolute-only',
      },
      metrics: Object.fromEntries(
        metrics.map(({ name, min, maxRegression }) => [
          name,
          {
            ...(min === undefined ? {} : { min }),
            ...(maxRegression === undefined ? {} : { max_regression: maxRegression }),
          },
        ]),
      ),
    },
  }
}

function trainSection(training: Training, features: readonly string[] | undefined): object {
  switch (training.by) {
    case 'command':
      return {
        train: { command: training.argv, ...(training.inputs.length === 0 ? {} : { inputs: training.inputs }) },
      }
    case 'builtin':
      return { train: { builtin: { algorithm: training.algorithm, ...(features === undefined ? {} : { features }) } } }
    case 'nobody':
      return {}
  }
}

/** A name for the model out of the folder's, in the letters that a name may have. */
export function modelName(folder: string): string {
  const name = folder
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9_]+|[-.]+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return name === '' ? 'model' : name
}
