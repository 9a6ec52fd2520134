import { type Choice, sure, unsure } from './choice.ts'
import type { ProposedTask } from './choose-columns.ts'
import type { SeenTools } from './existing-tools.ts'
import type { SeenFiles } from './look-at-files.ts'

/** How the model comes about. */
export type Training =
  | { readonly by: 'command'; readonly argv: readonly [string, ...string[]]; readonly inputs: readonly string[] }
  | { readonly by: 'builtin'; readonly algorithm: 'logistic-regression' | 'linear-regression' }
  /** Elsewhere: the model is a file here already. */
  | { readonly by: 'nobody' }

/** What says which packages the training needs, most exact first. */
export type PythonSetup = 'uv' | 'requirements' | 'pyproject' | 'none'

/** A command of another tool's file, else a script that is called so, else a model that is here, else our own trainer. */
export function chooseTraining(seen: SeenFiles, tools: SeenTools, task: ProposedTask): Choice<Training> {
  if (tools.training !== undefined) {
    const { argv, from, inputs } = tools.training
    return sure({ by: 'command', argv, inputs: inputsOf(argv, seen, inputs) }, from)
  }
  const scripts = [...seen.scripts.keys()].sort((a, b) => rank(a) - rank(b))
  const [script, ...others] = scripts
  if (script !== undefined && rank(script) < 2) {
    const argv = commandFor(script, seen)
    const training: Training = { by: 'command', argv, inputs: inputsOf(argv, seen, []) }
    const rivals = others.filter((other) => rank(other) === rank(script))
    return rivals.length === 0
      ? sure(training, 'a script that is called so')
      : unsure(training, `${script}, ${rivals.join(', ')} could all be it`)
  }
  if (keptModels(seen).length > 0) return sure({ by: 'nobody' }, 'no training script, and a model is here')
  const algorithm = task === 'regression' ? 'linear-regression' : 'logistic-regression'
  return sure({ by: 'builtin', algorithm }, 'no training script here; this one comes with mlgate and needs nothing')
}

/** Models that git keeps, as far as its list of what it ignores says: others were made by a training here. */
function keptModels({ onnx, texts }: SeenFiles): readonly string[] {
  const ignored = (texts.get('.gitignore') ?? '').split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ''))
  const covers = (line: string, path: string): boolean =>
    line !== '' && (line === path || path.startsWith(`${line}/`) || line === '*.onnx')
  return onnx.filter((path) => !ignored.some((line) => covers(line, path)))
}

/** `train.py` before `src/train_model.py` before programs that may be anything. */
function rank(path: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^(train|training|fit)\./i.test(name)) return 0
  return /(^|[_-])(train|training|fit)([_.-]|$)/i.test(name) ? 1 : 2
}

function commandFor(script: string, { texts }: SeenFiles): readonly [string, ...string[]] {
  if (/\.r$/i.test(script)) return ['Rscript', script]
  if (/\.jl$/i.test(script)) return ['julia', script]
  return texts.has('uv.lock') ? ['uv', 'run', '--frozen', 'python', script] : ['python', script]
}

/** Files that the command reads: its own words that are files here, what lists its packages, and what is said. */
export function inputsOf(argv: readonly string[], seen: SeenFiles, said: readonly string[]): readonly string[] {
  const here = argv.filter((word) => seen.scripts.has(word))
  const packages = ['requirements.txt', 'pyproject.toml', 'uv.lock', 'params.yaml'].filter((file) =>
    seen.texts.has(file),
  )
  const data = new Set(seen.data)
  // Data have keys of their own; a folder or file that is not here would be refused.
  const others = said.filter((path) => !data.has(path) && (seen.scripts.has(path) || seen.texts.has(path)))
  return [...new Set([...here, ...others, ...packages])]
}

export function pythonSetup(training: Training, { texts }: SeenFiles): PythonSetup | undefined {
  if (training.by !== 'command' || !training.argv.some((word) => /^(python3?|uv|dvc)$|\.py$/.test(word)))
    return undefined
  if (training.argv[0] === 'uv') return 'uv'
  if (texts.has('requirements.txt')) return 'requirements'
  return texts.has('pyproject.toml') ? 'pyproject' : 'none'
}

/** Texts of the scripts that the training's command names, or that it is said to read. */
export function scriptsOf(training: Training, seen: SeenFiles): readonly string[] {
  if (training.by !== 'command') return []
  return [...new Set([...training.argv, ...training.inputs])].flatMap((path) => seen.scripts.get(path) ?? [])
}

/** What is judged. */
export interface Candidate {
  readonly kind: 'onnx' | 'predictions'
  readonly path: string
}

/** How tables of predictions are called. */
const predictionsFile = /predict\w*\.(csv|parquet|jsonl)$/

/** Relative, below this folder, and nothing that a path should not hold. */
const plainPath = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./ -]+$/

/** The model's file: as the training writes it, as far as its text says, else one that is here, else `out/model.onnx`. */
export function chooseCandidate(seen: SeenFiles, tools: SeenTools, training: Training): Choice<Candidate> {
  const onnx = (path: string): Candidate => ({ kind: 'onnx', path })
  const outs = (tools.training?.outputs ?? []).filter((path) => plainPath.test(path))
  const declared = 'an output of the training that is declared here'
  const written = outs.find((path) => path.endsWith('.onnx'))
  if (written !== undefined) return sure(onnx(written), declared)
  const table = outs.find((path) => predictionsFile.test(path))
  if (table !== undefined) return sure({ kind: 'predictions', path: table }, declared)
  const texts = scriptsOf(training, seen)
  const models = new Set(texts.flatMap((text) => pathsIn(text, /\.onnx$/)))
  const [model] = models
  if (model !== undefined) {
    return models.size === 1
      ? sure(onnx(model), 'the training script names it')
      : unsure(onnx(model), `the training script names ${[...models].join(', ')}`)
  }
  const [predictions] = texts.flatMap((text) => pathsIn(text, predictionsFile))
  if (predictions !== undefined) {
    return sure({ kind: 'predictions', path: predictions }, 'the training script names it, and no .onnx file')
  }
  const [present, ...others] = seen.onnx
  if (present !== undefined) {
    return others.length === 0
      ? sure(onnx(present), 'the one model that is here')
      : unsure(onnx(present), `${seen.onnx.length} models are here: ${seen.onnx.slice(0, 5).join(', ')}`)
  }
  return sure(
    onnx('out/model.onnx'),
    training.by === 'command'
      ? 'nothing says where the model is written: make the training write it here'
      : 'written by the training',
  )
}

/** String literals that end so, with the folder that they are joined to where both stand together. */
function pathsIn(text: string, ending: RegExp): readonly string[] {
  const literals = [...text.matchAll(/(["'])([\w./ -]+)\1/g)]
  return literals.flatMap((match, index) => {
    const name = match[2] ?? ''
    if (!ending.test(name)) return []
    const before = literals[index - 1]
    const between = before === undefined ? '' : text.slice(before.index + before[0].length, match.index)
    const folder = /^\)?\s*[,/]\s*$/.test(between) ? before?.[2] : undefined
    const path = folder === undefined || folder.includes('.') ? name : `${folder.replace(/\/+$/, '')}/${name}`
    return plainPath.test(path) ? [path.replace(/^(\.\/)+/, '')] : []
  })
}
