import type { Host } from './host.ts'
import type { Clock, Exec, Logger, Progress } from './ports.ts'
import type { Block, NamedDigest, Report } from './report.ts'
import type { Verdict } from './verdict.ts'

interface InputBase {
  /** One sentence in the imperative or a noun phrase; becomes the description on every face. */
  readonly description: string
  /** A value that works, for the help. */
  readonly example: string
  readonly required?: true
  /** The only forge that has what this is about; the others' faces do without the input. */
  readonly only?: 'github'
}

export type InputDeclaration =
  | (InputBase & { readonly type: 'string'; readonly default?: string })
  | (InputBase & { readonly type: 'path'; readonly default?: string })
  | (InputBase & { readonly type: 'boolean'; readonly default: boolean })
  | (InputBase & {
      readonly type: 'choice'
      readonly choices: readonly [string, ...string[]]
      readonly default: string
    })
  /** Never logged. On GitHub `githubDefault` is the expression that fills it, if any; elsewhere `variable` is read. */
  | (InputBase & { readonly type: 'secret'; readonly githubDefault?: string; readonly variable: string })

export type InputDeclarations = Readonly<Record<string, InputDeclaration>>

type ValueOf<D extends InputDeclaration> = D extends { type: 'boolean' }
  ? boolean
  : D extends { type: 'choice'; choices: readonly (infer C)[] }
    ? C
    : D extends { default: string } | { required: true }
      ? string
      : string | undefined

/** Parsed inputs by their own names: `inputs['training-artifact-id']`. */
export type InputValues<I extends InputDeclarations> = { readonly [K in keyof I]: ValueOf<I[K]> }

export interface OutputDeclaration {
  readonly description: string
}

/** A GitHub permission that the step needs, and why; shown in documentation and examples. */
export interface Permission {
  readonly scope: 'contents' | 'pull-requests' | 'issues' | 'actions' | 'checks'
  readonly access: 'read' | 'write'
  readonly reason: string
  /** The input that asks for it: `check: true`. Needed always where there is none. */
  readonly when?: string
}

/** What every step is handed; `steps` adds the project. Nothing else has an effect. */
export interface Effects {
  readonly host: Host
  readonly clock: Clock
  readonly log: Logger
  readonly progress: Progress
  readonly exec: Exec
  /** Publishes these blocks if the step dies before its report: what is known must not be lost. */
  readonly keep: (...blocks: Block[]) => void
}

/** What a step leaves behind as evidence: an in-toto statement's subject and predicate. */
export interface StepRecord {
  readonly subject: readonly [NamedDigest, ...NamedDigest[]]
  readonly predicateType: string
  readonly predicate: object
}

/** Reports that a step publishes in the name of other steps, beside its own. */
export interface Publications {
  /** Sections of the comment; the step's own report is among them only when readers should see it there. */
  readonly comment: readonly Report[]
  /** What follows the step's own report in the summary. */
  readonly summary: readonly Report[]
  /** Keys (`<model>/<step>`) of sections that the comment no longer needs. */
  readonly replaces: readonly string[]
  /** Whether `comment` is all that the run has to say: older sections of its workflow are then over. */
  readonly wholeRun: boolean
}

export interface StepResult {
  readonly verdict: Verdict
  /** True when the policy lets an inconclusive verdict through: exit 0 although it stands as inconclusive. */
  readonly inconclusivePasses?: boolean
  /** True when somebody who may let a fail or an inconclusive verdict through: exit 0 although it stands. */
  readonly overridden?: boolean
  readonly record: StepRecord
  /** Keeps the record's file, signed where there is a key, where later runs look for it; called once it is written. */
  readonly keepRecord?: (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<void>
  readonly report: Report
  /** Values for the declared outputs that are the step's own; runStep adds the common ones. */
  readonly outputs: Readonly<Record<string, string>>
  readonly publishes?: Publications
}

/** One step, declared once; every face is generated from this. */
export interface StepDeclaration<I extends InputDeclarations, D extends Effects> {
  /** Verb-noun in kebab-case: `evaluate-gate`. */
  readonly name: string
  /** One sentence that says what the user gets. */
  readonly summary: string
  readonly branding: { readonly icon: string; readonly color: string }
  readonly inputs: I
  readonly outputs: Readonly<Record<string, OutputDeclaration>>
  readonly permissions: readonly Permission[]
  /** Whether the step has a section in the comment on the pull or merge request. */
  readonly comments: boolean
  run(inputs: InputValues<I>, deps: D): Promise<StepResult>
  /** What it would do here, on the command line alone: nothing is judged, left or published. */
  explain?(deps: D): Promise<Explanation>
}

/** What a step would do. */
export interface Explanation {
  /** For people: lines without control characters. */
  readonly text: string
  /** The same for programs: JSON. */
  readonly data: unknown
}

/** A step as the faces see it, its input types forgotten: `never` is what every `run` accepts. */
export type AnyStep<D extends Effects> = Omit<StepDeclaration<InputDeclarations, D>, 'run'> & {
  run(inputs: never, deps: D): Promise<StepResult>
}
