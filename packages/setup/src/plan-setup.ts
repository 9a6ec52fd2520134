import { pythonSetup } from './choose-training.ts'
import type { Decision } from './decide.ts'
import { githubCommentWorkflow, githubCommentWorkflowPath } from './github-comment-workflow.ts'
import { githubWorkflow } from './github-workflow.ts'
import { gitlabPipeline } from './gitlab-pipeline.ts'
import type { SeenFiles } from './look-at-files.ts'
import { type PlannedFile, withIgnored } from './planned-files.ts'
import { projectFile } from './project-file.ts'

/** Files by path, and what is left for the user to do with them. */
export interface SetupPlan {
  readonly files: readonly PlannedFile[]
  readonly notes: readonly string[]
}

/** The files that follow from a decision. `read` gives what is at a path now, undefined when nothing is. */
export async function planSetup(
  { project, forge, forks, contract }: Decision,
  seen: SeenFiles,
  options: { readonly version: string; readonly read: (path: string) => Promise<string | undefined> },
): Promise<SetupPlan> {
  const training = project.training.value
  const trains = training.by !== 'nobody'
  const notes = contract.broken.map((sentence) => `A rule about learning is broken: ${sentence}.`)
  const wanted: { path: string; content: string; adds?: boolean }[] = [
    { path: 'mlgate.yml', content: projectFile(project, 'mlgate.yml') },
    { path: project.contract, content: contract.yaml },
  ]
  if (forge === 'github') {
    const python = pythonSetup(training, seen)
    const otherCommand = training.by === 'command' && python === undefined
    wanted.push({
      path: '.github/workflows/mlgate.yml',
      content: githubWorkflow({ branch: project.branch, trains, python, otherCommand }),
    })
    if (forks) wanted.push({ path: githubCommentWorkflowPath, content: githubCommentWorkflow })
  }
  if (forge === 'gitlab') {
    const pipeline = { trains, command: training.by === 'command', version: options.version }
    const standalone = gitlabPipeline({ ...pipeline, included: false })
    const present = await options.read('.gitlab-ci.yml')
    const included = present !== undefined && present !== standalone
    const path = included ? '.gitlab/mlgate.yml' : '.gitlab-ci.yml'
    wanted.push({ path, content: included ? gitlabPipeline({ ...pipeline, included }) : standalone })
    if (included) notes.push(`.gitlab-ci.yml is left as it is: add to its include: the entry "- local: ${path}".`)
  }
  const ignored = ['.mlgate/', ...(trains ? [`/${project.candidate.value.path}`] : [])]
  wanted.push({ path: '.gitignore', content: withIgnored(await options.read('.gitignore'), ignored), adds: true })
  const files: PlannedFile[] = []
  for (const { path, content, adds = false } of wanted)
    files.push({ path, content, adds, before: await options.read(path) })
  return { files, notes }
}
