/** What we use of `@actions/artifact`. */
export interface ArtifactClient {
  uploadArtifact(
    name: string,
    files: string[],
    rootDirectory: string,
    /** `skipArchive` stores the one file as it is, under its own name, whatever `name` says. */
    options?: { readonly skipArchive?: boolean },
  ): Promise<{ readonly id?: number; readonly digest?: string }>
  downloadArtifact(
    id: number,
    options: {
      readonly path: string
      readonly expectedHash: string
      /** Reads another run's artifact through the API; without it, this run's through the artifact service. */
      readonly findBy?: FindBy
    },
  ): Promise<{ readonly digestMismatch?: boolean }>
}

export interface FindBy {
  readonly token: string
  readonly workflowRunId: number
  readonly repositoryOwner: string
  readonly repositoryName: string
}

/**
 * The real client, loaded when first needed, since it is large. It reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL and
 * GITHUB_API_URL from the process's own environment and writes its progress to standard output; both cannot be handed in.
 */
export async function loadArtifactClient(): Promise<ArtifactClient> {
  const { DefaultArtifactClient } = await import('@actions/artifact')
  return new DefaultArtifactClient()
}
