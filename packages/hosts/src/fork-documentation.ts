/** What to set up so that pull and merge requests from forks get a comment: their own runs have no right to write one. */
export const forkDocumentation =
  'https://github.com/mlgate/mlgate/blob/main/docs/publish-report.md#pull-requests-from-forks'
