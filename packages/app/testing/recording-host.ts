import {
  type Annotation,
  type Change,
  type CheckReport,
  type CommentTarget,
  digestOfBytes,
  type Host,
  ownRun,
  type PolicyTip,
  type ReportedRun,
  type RunFile,
  type SummarySection,
} from '@mlgate/core'

/** What a run did to its forge, in order. */
export interface Recorded {
  readonly calls: string[]
  readonly summaries: SummarySection[]
  readonly annotations: Annotation[]
  readonly checks: CheckReport[]
  readonly outputs: Record<string, string>
  readonly masked: string[]
  comment: string | undefined
  /** Where the comment was to be written. */
  target: CommentTarget | undefined
}

export interface RecordingOptions {
  readonly variables?: Readonly<Record<string, string>>
  readonly inputs?: Readonly<Record<string, string>>
  readonly change?: Change
  /** The run whose reports are published; this one without it. */
  readonly reported?: ReportedRun
  /** What the run's artifacts hold. */
  readonly runFiles?: readonly RunFile[]
  /** Where the policy is read; the working tree without it. */
  readonly policyTip?: PolicyTip
  /** Methods that fail, and how. */
  readonly failing?: Readonly<
    Partial<
      Record<'publishPage' | 'uploadArtifact' | 'writeSummary' | 'writeCheck' | 'upsertComment' | 'setOutputs', Error>
    >
  >
  readonly commentRefused?: string
  readonly checkRefused?: string
  /** The comment that is there. */
  readonly comment?: string
}

/** A forge that writes down what is done to it. */
export function recordingHost(options: RecordingOptions = {}): { readonly host: Host; readonly recorded: Recorded } {
  const recorded: Recorded = {
    calls: [],
    summaries: [],
    annotations: [],
    checks: [],
    outputs: {},
    masked: [],
    comment: options.comment,
    target: undefined,
  }
  const called = (name: string): void => {
    recorded.calls.push(name)
    const failure = options.failing?.[name as 'setOutputs']
    if (failure !== undefined) throw failure
  }
  const host: Host = {
    name: 'github',
    run: {
      repository: 'acme/m',
      commit: 'c0ffee',
      ref: undefined,
      event: 'push',
      runUrl: 'https://ci.example/5',
      runId: '1-1',
      workflow: '.github/workflows/ml.yml',
    },
    input: (name) => options.inputs?.[name],
    async setOutputs(outputs) {
      called('setOutputs')
      Object.assign(recorded.outputs, outputs)
    },
    async writeSummary(section) {
      called('writeSummary')
      recorded.summaries.push(section)
    },
    async annotate(annotations) {
      called('annotate')
      recorded.annotations.push(...annotations)
    },
    async writeCheck(check) {
      called('writeCheck')
      if (options.checkRefused !== undefined) return { written: false, reason: options.checkRefused }
      recorded.checks.push(check)
      return { written: true, url: 'https://github.com/acme/m/runs/9' }
    },
    group: (_title, body) => body(),
    mask: (secret) => void recorded.masked.push(secret),
    change: async () => options.change,
    policyTip: async () => options.policyTip,
    readCommitted: async () => undefined,
    override: async () => ({ state: 'absent' }),
    async publishPage(name) {
      called('publishPage')
      return `https://ci.example/pages/${name}`
    },
    ownsPage: (address) => address.startsWith('https://ci.example/pages/'),
    artifactPlace: (name) => ({ name, address: `https://ci.example/artifacts/${name}` }),
    async uploadArtifact(name) {
      called('uploadArtifact')
      return { id: name, digest: digestOfBytes(name) }
    },
    downloadArtifact: () => Promise.reject(new Error('The test expects no download.')),
    findBranchArtifact: () => Promise.reject(new Error('The test expects no search.')),
    reportedRun: async () => options.reported ?? ownRun(host.run, options.change),
    readRunFiles: async () => options.runFiles ?? [],
    async upsertComment(_marker, compose, target) {
      called('upsertComment')
      recorded.target = target
      if (options.commentRefused !== undefined) return { written: false, reason: options.commentRefused }
      recorded.comment = compose(recorded.comment)
      return { written: true, url: 'https://github.com/acme/m/pull/5#issuecomment-1' }
    },
    seesWholeRun: true,
    commentLimit: 65_536,
    credentialVariables: () => [],
  }
  return { host, recorded }
}
