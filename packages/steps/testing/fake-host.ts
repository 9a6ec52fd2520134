import type { BranchArtifact, Change, Host, OverrideSearch, PolicyTip, ReportedRun } from '@mlgate/core'

/** What a test says about its forge; everything else refuses, so that no step does more than its test expects. */
export interface FakeForge {
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly branch?: string
  readonly commit?: string
  readonly branchArtifact?: () => Promise<BranchArtifact>
  readonly artifactPlace?: Host['artifactPlace']
  readonly download?: Host['downloadArtifact']
  readonly credentials?: readonly string[]
  readonly change?: Change
  /** Files of other repositories, by `<repository>@<commit>:<path>`. */
  readonly committed?: Readonly<Record<string, string>>
  readonly override?: (label: string) => Promise<OverrideSearch>
  readonly event?: string
  readonly reported?: ReportedRun
  readonly runFiles?: Host['readRunFiles']
}

/** A forge that only exists in a test: files at the policy's tip, artifacts from functions. */
export function fakeHost(forge: FakeForge = {}): Host {
  const refuse = (what: string) => () => Promise.reject(new Error(`The test expects no ${what}.`))
  const { files, branch = 'main', commit = '4f1c2d0000000000000000000000000000000000' } = forge
  const tip: PolicyTip | undefined = files && {
    branch,
    commit,
    readFile: async (path) => {
      const content = files[path]
      return typeof content === 'string' ? new TextEncoder().encode(content) : content
    },
  }
  return {
    name: files === undefined ? 'generic' : 'github',
    run: {
      repository: files === undefined ? undefined : 'acme/flights',
      commit: undefined,
      ref: undefined,
      event: forge.event ?? 'pull_request',
      runUrl: undefined,
      runId: undefined,
    },
    input: () => undefined,
    setOutputs: refuse('outputs'),
    writeSummary: refuse('summary'),
    annotate: refuse('annotations'),
    writeCheck: refuse('check'),
    group: (_title, body) => body(),
    mask: () => undefined,
    change: async () => forge.change,
    policyTip: async () => tip,
    readCommitted: async (repository, at, path) => {
      const content = forge.committed?.[`${repository}@${at}:${path}`]
      return content === undefined ? undefined : new TextEncoder().encode(content)
    },
    override: forge.override ?? refuse('search for an override'),
    publishPage: refuse('page'),
    ownsPage: (address) => address.startsWith('https://ci.example/pages/'),
    artifactPlace: (name) => forge.artifactPlace?.(name),
    uploadArtifact: refuse('upload'),
    downloadArtifact: forge.download ?? refuse('download'),
    findBranchArtifact: forge.branchArtifact ?? refuse('search for artifacts'),
    reportedRun: async () =>
      forge.reported ?? { url: undefined, commit: undefined, fromFork: false, change: forge.change },
    readRunFiles: forge.runFiles ?? refuse('search for reports'),
    upsertComment: refuse('comment'),
    seesWholeRun: true,
    commentLimit: 65_536,
    credentialVariables: () => forge.credentials ?? [],
  }
}
