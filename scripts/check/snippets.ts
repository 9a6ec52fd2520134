import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { steps } from '@mlgate/steps'
import { parseDocument } from 'yaml'
import app from '../../packages/app/package.json' with { type: 'json' }
import { gitlabTemplate } from '../generate/gitlab-template.ts'
import type { StepFace } from '../generate/step-face.ts'
import { root } from '../repository.ts'
import { runCommand } from '../run-command.ts'
import { type Check, outcomeOf } from './check.ts'
import { markdownNodes } from './markdown-nodes.ts'

/** What a snippet may say: inputs of each action and component by the step's name, and the components' version. */
export interface Declared {
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>
  readonly components: ReadonlyMap<string, ReadonlySet<string>>
  readonly version: string
}

/** The workflows and pipelines that our pages show use steps and inputs that there are, in the version that there is. */
export const snippets: Check = {
  name: 'snippets',
  run: async () => {
    const listed = await runCommand(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'])
    if (listed.exitCode !== 0) return { passed: false, detail: listed.output }
    const declared = declaredBy(steps, app.version)
    const problems: string[] = []
    let count = 0
    for (const file of listed.stdout.split('\0').filter((name) => name !== '')) {
      const text = await readFile(join(root, file), 'utf8').catch(() => '')
      for (const use of usesIn(text)) {
        count++
        problems.push(...problemsOf(use, declared).map((problem) => `${file}:${use.line} ${problem}`))
      }
    }
    return count === 0
      ? { passed: false, detail: 'No snippet was found.' }
      : outcomeOf(problems, `${count} uses of steps`)
  },
}

/** The inputs of the steps' actions, and of their components as the templates have them. */
export function declaredBy(faces: readonly StepFace[], version: string): Declared {
  const actions = faces.map(({ name, inputs }) => [name, new Set(Object.keys(inputs))] as const)
  const components = faces.map((step) => {
    const spec: unknown = parseDocument(gitlabTemplate(step, version).split(/^---$/m)[0] ?? '').toJS()
    return [step.name, new Set(keysOf(member(member(spec, 'spec'), 'inputs')))] as const
  })
  return { actions: new Map(actions), components: new Map(components), version }
}

/** A step of ours as a snippet uses it. */
interface Use {
  /** Line at which the snippet begins. */
  readonly line: number
  readonly face: 'action' | 'component'
  /** What follows our repository's name: `evaluate-gate@v1`. */
  readonly reference: string
  readonly inputs: readonly string[]
}

/** All uses of our steps in the YAML that a page shows. */
export function usesIn(text: string): readonly Use[] {
  return markdownNodes(text).flatMap((node) => {
    if (node.type !== 'code' || node.lang !== 'yaml') return []
    const line = node.position?.start.line ?? 0
    return objectsIn(parseDocument(node.value).toJS()).flatMap((object): Use[] => {
      const action = /^mlgate\/mlgate\/actions\/(.+)$/.exec(String(member(object, 'uses')))?.[1]
      if (action !== undefined) {
        return [{ line, face: 'action', reference: action, inputs: keysOf(member(object, 'with')) }]
      }
      const component = /\/mlgate\/mlgate\/(.+)$/.exec(String(member(object, 'component')))?.[1]
      if (component === undefined) return []
      return [{ line, face: 'component', reference: component, inputs: keysOf(member(object, 'inputs')) }]
    })
  })
}

/** What is wrong with a use: a step, an input or a version that there is not. */
export function problemsOf({ face, reference, inputs }: Use, declared: Declared): readonly string[] {
  const [name = '', version] = reference.split('@')
  const known = (face === 'action' ? declared.actions : declared.components).get(name)
  if (known === undefined) return [`There is no ${face} ${name}.`]
  const expected = face === 'action' ? 'v1' : declared.version
  const stale = version === expected ? [] : [`${face} ${name}: the version is ${expected}, not ${version}.`]
  return [
    ...stale,
    ...inputs.filter((input) => !known.has(input)).map((input) => `${face} ${name} has no input ${input}.`),
  ]
}

/** A value of YAML and everything in it that is a mapping. */
function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}
