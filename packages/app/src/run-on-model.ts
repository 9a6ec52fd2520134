import type { StepResult } from '@mlgate/core'
import { declaredPosition, selectModel } from '@mlgate/project'
import type { StepDeps } from '@mlgate/steps'
import { refuseOwnPass } from '@mlgate/steps/conclude'
import { loadPolicy } from '@mlgate/steps/policy'
import { inputsOf, type ModelStep } from '@mlgate/steps/step'
import { type OpenProject, openProject } from './open-project.ts'
import { parseInputs } from './parse-inputs.ts'
import { repositoryPosition } from './placed-checks.ts'
import { type Running, strayModel } from './running.ts'
import { clearStepFolder, makeStepFolder, removeStepFolder } from './step-folder.ts'

/** Runs a step on one model: reads the project, and the policy when the step asks for it. What becomes known is put into `place`. */
export async function runOnModel(step: ModelStep, { host, world, kept, place, secrets }: Running): Promise<StepResult> {
  const { log, cwd } = world
  await clearStepFolder(cwd, host.input('model') || undefined, step.name)
  const inputs = parseInputs(inputsOf(step), (name) => host.input(name))
  const opened = await openProject(cwd, String(inputs.project))
  const { name, body } = selectModel(opened.project, inputs.model === undefined ? undefined : String(inputs.model))
  place.model = name
  place.opened = opened
  place.folder = await makeStepFolder(cwd, name, step.name)
  const stray = strayModel(place)
  if (stray !== undefined) await removeStepFolder(cwd, stray, step.name)
  log.info(`${step.name} of ${name} (mlgate ${world.version}, ${host.name})`)
  const { policy, ...others } = depsOnModel(opened, { name, body }, place.folder, { host, world, kept, secrets })
  let isJudged = false
  const deps: StepDeps = {
    ...others,
    policy: () => {
      isJudged = true
      return policy()
    },
  }
  // The declaration typed its own inputs; parseInputs produced them from that very declaration.
  const result = await step.run(inputs as never, deps)
  if (isJudged) refuseOwnPass(await policy(), result)
  return result
}

/**
 * What a step on one model is handed.
 *
 * @param output folder for what the step leaves
 */
export function depsOnModel(
  opened: OpenProject,
  { name, body }: ReturnType<typeof selectModel>,
  output: string,
  { host, world, kept, secrets }: Omit<Running, 'place'>,
): StepDeps {
  let policy: ReturnType<StepDeps['policy']> | undefined
  return {
    host,
    signs: secrets.has('signing-key'),
    launch: world.launch,
    fetch: world.fetch,
    clock: world.clock,
    log: world.log,
    progress: world.progress,
    exec: world.exec,
    keep: (...blocks) => void kept.push(...blocks),
    folder: {
      directory: opened.directory,
      repositoryRoot: opened.repositoryRoot,
      output,
      version: world.version,
    },
    modelName: name,
    model: body,
    positionOf: (path) => repositoryPosition(opened, declaredPosition(opened.project, name, path)),
    policy: () => {
      policy ??= loadPolicy({
        host,
        projectFile: opened.file,
        local: { project: opened.project, directory: opened.directory, repositoryRoot: opened.repositoryRoot },
        modelName: name,
      })
      return policy
    },
  }
}
