import { join } from 'node:path'
import type { Explanation, Host } from '@mlgate/core'
import { ConfigurationError } from '@mlgate/core'
import { selectModel } from '@mlgate/project'
import { inputsOf, type Step } from '@mlgate/steps/step'
import { openProject } from './open-project.ts'
import { parseInputs } from './parse-inputs.ts'
import { depsOnModel } from './run-on-model.ts'
import { secretsOf } from './run-step.ts'
import type { World } from './world.ts'

/**
 * What a step would do here, by the policy that it would judge by. What an earlier run left stays as it is.
 *
 * @throws ConfigurationError also for a step that does not explain itself; InfrastructureError
 */
export async function explainStep(step: Step, host: Host, world: World): Promise<Explanation> {
  if (step.about === 'run' || step.explain === undefined) {
    throw new ConfigurationError(`${step.name} cannot be explained.`)
  }
  const secrets = secretsOf(step, host, world)
  for (const secret of secrets.values()) host.mask(secret)
  const { project: path, model } = parseInputs(inputsOf(step), (name) => host.input(name))
  const opened = await openProject(world.cwd, String(path))
  const selected = selectModel(opened.project, model === undefined ? undefined : String(model))
  const output = join(world.cwd, '.mlgate', selected.name, step.name)
  return step.explain(depsOnModel(opened, selected, output, { host, world, kept: [], secrets }))
}
