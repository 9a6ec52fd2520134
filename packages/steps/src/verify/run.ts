import { dirname, join } from 'node:path'
import type { NamedDigest, StepResult } from '@mlgate/core'
import { chainReport, findRecord, type PresentedRecords, testResultRecord } from '@mlgate/evidence'
import { deployedByDefault } from '../common-inputs.ts'
import { declaredEnvironment } from '../local-environment.ts'
import { openRegistry } from '../open-registry.ts'
import { type PolicyInForce, requireInForce } from '../policy.ts'
import { presentEvidence, registeredRecords } from '../present-evidence.ts'
import { registeredVersion } from '../registered-version.ts'
import type { StepDeps } from '../step-deps.ts'
import { trainedModel } from '../training-artifact.ts'

interface Presented {
  readonly files: readonly NamedDigest[]
  readonly records: PresentedRecords
}

interface Inputs {
  readonly registered: string | undefined
  readonly environment: string | undefined
}

export async function runVerify(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const policy = requireInForce(await deps.policy(), 'Nothing was verified')
  const { environment, registered = environment && deployedByDefault } = inputs
  const there = environment === undefined ? undefined : declaredEnvironment(environment, policy)
  const passedIn = there?.requires?.passed
  const accept = there === undefined ? policy.body.registry?.accept : there.accept
  const { files, records } =
    registered === undefined ? await fromThisMachine(deps) : await fromRegistry(registered, passedIn, policy, deps)
  const chain = await presentEvidence(files, records, policy, deps, { passedIn, accept })
  const report = chainReport(chain, { model: deps.modelName, step: 'verify' })
  const [first, ...rest] = files
  if (first === undefined) throw new RangeError('A model has at least one file.')
  const names = (held: boolean) =>
    chain.links.filter(({ state }) => (state === 'holds') === held).map(({ name }): string => name)
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: [{ name: policy.origin, digest: policy.digest }],
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: names(true),
      warned: [],
      failed: names(false),
    }),
    report,
    outputs: {},
  }
}

async function fromThisMachine({ folder }: StepDeps): Promise<Presented> {
  const of = (step: string) => join(dirname(folder.output), step)
  const { files } = await trainedModel(of('train-model'))
  const records = {
    verdict: await findRecord(of('evaluate-gate')),
    training: await findRecord(of('train-model')),
    data: await findRecord(of('validate-data')),
    deployment: undefined,
  }
  return { files, records }
}

async function fromRegistry(
  reference: string,
  passedIn: string | undefined,
  policy: PolicyInForce,
  deps: StepDeps,
): Promise<Presented> {
  const registry = await openRegistry(policy, deps)
  const version = await registeredVersion(registry, deps.modelName, reference)
  const files = version.files.map(({ name, digest }) => ({ name, digest }))
  return { files, records: await registeredRecords(registry, version, passedIn) }
}
