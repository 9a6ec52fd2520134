import { ConfigurationError, type SourcePosition } from '@mlgate/core'
import { environmentProblems } from '@mlgate/deployment'
import {
  checkDocument,
  type Document,
  type DocumentPath,
  errorOf,
  nearest,
  type Problem,
  parseDocument,
  quoted,
} from '@mlgate/documents'
import { bodyOf } from './gate-shorthand.ts'
import { type ModelBody, SeveralProject, SingleProject } from './project-schema.ts'

/** A project file that was read and holds. */
export interface Project {
  readonly file: string
  /** The organisation's policy that it extends, as it is written. */
  readonly extends: string | undefined
  /** In the order of the file; at least one. */
  readonly models: ReadonlyMap<string, ModelBody>
  /** Where something stands, by its path inside a model's body: `['gate', 'metrics', 'roc_auc']`. */
  positionOf(model: string, path: DocumentPath, which?: 'key' | 'value'): SourcePosition
}

/**
 * Reads a project file. `file` is how messages name it. Throws one ConfigurationError with a line for each problem:
 * position, what was found, what is allowed and the nearest name.
 */
export function loadProject(text: string, file: string): Project {
  const document = parseDocument(text, file)
  return isSeveral(document.value) ? severalModels(document) : oneModel(document)
}

function isSeveral(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'models')
}

function oneModel(document: Document): Project {
  const { model, extends: extended, ...written } = checkDocument(document, SingleProject)
  const body = bodyOf(document, [], written)
  refuseImpossibleOrder(document, [], body)
  return {
    file: document.file,
    extends: extended,
    models: new Map([[model, body]]),
    positionOf: (_, path, which) => document.positionOf(path, which),
  }
}

function severalModels(document: Document): Project {
  refuseBodyBesideModels(document)
  const { models: written, extends: extended } = checkDocument(document, SeveralProject)
  const models = Object.fromEntries(
    Object.entries(written).map(([name, body]) => {
      return [name, bodyOf(document, ['models', name], body)] as const
    }),
  )
  refuseNamesThatFoldersConfuse(Object.keys(models), document)
  for (const [name, body] of Object.entries(models)) refuseImpossibleOrder(document, ['models', name], body)
  return {
    file: document.file,
    extends: extended,
    models: new Map(Object.entries(models)),
    positionOf: (model, path, which) => document.positionOf(['models', model, ...path], which),
  }
}

function refuseBodyBesideModels(document: Document): void {
  const body = new Set(Object.keys(SingleProject.properties))
  for (const shared of Object.keys(SeveralProject.properties)) body.delete(shared)
  const keys = isSeveral(document.value) ? Object.keys(document.value) : []
  throwIfAny(
    keys
      .filter((key) => body.has(key))
      .map((key) => ({
        path: [key],
        position: document.positionOf([key], 'key'),
        message: 'cannot stand beside models; it belongs into one of them.',
      })),
  )
}

/** Some file systems do not tell letter case apart, and each model has a folder of its own. */
function refuseNamesThatFoldersConfuse(names: readonly string[], document: Document): void {
  const problems = names.flatMap((name, index): Problem[] => {
    const twin = names.slice(0, index).find((earlier) => earlier.toLowerCase() === name.toLowerCase())
    if (twin === undefined) return []
    const path = ['models', name]
    return [{ path, position: document.positionOf(path, 'key'), message: `differs from ${twin} only by letter case.` }]
  })
  throwIfAny(problems)
}

/** Environments that wait for one that is not there, or for each other, would never be deployed to. */
function refuseImpossibleOrder(document: Document, at: DocumentPath, { deploy = {} }: ModelBody): void {
  throwIfAny(
    environmentProblems(deploy).map(({ environment, message }) => {
      const path = [...at, 'deploy', environment, 'requires', 'passed']
      return { path, position: document.positionOf(path), message }
    }),
  )
}

function throwIfAny(problems: readonly Problem[]): void {
  const [first, ...rest] = problems
  if (first !== undefined) throw errorOf([first, ...rest])
}

/** A model with its name. */
export interface SelectedModel {
  readonly name: string
  readonly body: ModelBody
}

/**
 * The model of that name, or the only one when no name is given. Throws ConfigurationError that lists the models when
 * there are several and none was named, or none of that name.
 */
export function selectModel(project: Project, name?: string): SelectedModel {
  const names = [...project.models.keys()]
  const wanted = name ?? (names.length === 1 ? names[0] : undefined)
  if (wanted === undefined) {
    throw new ConfigurationError(`${project.file}: has several models (${names.join(', ')}). Name one of them.`)
  }
  const body = project.models.get(wanted)
  if (body === undefined) {
    const meant = nearest(wanted, names)
    const hint = meant === undefined ? `known are ${names.join(', ')}.` : `Did you mean ${meant}?`
    throw new ConfigurationError(
      `${project.file}: has no model ${quoted(wanted)}${meant === undefined ? '; ' : '. '}${hint}`,
    )
  }
  return { name: wanted, body }
}
