import { resolve } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { type DeploymentTarget, deployDefaults, type LocalEnvironment, localTarget } from '@mlgate/deployment'
import type { PolicyInForce } from './policy.ts'
import type { StepDeps } from './step-deps.ts'

export interface OpenEnvironment {
  readonly target: DeploymentTarget
  readonly smokeRows: number
}

/** What the policy says of an environment. Throws ConfigurationError that lists those that there are. */
export function declaredEnvironment(name: string, policy: PolicyInForce): LocalEnvironment {
  const declared: Readonly<Record<string, LocalEnvironment>> = policy.body.deploy ?? {}
  const section = Object.hasOwn(declared, name) ? declared[name] : undefined
  if (section !== undefined) return section
  const names = Object.keys(declared).join(', ') || 'none'
  throw new ConfigurationError(
    `${policy.origin}: deploy has no environment ${JSON.stringify(name)}; there are: ${names}.`,
  )
}

/** The environment of that name in the policy. Throws ConfigurationError when there is none. */
export function openEnvironment(
  name: string,
  stateDirectory: string,
  policy: PolicyInForce,
  deps: StepDeps,
): OpenEnvironment {
  const section = declaredEnvironment(name, policy)
  const { mlgate, env, start } = deps.launch
  const target = localTarget(
    {
      stateDirectory: resolve(stateDirectory, deps.modelName),
      environment: name,
      port: section.port,
      readyTimeoutSeconds: section.ready_timeout_seconds ?? deployDefaults.readyTimeoutSeconds,
      commands: {
        serve: ({ processFile, manifest, model }) => [
          ...mlgate,
          'serve',
          '--manifest',
          manifest,
          '--onnx',
          model,
          '--port',
          '0',
          '--process-file',
          processFile,
        ],
        entry: ({ processFile, stateFile, port }) => [
          ...mlgate,
          'forward',
          '--process-file',
          processFile,
          '--state-file',
          stateFile,
          '--port',
          String(port),
        ],
      },
      env,
    },
    { clock: deps.clock, log: deps.log, start, fetch: deps.fetch },
  )
  return { target, smokeRows: section.smoke_rows ?? deployDefaults.smokeRows }
}
