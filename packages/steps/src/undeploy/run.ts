import { digestOfBytes, type StepResult } from '@mlgate/core'
import { openEnvironment } from '../local-environment.ts'
import { requireInForce } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'

interface Inputs {
  readonly environment: string
  readonly 'state-directory': string
}

export async function runUndeploy(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const { environment } = inputs
  const policy = requireInForce(await deps.policy(), 'Nothing was stopped')
  const { target } = openEnvironment(environment, inputs['state-directory'], policy, deps)
  const { url, current } = await target.status()
  await target.stop()
  const message = current === undefined ? 'Nothing served.' : `Version ${current.version} no longer serves at ${url}.`
  return {
    verdict: 'pass',
    record: {
      subject: [{ name: url, digest: current?.digest ?? digestOfBytes('') }],
      predicateType: 'https://github.com/mlgate/mlgate/undeployment/v1',
      predicate: { environment, version: current?.version, stoppedOn: deps.clock.now().toISOString() },
    },
    report: {
      model: deps.modelName,
      step: 'undeploy',
      verdict: 'pass',
      outcome: `${environment} stopped`,
      reason: [message],
      blocks: [],
      checks: [{ name: environment, verdict: 'pass', message, severity: 'error' }],
      measurements: [],
    },
    outputs: {},
  }
}
