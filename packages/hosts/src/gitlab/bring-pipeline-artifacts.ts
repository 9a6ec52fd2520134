import { join } from 'node:path'
import { count, member, text } from '../json-shape.ts'
import { artifactFolder } from './artifact-index.ts'
import type { GitLabApi } from './gitlab-api.ts'
import { downloadFromJob, readIndex } from './pipeline-artifact.ts'

const permission = 'read_api'

/**
 * Brings the artifacts of those names from any pipeline of a project, whichever job left them, by the digests that stand
 * beside them. GitLab cannot list what is in a job's archive, so the names must be known.
 */
export async function bringPipelineArtifacts(
  api: GitLabApi,
  project: string,
  pipeline: number,
  names: readonly string[],
  into: string,
): Promise<readonly { readonly name: string; readonly folder: string }[]> {
  const purpose = { doing: `listing the jobs of pipeline ${pipeline}`, permission }
  const brought = []
  for await (const job of api.pages(purpose, `/projects/${project}/pipelines/${pipeline}/jobs`)) {
    const [id, jobName] = [count(job, 'id'), text(job, 'name')]
    if (id === undefined || jobName === undefined) throw api.unexpected(purpose, 'a job without id or name')
    if (typeof member(job, 'artifacts_file') !== 'object' || member(job, 'artifacts_file') === null) continue
    for (const name of names) {
      const index = await readIndex(api, project, String(id), artifactFolder(jobName, name))
      if (index === undefined) continue
      const folder = join(into, `${id}-${brought.length}`)
      await downloadFromJob(api, project, { job: String(id), path: index.id }, index, folder)
      brought.push({ name, folder })
    }
  }
  return brought
}
