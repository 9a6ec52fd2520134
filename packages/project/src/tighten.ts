import { checkDocument, type DocumentPath, errorOf, type Problem, pathText, printable } from '@mlgate/documents'
import { canonicalJson } from './canonical-json.ts'
import { bodyOf } from './gate-shorthand.ts'
import type { ReadOrganisationPolicy } from './organisation-policy.ts'
import { policyRules } from './policy-rules.ts'
import type { Project } from './project.ts'
import { ModelBody } from './project-schema.ts'
import type { Node } from './stringency.ts'

/**
 * What judges a model of a repository that extends an organisation's policy: all that either demands. Throws one
 * ConfigurationError with a line for each setting of the repository's that is not at least as tight as the
 * organisation's, or that nobody can compare with it; each says where both stand.
 *
 * What the organisation leaves out has its default, and no repository may go below that; where there is no default, the
 * repository decides. What the repository leaves out is as the organisation has it.
 */
export function tightened(project: Project, model: string, organisation: ReadOrganisationPolicy): ModelBody {
  const own = project.models.get(model)
  if (own === undefined) throw new RangeError(`${project.file} has no model ${model}.`)
  const { gate, evidence, trusted_keys, registry, deploy } = own
  const problems = looser([], policyRules, organisation.body, { gate, evidence, trusted_keys, registry, deploy }).map(
    ({ path, own: ours, theirs }): Problem => ({
      path,
      position: project.positionOf(model, path),
      message: `${words(ours)} is not tighter than ${atHome(organisation, path, theirs)}. A repository may only tighten what it extends.`,
    }),
  )
  const [first, ...rest] = problems
  if (first !== undefined) throw errorOf([first, ...rest])
  const demanded = applicable(organisation.body, own)
  const document = {
    file: project.file,
    value: merge(demanded, own),
    positionOf: (path: DocumentPath, which?: 'key' | 'value') => project.positionOf(model, path, which),
  }
  return bodyOf(document, [], checkDocument(document, ModelBody))
}

/** What of an organisation's demands can meet a model: registries and environments are its repository's to have. */
function applicable(
  { registry, deploy = {}, ...demands }: ReadOrganisationPolicy['body'],
  own: ModelBody,
): Readonly<Record<string, unknown>> {
  const known = Object.entries(deploy).filter(([name]) => own.deploy !== undefined && Object.hasOwn(own.deploy, name))
  return {
    ...demands,
    ...(own.registry === undefined || registry === undefined ? {} : { registry }),
    ...(known.length === 0 ? {} : { deploy: Object.fromEntries(known) }),
  }
}

interface Looser {
  readonly path: DocumentPath
  readonly own: unknown
  /** What the organisation says there; undefined when it says nothing. */
  readonly theirs: unknown
}

function looser(path: DocumentPath, node: Node, theirs: unknown, own: unknown): readonly Looser[] {
  if (own === undefined || canonicalJson(own) === canonical(theirs)) return []
  if (node.kind === 'rule') {
    if (theirs === undefined && node.silence === 'free') return []
    const direction = node.direction(theirs, own)
    return direction === 'tightened' || direction === 'unchanged' ? [] : [{ path, own, theirs }]
  }
  if (node.kind === 'keys' && (node.demands || node.silence === 'free') && theirs === undefined) return []
  if (!isMapping(own)) return [{ path, own, theirs }]
  return Object.entries(own).flatMap(([name, value]) => {
    const there = isMapping(theirs) && Object.hasOwn(theirs, name) ? theirs[name] : undefined
    const below = [...path, name]
    if (node.kind === 'entries') {
      return there === undefined && node.added === 'tightened' ? [] : looser(below, node.entry, there, value)
    }
    const rule = Object.hasOwn(node.keys, name) ? node.keys[name] : node.rest
    // Nobody has said what is tighter here: fail closed, whoever wrote it.
    return rule === undefined ? [{ path: below, own: value, theirs: there }] : looser(below, rule, there, value)
  })
}

/** Mappings key by key; anything else is the repository's where it says it, which was found to be no looser. */
function merge(theirs: unknown, own: unknown): unknown {
  if (own === undefined) return theirs
  if (!isMapping(theirs) || !isMapping(own)) return own
  const names = new Set([...Object.keys(theirs), ...Object.keys(own)])
  const entries = [...names].map((name) => [name, merge(ownValue(theirs, name), ownValue(own, name))] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function ownValue(mapping: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(mapping, name) ? mapping[name] : undefined
}

function atHome({ document }: ReadOrganisationPolicy, path: DocumentPath, theirs: unknown): string {
  if (theirs === undefined) return `what ${document.file} leaves out`
  const { line, column } = document.positionOf(path)
  return `${words(theirs)}, which ${document.file}:${line}:${column} says (${pathText(path)})`
}

function words(value: unknown): string {
  return printable(typeof value === 'string' ? value : (canonical(value) ?? 'nothing'), 200)
}

function canonical(value: unknown): string | undefined {
  return value === undefined ? undefined : canonicalJson(value)
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
