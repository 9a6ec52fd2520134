import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unlinkedPath } from '@mlgate/core'
import { safeArtifactName } from '../artifact-name.ts'
import { artifactFolder, jobFolder } from './artifact-index.ts'

const use = 'mlgate keeps the page of its report there'

/**
 * Puts a page among the files that the job keeps, and returns the address at which GitLab shows it. The page is a plain
 * file beside the folders that the job hands over, so it is no artifact to any later job.
 */
export async function keepPage(
  projectDirectory: string,
  job: string,
  name: string,
  file: string,
  jobUrl: string,
): Promise<string> {
  const path = [...jobFolder(job), `${safeArtifactName(name)}.html`]
  const to = unlinkedPath(projectDirectory, path, use)
  await mkdir(dirname(to), { recursive: true })
  await copyFile(file, to)
  return `${jobUrl}/artifacts/file/${path.map(encodeURIComponent).join('/')}`
}

/** Where GitLab shows the folder in which a job hands over an artifact of that name. */
export function folderAddress(job: string, name: string, jobUrl: string): string {
  return `${jobUrl}/artifacts/browse/${artifactFolder(job, name).map(encodeURIComponent).join('/')}/`
}

/** Whether an address is that of a page which a job of the project kept: such names alone are made by `keepPage`. */
export function isPageOfProject(address: string, projectUrl: string): boolean {
  const jobs = `${projectUrl}/-/jobs/`
  return (
    address.startsWith(jobs) &&
    /^[1-9][0-9]{0,17}\/artifacts\/file\/\.mlgate\/\.jobs\/\w[\w.-]{0,150}\/\w[\w.-]{0,150}\.html$/.test(
      address.slice(jobs.length),
    )
  )
}
