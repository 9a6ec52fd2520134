import { readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  type BaseOfData,
  type CheckedData,
  type Contract,
  contractReport,
  planChecks,
  readContract,
  runPlan,
} from '@mlgate/contracts'
import {
  ConfigurationError,
  code,
  type Digest,
  digestOfBytes,
  digestOfFile,
  type Inline,
  type NamedDigest,
  type Report,
  type StepResult,
  strong,
} from '@mlgate/core'
import { testResultRecord } from '@mlgate/evidence'
import { openTables, type Tables } from '@mlgate/tables'
import { conclude } from '../conclude.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyPath } from '../policy-path.ts'
import type { StepDeps } from '../step-deps.ts'
import { compareWithBase, leaveProfile } from './data-profile.ts'
import { failingLines } from './failing-lines.ts'
import { type CodeSource, ownPrograms } from './own-checks.ts'

/** A data file of the project. */
interface DataFile {
  /** Its key in mlgate.yml: train, validation or test. */
  readonly role: string
  /** As mlgate.yml names it. */
  readonly name: string
  readonly path: string
  readonly digest: Digest
  readonly bytes: number
}

/** A contract that judges, and where it was read. */
interface Judge {
  readonly contract: Contract
  readonly digest: Digest
  /** In words: `contract in force`. */
  readonly origin: string
  /** Whether the file that is checked out reads so: otherwise no line of it can be pointed at. */
  readonly isCheckedOut: boolean
  /** Where the programs of its checks are read. */
  readonly code: CodeSource
}

export async function runValidateData(_inputs: object, deps: StepDeps): Promise<StepResult> {
  const policy = await deps.policy()
  const { judges, remarks, neverPassesBecause } = await findContracts(policy, deps)
  const files = await findDataFiles(policy, deps)
  await using tables = await openTables({ allow: files.map(({ path }) => path) })
  const profile = await leaveProfile(
    files,
    judges.map(({ contract }) => contract),
    tables,
    deps,
  )
  const base = await compareWithBase(profile, policy, deps)
  const reports: Report[] = []
  for (const [index, judge] of judges.entries()) {
    reports.push(await judgeFiles(judge, files, tables, deps, index === 0 ? base : undefined))
  }
  const [first, ...others] = reports
  if (first === undefined) throw new RangeError('There is always a contract.')
  const { report } = conclude(policy, [first, ...others], {
    // What a change alters in the gate is the gate's to tell.
    tells: ({ path }) => path.startsWith('data.'),
    remarks,
    titleOfOther: (index) => `By the ${judges[index]?.origin ?? 'other contract'}`,
    neverPassesBecause,
    inconclusivePasses: false,
  })
  return resultOf(report, judges, files, deps)
}

/**
 * The contract in force, and the change's own where it differs: the old one judges, and a new one that the change's own
 * data break would block everybody once it is merged.
 */
async function findContracts(
  policy: Policy,
  deps: StepDeps,
): Promise<{
  judges: readonly [Judge, ...Judge[]]
  remarks: readonly (readonly Inline[])[]
  neverPassesBecause?: string
}> {
  const own = await ownContract(policy, deps)
  const path = policy.body.data.contract
  const inForce = policy.tip === undefined || path === undefined ? undefined : await policy.readFile(path)
  if (path === undefined || inForce === undefined) {
    if (own === undefined) {
      throw new ConfigurationError('mlgate.yml: data.contract is missing. Name the contract that the data must keep.')
    }
    if (policy.tip === undefined) return { judges: [own], remarks: [] }
    return { judges: [own], remarks: [], neverPassesBecause: `${policy.tip.branch} has no contract for these data yet` }
  }
  const where = `${path} at ${policy.tip?.branch}@${policy.tip?.commit.slice(0, 7)}`
  if (own?.digest === digestOfBytes(inForce)) {
    return { judges: [{ ...own, origin: 'contract in force', code: policy }], remarks: [] }
  }
  const judge: Judge = {
    contract: readContract(new TextDecoder().decode(inForce), where),
    digest: digestOfBytes(inForce),
    origin: 'contract in force',
    isCheckedOut: false,
    code: policy,
  }
  if (own === undefined) return { judges: [judge], remarks: [] }
  const remark = [
    strong('This change alters the contract'),
    ': the data must keep the one in force (',
    code(where),
    ') and its own.',
  ]
  return { judges: [judge, own], remarks: [remark] }
}

async function ownContract(policy: Policy, deps: StepDeps): Promise<Judge | undefined> {
  const { model, folder } = deps
  const { contract: path } = model.data
  if (path === undefined) return undefined
  const file = await resolvePolicyPath(path, 'data.contract', 'read', policy, deps)
  const bytes = await readFile(file)
  // Forges attach annotations to paths as the repository has them.
  const name = relative(folder.repositoryRoot, join(folder.directory, path)).split(sep).join('/')
  return {
    contract: readContract(new TextDecoder().decode(bytes), name),
    digest: digestOfBytes(bytes),
    origin: 'contract of this change',
    isCheckedOut: true,
    // Its programs are the change's as well; they never run beside credentials.
    code: {
      origin: 'this change',
      tip: undefined,
      readFile: async (name) => readFile(await resolvePolicyPath(name, file, 'read', policy, deps)),
    },
  }
}

async function findDataFiles(policy: Policy, deps: StepDeps): Promise<readonly DataFile[]> {
  const { train, validation, test } = deps.model.data
  const files: DataFile[] = []
  for (const [role, name] of Object.entries({ train, validation, test })) {
    if (name === undefined) continue
    const path = await resolvePolicyPath(name, `data.${role}`, 'read', policy, deps)
    files.push({ role, name, path, digest: await digestOfFile(path), bytes: (await stat(path)).size })
  }
  if (files.length === 0) {
    throw new ConfigurationError('mlgate.yml: data names no train, validation or test: there is nothing to check.')
  }
  return files
}

async function judgeFiles(
  judge: Judge,
  files: readonly DataFile[],
  tables: Tables,
  deps: StepDeps,
  base: BaseOfData | undefined,
): Promise<Report> {
  const { contract, digest } = judge
  const checked: CheckedData[] = []
  for (const file of files) {
    deps.log.info(`${file.name}: checking against ${contract.file}`)
    const plan = planChecks(contract, contract.objects.length === 1 ? undefined : file.role)
    const result = await runPlan(plan, tables, file.path, { programs: ownPrograms(judge.code, tables, deps) })
    const { role: name, name: named, digest: fileDigest, bytes } = file
    const shown = await failingLines(file.path, result, deps)
    checked.push({ name, file: named, digest: fileDigest, bytes, result, ...(shown && { shown }) })
  }
  const report = contractReport(checked, {
    model: deps.modelName,
    step: 'validate-data',
    contract: { file: contract.file, version: contract.version, digest },
    base,
  })
  return judge.isCheckedOut ? report : { ...report, checks: report.checks.map(({ position: _, ...check }) => check) }
}

function resultOf(report: Report, judges: readonly Judge[], files: readonly DataFile[], deps: StepDeps): StepResult {
  const named = ({ name, digest }: DataFile): NamedDigest => ({ name, digest })
  const [first, ...rest] = files.map(named)
  if (first === undefined) throw new RangeError('There is always a data file.')
  const failed = report.checks.filter((check) => check.verdict !== 'pass')
  const names = (severity: 'error' | 'warning') =>
    failed.filter((check) => check.severity === severity).map(({ name }) => name)
  const rows = report.measurements.filter(({ name }) => name === 'data_rows').reduce((sum, { value }) => sum + value, 0)
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: judges.map(({ contract, digest }) => ({ name: contract.file, digest })),
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: report.checks.filter((check) => check.verdict === 'pass').map(({ name }) => name),
      warned: names('warning'),
      failed: names('error'),
    }),
    report,
    outputs: { 'failed-checks': String(names('error').length), rows: String(rows) },
  }
}
