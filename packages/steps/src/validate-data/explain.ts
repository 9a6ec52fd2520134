import { explainPlan, type PlanExplanation, planChecks, planText } from '@mlgate/contracts'
import type { Explanation } from '@mlgate/core'
import type { StepDeps } from '../step-deps.ts'
import { locateDataFiles } from './data-files.ts'
import { assignFiles, findContracts, openDataFiles } from './run.ts'

interface ExplainedFile extends PlanExplanation {
  /** What the file is to the project: `train`, `test` … */
  readonly data: string
  /** As mlgate.yml names it. */
  readonly file: string
}

/** What the contracts that judge here would ask of each file. No check is run and no value is taken of the rows. */
export async function explainValidateData(deps: StepDeps): Promise<Explanation> {
  const policy = await deps.policy()
  const { judges } = await findContracts(policy, deps)
  const files = await locateDataFiles(policy, deps)
  await using tables = await openDataFiles(files, deps)
  const contracts = []
  for (const { contract, origin, digest } of judges) {
    const { assignments, unchecked } = assignFiles(contract, files)
    const explained: ExplainedFile[] = []
    for (const { file: data, object } of assignments) {
      const file = files.find(({ role }) => role === data)
      if (file === undefined) throw new RangeError(`An object was assigned to ${data}, which is no file.`)
      const plan = planChecks(contract, object, { data })
      explained.push({ data, file: file.name, ...(await explainPlan(plan, tables, file.path)) })
    }
    contracts.push({ file: contract.file, version: contract.version, digest, origin, files: explained, unchecked })
  }
  const failOn = policy.body.data.fail_on ?? 'error'
  const text = contracts.flatMap(({ file, version, origin, files: explained, unchecked }) => [
    ...explained.map(({ data, file: name, ...plan }) =>
      planText(plan, [
        `${data}: ${name}`,
        `by ${file}, version ${version} (${origin})`,
        failOn === 'never' ? 'no failed check decides' : `failed checks decide from severity ${failOn} on`,
      ]),
    ),
    ...(unchecked.length === 0 ? [] : [`Not checked, for the contract has no such object: ${unchecked.join(', ')}`]),
  ])
  return { text: text.join('\n\n'), data: { model: deps.modelName, failOn, contracts } }
}
