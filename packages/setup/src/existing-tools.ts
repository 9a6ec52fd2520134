import { parseDocument } from '@mlgate/documents'
import type { SeenFiles } from './look-at-files.ts'

/** A command that trains, as another tool's file has it. */
export interface ToolTraining {
  /** Where it stands, in words: `stage train of dvc.yaml`. */
  readonly from: string
  readonly argv: readonly [string, ...string[]]
  /** Files that it reads, besides the program. */
  readonly inputs: readonly string[]
  /** Files that it writes. */
  readonly outputs: readonly string[]
}

export interface SeenTools {
  readonly training: ToolTraining | undefined
  /** What the user should know, a sentence each. */
  readonly notes: readonly string[]
}

/** Reads what DVC, MLflow Projects and CML have here. A file that cannot be understood is a note, never an error. */
export function readTools(seen: SeenFiles): SeenTools {
  const notes: string[] = []
  const training =
    dvcTraining(seen.texts.get('dvc.yaml'), notes) ?? mlprojectTraining(seen.texts.get('MLproject'), notes)
  const cml = [...seen.texts]
    .filter(
      ([path, text]) =>
        /\.ya?ml$/.test(path) &&
        /iterative\/setup-cml|treeverse\/setup-cml|\bcml (comment|send-comment|ci|publish)\b/.test(text),
    )
    .map(([path]) => path)
  if (cml.length > 0) {
    notes.push(
      `${cml.join(', ')} comments with CML. The gate writes its own comment: see docs/migrating.md before you run both.`,
    )
  }
  return { training, notes }
}

function dvcTraining(text: string | undefined, notes: string[]): ToolTraining | undefined {
  const stages = Object.entries(mapping(member(parsed(text, 'dvc.yaml', notes), 'stages')))
  const named = stages.find(([name]) => /train|fit/i.test(name))
  const [name, stage] = named ?? (stages.length === 1 ? (stages[0] ?? []) : [])
  if (name === undefined) {
    if (stages.length > 0) notes.push('dvc.yaml has several stages and none is called train: say --train-command.')
    return undefined
  }
  const command = member(stage, 'cmd')
  const argv = typeof command === 'string' ? wordsOf(command) : undefined
  const metrics = names(member(stage, 'metrics'))
  if (metrics.length > 0) {
    notes.push(
      `DVC writes ${metrics.join(', ')}: numbers without their rows. The gate measures by itself; docs/migrating.md says how both go together.`,
    )
  }
  const files = { inputs: names(member(stage, 'deps')), outputs: names(member(stage, 'outs')) }
  if (argv !== undefined) return { from: `stage ${name} of dvc.yaml`, argv, ...files }
  notes.push(`Stage ${name} of dvc.yaml is a line for a shell, which is not used here: dvc repro runs it.`)
  return { from: `stage ${name} of dvc.yaml`, argv: ['dvc', 'repro', name], ...files }
}

function mlprojectTraining(text: string | undefined, notes: string[]): ToolTraining | undefined {
  const points = mapping(member(parsed(text, 'MLproject', notes), 'entry_points'))
  const [name, point] =
    Object.entries(points).find(([one]) => one === 'train') ??
    Object.entries(points).find(([one]) => one === 'main') ??
    []
  const command = member(point, 'command')
  if (name === undefined || typeof command !== 'string') return undefined
  const parameters = mapping(member(point, 'parameters'))
  const filled = command.replace(/\{([^{}]+)\}/g, (place, parameter: string) => {
    const declared = parameters[parameter]
    const value = member(declared, 'default') ?? declared
    return typeof value === 'string' || typeof value === 'number' ? String(value) : place
  })
  const argv = wordsOf(filled)
  if (argv === undefined) {
    notes.push(
      `The entry point ${name} of MLproject is a line for a shell, or has parameters without a default: say --train-command.`,
    )
    return undefined
  }
  return { from: `entry point ${name} of MLproject`, argv, inputs: [], outputs: [] }
}

/** The words of a simple command line, with quotes; undefined for what only a shell understands. */
export function wordsOf(command: string): readonly [string, ...string[]] | undefined {
  const words: string[] = []
  const line = command.trim()
  const token = /\s*(?:((?:[^\s"'\\|&;<>()$`*?[\]{}~#!]+|"[^"\\$`]*"|'[^']*')+))(?=\s|$)/y
  while (token.lastIndex < line.length) {
    const match = token.exec(line)
    if (match?.[1] === undefined) return undefined
    words.push(
      match[1].replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
    )
  }
  const [program, ...rest] = words
  // A variable in front is for a shell.
  return program === undefined || program === '' || /^\w+=/.test(program) ? undefined : [program, ...rest]
}

function parsed(text: string | undefined, file: string, notes: string[]): unknown {
  if (text === undefined || text === '') return undefined
  try {
    return parseDocument(text, file).value
  } catch {
    notes.push(`${file} cannot be read as YAML and was passed over.`)
    return undefined
  }
}

function member(value: unknown, key: string): unknown {
  return Object.hasOwn(mapping(value), key) ? mapping(value)[key] : undefined
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}

/** Paths in a list whose entries are texts, or mappings with the path as their key. */
function names(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) =>
    typeof entry === 'string' ? [entry] : Object.keys(mapping(entry)).slice(0, 1),
  )
}
