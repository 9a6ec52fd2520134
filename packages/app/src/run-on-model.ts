import type { StepResult } from '@mlgate/core'
import { declaredPosition, selectModel } from '@mlgate/project'
import type { StepDeps } from '@mlgate/steps'
import { refuseOwnPass } from '@mlgate/steps/conclude'
import { loadPolicy } from '@mlgate/steps/policy'
import { inputsOf, type ModelStep } from '@mlgate/steps/step'
import { openProject } from './open-project.ts'
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
  let policy: ReturnType<StepDeps['policy']> | undefined
  const deps: StepDeps = {
    host,
    signs: secrets.has('signing-key'),
    launch: world.launch,
    fetch: world.fetch,
    clock: world.clock,
    log,
    progress: world.progress,
    exec: world.exec,
    keep: (...blocks) => void kept.push(...blocks),
    folder: {
      directory: opened.directory,
      repositoryRoot: opened.repositoryRoot,
      output: place.folder,
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
  // The declaration typed its own inputs; parseInputs produced them from that very declaration.
  const result = await step.run(inputs as never, deps)
  if (policy !== undefined) refuseOwnPass(await policy, result)
  return result
}
