import type { CommentTarget } from './comment-target.ts'
import type { Digest } from './digest.ts'
import type { SourcePosition } from './errors.ts'

export type HostName = 'github' | 'gitlab' | 'generic'

/** The commit and run this step works in. Everything a forge does not tell is undefined, never made up. */
export interface RunContext {
  /** `owner/name` or `group/project`; undefined outside a forge. */
  readonly repository: string | undefined
  /** The commit that is checked out and judged. */
  readonly commit: string | undefined
  /** `refs/heads/main`, `refs/pull/5/merge` … */
  readonly ref: string | undefined
  /** `push`, `pull_request`, `schedule` …; `local` outside CI. */
  readonly event: string
  /** Page of the run, for links. */
  readonly runUrl: string | undefined
  /** Names the run and its attempt: `<id>-<attempt>`. */
  readonly runId: string | undefined
  /** The file that defines this run, as `.github/workflows/ml.yml`; undefined where a forge does not tell. */
  readonly workflow?: string | undefined
}

/** The pull or merge request under review. */
export interface Change {
  readonly number: number
  readonly url: string
  readonly targetBranch: string
  /** The commit proposed (not the merge commit that some forges check out). */
  readonly headCommit: string
  /** True when the head lives in another repository: its token can only read. */
  readonly fromFork: boolean
}

/** The branch whose files are the policy: the change's target, or the default branch on other events. */
export interface PolicyTip {
  readonly branch: string
  /** The commit that the branch pointed at when it was asked. */
  readonly commit: string
  /** A file's bytes at that commit; undefined when it is proven not to exist there. Anything else throws InfrastructureError. */
  readFile(path: string): Promise<Uint8Array | undefined>
}

/** Somebody who let a change through in spite of its verdict, as the forge tells it; nothing of it is the change's word. */
export interface Override {
  /** Login of who set the label. */
  readonly by: string
  readonly label: string
  /** That person's comment, as it came. */
  readonly reason: string
  /** Address of the comment. */
  readonly url: string
  /** The commit that was let through: the head of the change. */
  readonly head: string
  /** When the label was set, as the forge writes times. */
  readonly at: string
  /** Number of the change. */
  readonly change: number
}

/** What looking for an override came to. `refused` and `unknown` say why there is none: they are none. */
export type OverrideSearch =
  /** No change, or it does not have the label. */
  | { readonly state: 'absent' }
  | { readonly state: 'granted'; readonly override: Override }
  /** The label is there; this condition does not hold: a sentence. */
  | { readonly state: 'refused'; readonly because: string }
  /** Whether the label is there could not be seen: a sentence. */
  | { readonly state: 'unknown'; readonly because: string }

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  readonly position?: SourcePosition
}

/** An artifact by what it is, never by name alone. */
export interface ArtifactReference {
  /** The forge's id, or a folder's path on the generic host. */
  readonly id: string
  /** Digest of what the forge stored (GitHub: the zip; elsewhere: the tree, see digestOfTree). */
  readonly digest: Digest
}

/** An artifact of this run, for people. */
export interface ArtifactPlace {
  /** As the forge lists it. */
  readonly name: string
  /** Of the page that leads to it. */
  readonly address: string
}

/** What looking for a branch's newest artifact came to. Errors are thrown: only proven absence is an answer. */
export type BranchArtifact =
  | {
      readonly found: true
      readonly artifact: ArtifactReference
      readonly runUrl: string
      readonly commit: string
      /** When the run began; undefined where the forge does not tell. */
      readonly createdAt?: Date | undefined
    }
  | { readonly found: false; readonly reason: string }

/** The run whose reports are published together: this very run, or the finished one that this run was started for. */
export interface ReportedRun {
  /** Page of the run, for links. */
  readonly url: string | undefined
  /** The commit that was judged. */
  readonly commit: string | undefined
  /** Whether another repository's code ran there: it could report anything. */
  readonly fromFork: boolean
  /** The change that the reports are about; undefined when there is none to write to. */
  readonly change: Change | undefined
  /** The file that defines it; see `RunContext.workflow`. */
  readonly workflow?: string | undefined
  /** Names it and its attempt; see `RunContext.runId`. */
  readonly runId?: string | undefined
  /** Of a run that was to be reported on a change: why there is none, as a sentence. */
  readonly because?: string
}

/** What to look for in everything that the jobs of the reported run handed over. */
export interface RunFileQuery {
  /** How the names of the artifacts begin that are looked into: others may hold anything and are left alone. */
  readonly prefix: string
  /** Name of the file, at the top of the artifact. */
  readonly file: string
  /** Bytes that the file may have. */
  readonly limit: number
}

/** The file in one artifact of that run. Any job may have made the artifact: only what the file says counts. */
export type RunFile = {
  /** The artifact, for people. */
  readonly artifact: string
  /** Whether an artifact that was handed over under this name would be this one. */
  readonly isNamed: (name: string) => boolean
  /** Attempt of the run that made it; 1 where a forge does not count them. */
  readonly attempt: number
  /** When it was stored, in milliseconds since 1970; undefined where nobody tells. */
  readonly createdMs: number | undefined
} & (
  | { readonly content: Uint8Array }
  /** Why there is no content: expired, another digest, no such file, too large. */
  | { readonly problem: string }
)

export interface SummarySection {
  /** Names the section: `<model>/<step>`. */
  readonly key: string
  readonly markdown: string
  /** Said instead when the whole would not fit. */
  readonly shortMarkdown: string
}

export type CommentResult =
  | { readonly written: true; readonly url: string }
  /** Not an error: forks and read-only tokens cannot comment, and the gate must not fail for that. */
  | { readonly written: false; readonly reason: string }

/** A verdict as an entry of its own among the checks of a commit. */
export interface CheckReport {
  /** As people read it, and as branch protection may require it. */
  readonly name: string
  /** Tells it from others: a later one of the same key takes its place. */
  readonly key: string
  readonly passed: boolean
  readonly title: string
  /** Markdown of at most 65,535 characters. */
  readonly summary: string
  /** Where the whole report is. */
  readonly url: string | undefined
  /** Most important first; those without a position are for the summary to say. */
  readonly annotations: readonly Annotation[]
}

/**
 * A forge or the lack of one: the only thing that knows environment variables, APIs and their limits.
 * Methods reject with InfrastructureError when the forge does not answer as it should.
 */
export interface Host {
  readonly name: HostName
  readonly run: RunContext
  /** The raw value of a step's input as this face passes it; undefined when it was not given. */
  input(name: string): string | undefined
  setOutputs(outputs: Readonly<Record<string, string>>): Promise<void>
  /** Adds to the run's summary page; where there is none, does nothing. */
  writeSummary(section: SummarySection): Promise<void>
  annotate(annotations: readonly Annotation[]): Promise<void>
  /** Writes a check on the commit under review, or on that of the run. */
  writeCheck(check: CheckReport): Promise<CommentResult>
  /** Runs `body` with its log lines folded under a title. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
  /** Makes the forge hide a secret in logs from now on. */
  mask(secret: string): void
  /** The change under review; undefined on other events. */
  change(): Promise<Change | undefined>
  /** Undefined only on the generic host, where the working tree is the policy. */
  policyTip(): Promise<PolicyTip | undefined>
  /**
   * A file of a repository of this forge at a commit that is on its default branch; undefined when it is proven not to be
   * there. With the token of this job, or on a machine of one's own with git and its user's rights. Rejects with
   * ConfigurationError for a commit that is not on that branch, and with InfrastructureError when it cannot be read.
   */
  readCommitted(repository: string, commit: string, path: string): Promise<Uint8Array | undefined>
  /**
   * Whether somebody who may has overridden the verdict on what this run judges: on the change under review, or on the
   * one that was merged as the commit of a push to the default branch and has the same tree. Rejects with
   * InfrastructureError only when the label is there and the rest cannot be read.
   */
  override(label: string): Promise<OverrideSearch>
  /**
   * Puts a self-contained HTML file where people can open it in the browser, beside what the run keeps, and returns its
   * address; undefined where there is no such place. `name` without ending; one that is taken does no harm.
   */
  publishPage(name: string, file: string): Promise<string | undefined>
  /** Whether an address is one that `publishPage` may have given in the reported run (GitLab: in this project): reports of other jobs name theirs. */
  ownsPage(address: string): boolean
  /** Where people find what this run hands over by `uploadArtifact`; undefined where it stays a folder of the machine. */
  artifactPlace(name: string): ArtifactPlace | undefined
  /** Hands a folder over to later jobs. */
  uploadArtifact(name: string, directory: string): Promise<ArtifactReference>
  /** Brings an artifact into a new folder and checks its digest; a mismatch is an InfrastructureError. */
  downloadArtifact(reference: ArtifactReference, into: string): Promise<void>
  /** The newest artifact of that name from a successful push run of this repository's own workflow on a branch. */
  findBranchArtifact(branch: string, name: string): Promise<BranchArtifact>
  /** The run that `readRunFiles` reads, with the change that `upsertComment` writes to. */
  reportedRun(): Promise<ReportedRun>
  /**
   * A file out of each artifact of the reported run, digests checked. What is wrong with one artifact is its `problem`;
   * rejects when the artifacts cannot be listed or brought at all.
   */
  readRunFiles(query: RunFileQuery): Promise<readonly RunFile[]>
  /** Whether `readRunFiles` sees what all jobs of the run left, not only of those that this one names. */
  readonly seesWholeRun: boolean
  /**
   * Writes the one comment of ours on the change of the reported run: `compose` gets the present body (undefined when
   * there is none yet) and returns the new one. Found by `marker` over all pages and by its author; unchanged content is not written.
   * Another target than the change is a commit or issue of the repository.
   */
  upsertComment(
    marker: string,
    compose: (present: string | undefined) => string,
    target?: CommentTarget,
  ): Promise<CommentResult>
  /** Characters that one comment may hold; 0 where there are no comments. */
  readonly commentLimit: number
  /** Environment variables that hold credentials here; their presence forbids running user code. */
  credentialVariables(): readonly string[]
}
