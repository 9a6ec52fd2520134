import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  type Assignment,
  assignObjects,
  type CheckedData,
  type Contract,
  type ContractReportContext,
  contractReport,
  planChecks,
  readContract,
  runPlan,
} from '@mlgate/contracts'
import { ConfigurationError, type Digest, digestOfBytes, type Report, type StepResult } from '@mlgate/core'
import { type ReadData, testResultRecord } from '@mlgate/evidence'
import { declaredReading, openTables, type Tables } from '@mlgate/tables'
import { conclude } from '../conclude.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyPath } from '../policy-path.ts'
import type { StepDeps } from '../step-deps.ts'
import { type ContractChangeWords, contractChangeWords } from './contract-change.ts'
import { type DataFile, digestsOf, type LocatedFile, namedDataFiles, pathsOf, refuseToldColumns } from './data-files.ts'
import { baseRows, compareWithBase, leaveProfile, sensitiveColumns } from './data-profile.ts'
import { failingLines } from './failing-lines.ts'
import { type CodeSource, ownPrograms } from './own-checks.ts'
import { type Keeping, quarantine } from './quarantine.ts'
import { referencedFiles } from './referenced-files.ts'
import { whatWasRead } from './what-was-read.ts'

/** A contract that judges, and where it was read. */
interface Judge {
  readonly contract: Contract
  /** The file's text, of which the digest is. */
  readonly text: string
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
  const { judges, altered, neverPassesBecause } = await findContracts(policy, deps)
  const files = await namedDataFiles(policy, deps)
  const contracts = judges.map(({ contract }) => contract)
  const { others: referenced, byPath: filesByPath } = await referencedFiles(contracts, files, policy, deps)
  const sensitive = sensitiveColumns(contracts)
  refuseToldColumns([...files, ...referenced], sensitive)
  // The next run empties the step's folder, whatever becomes of this one.
  await using tables = await openDataFiles([...files, ...referenced], deps, deps.folder.output)
  const profile = await leaveProfile(files, contracts, tables, deps)
  const base = await compareWithBase(profile, policy, deps)
  const reports: Report[] = []
  for (const [index, judge] of judges.entries()) {
    reports.push(
      await judgeFiles(judge, files, { tables, sensitive, isSecond: index > 0 }, policy, deps, {
        base,
        profile,
        filesByPath,
      }),
    )
  }
  const [first, ...others] = reports
  if (first === undefined) throw new RangeError('There is always a contract.')
  const { report } = conclude(policy, [first, ...others], {
    // What a change alters in the gate is the gate's to tell.
    tells: ({ path }) => path.startsWith('data.'),
    remarks: altered?.remarks ?? [],
    blocks: altered?.blocks ?? [],
    titleOfOther: (index) => `By the ${judges[index]?.origin ?? 'other contract'}`,
    neverPassesBecause,
    inconclusivePasses: false,
  })
  const read = await whatWasRead(files, referenced, profile, tables)
  return resultOf(report, judges, [...files, ...referenced], read, deps)
}

/**
 * Opens the data as mlgate.yml says that they are written, and nothing else.
 *
 * @param scratchIn where copies and spilled rows may lie; the system's folder for temporary files unless given
 */
export function openDataFiles(files: readonly LocatedFile[], { model }: StepDeps, scratchIn?: string): Promise<Tables> {
  return openTables({
    allow: files.flatMap(pathsOf),
    leanMb: 250,
    copyTexts: true,
    ...(scratchIn === undefined ? {} : { scratchIn }),
    reading: declaredReading(
      model.data,
      files.map(({ path }) => path),
    ),
    sets: new Map(files.flatMap(({ path, set }) => (set === undefined ? [] : [[path, set] as const]))),
  })
}

/**
 * The contract in force, and the change's own where it differs: the old one judges, and a new one that the change's own
 * data break would block everybody once it is merged.
 */
export async function findContracts(
  policy: Policy,
  deps: StepDeps,
): Promise<{
  judges: readonly [Judge, ...Judge[]]
  altered?: ContractChangeWords
  neverPassesBecause?: string
}> {
  const own = await ownContract(policy, deps)
  const path = policy.body.data.contract
  const inForce = policy.tip === undefined || path === undefined ? undefined : await policy.readFile(path)
  if (path === undefined || inForce === undefined) {
    if (own === undefined) {
      throw new ConfigurationError('mlgate.yml: data.contract is missing. Name the contract that the data must keep.')
    }
    if (policy.tip === undefined) return { judges: [own] }
    return { judges: [own], neverPassesBecause: `${policy.tip.branch} has no contract for these data yet` }
  }
  const where = `${path} at ${policy.tip?.branch}@${policy.tip?.commit.slice(0, 7)}`
  if (own?.digest === digestOfBytes(inForce)) {
    return { judges: [{ ...own, origin: 'contract in force', code: policy }] }
  }
  const text = new TextDecoder().decode(inForce)
  const judge: Judge = {
    contract: readContract(text, where, { roles: policy.body.data }),
    text,
    digest: digestOfBytes(inForce),
    origin: 'contract in force',
    isCheckedOut: false,
    code: policy,
  }
  if (own === undefined) return { judges: [judge] }
  const altered = contractChangeWords(
    { text: judge.text, file: where },
    { text: own.text, file: own.contract.file },
    deps.model,
  )
  return { judges: [judge, own], altered }
}

async function ownContract(policy: Policy, deps: StepDeps): Promise<Judge | undefined> {
  const { model, folder } = deps
  const { contract: path } = model.data
  if (path === undefined) return undefined
  const file = await resolvePolicyPath(path, 'data.contract', 'read', policy, deps)
  const bytes = await readFile(file)
  // Forges attach annotations to paths as the repository has them.
  const name = relative(folder.repositoryRoot, join(folder.directory, path)).split(sep).join('/')
  const text = new TextDecoder().decode(bytes)
  return {
    contract: readContract(text, name, { roles: model.data }),
    text,
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

/**
 * The project's files by the names that contracts use: their own, and those of their objects. An object that several
 * files belong to means the one that is checked, or else none.
 */
function filesByName(
  files: readonly DataFile[],
  assignments: readonly Assignment[],
  own: DataFile,
  ownObject: string,
): ReadonlyMap<string, string> {
  const pathOf = (role: string): string[] => files.filter((file) => file.role === role).map(({ path }) => path)
  const single = assignments.filter(({ object }, _, all) => all.filter((other) => other.object === object).length === 1)
  return new Map([
    ...single.flatMap(({ file, object }) => pathOf(file).map((path) => [object, path] as const)),
    ...files.map(({ role, path }) => [role, path] as const),
    [ownObject, own.path],
  ])
}

/** Which object of the contract says what each file must be. Throws ConfigurationError as `assignObjects` does. */
export function assignFiles(contract: Contract, files: readonly LocatedFile[]): ReturnType<typeof assignObjects> {
  const isRole = ({ role }: LocatedFile): boolean => ['train', 'validation', 'test'].includes(role)
  return assignObjects(
    contract,
    files.filter(isRole).map(({ role }) => role),
    files.filter((file) => !isRole(file)).map(({ role }) => role),
  )
}

async function judgeFiles(
  judge: Judge,
  files: readonly DataFile[],
  keeping: Keeping,
  policy: Policy,
  deps: StepDeps,
  {
    filesByPath,
    ...about
  }: Pick<ContractReportContext, 'base' | 'profile'> & {
    readonly filesByPath: ReadonlyMap<string, string>
  },
): Promise<Report> {
  const { tables, isSecond } = keeping
  const { contract, digest } = judge
  const checked: CheckedData[] = []
  const { assignments, unchecked } = assignFiles(contract, files)
  for (const { file: role, object } of assignments) {
    const file = files.find((one) => one.role === role)
    if (file === undefined) throw new RangeError(`An object was assigned to ${role}, which is no file.`)
    deps.log.info(`${file.name}: checking against ${contract.file}`)
    const plan = planChecks(contract, object, { data: role })
    const rowsOfBase = baseRows(about.base, role)
    const result = await runPlan(plan, tables, file.path, {
      files: filesByName(files, assignments, file, object),
      filesByPath,
      policyFile: judge.code.readFile,
      ...(rowsOfBase && { base: rowsOfBase }),
      programs: ownPrograms(judge.code, tables, deps),
    })
    const { role: name, name: named, digest: fileDigest, bytes } = file
    const isListed = result.checks.some(({ firstRows }) => firstRows.length > 0)
    const parts = isListed ? await tables.parts(file.path) : undefined
    const shown = await failingLines(file.path, parts, result, deps)
    const left = await quarantine(result, file, keeping, policy, deps)
    checked.push({
      name,
      file: named,
      digest: fileDigest,
      bytes,
      result,
      notes: plan.notes ?? [],
      leftOut: plan.leftOut ?? [],
      written: await tables.written(file.path),
      ...(parts && { parts }),
      ...(shown && { shown }),
      ...(left && { quarantine: left }),
    })
  }
  if (unchecked.length > 0) {
    deps.log.info(`${unchecked.join(', ')}: not checked by ${contract.file}, which has no object of the name`)
  }
  const report = contractReport(checked, {
    model: deps.modelName,
    step: 'validate-data',
    contract: { file: contract.file, version: contract.version, digest },
    failOn: policy.body.data.fail_on,
    unchecked,
    // What the data hold, and what became of them, is told once.
    ...(isSecond ? {} : about),
  })
  return judge.isCheckedOut ? report : { ...report, checks: report.checks.map(({ position: _, ...check }) => check) }
}

function resultOf(
  report: Report,
  judges: readonly Judge[],
  files: readonly DataFile[],
  read: readonly ReadData[],
  deps: StepDeps,
): StepResult {
  const [first, ...rest] = digestsOf(files)
  if (first === undefined) throw new RangeError('There is always a data file.')
  const failed = report.checks.filter((check) => check.verdict !== 'pass')
  const names = (deciding: boolean) =>
    failed.filter(({ severity }) => (severity === 'error') === deciding).map(({ name }) => name)
  const rows = report.measurements.filter(({ name }) => name === 'data_rows').reduce((sum, { value }) => sum + value, 0)
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: judges.map(({ contract, digest }) => ({ name: contract.file, digest })),
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: report.checks.filter((check) => check.verdict === 'pass').map(({ name }) => name),
      warned: names(false),
      failed: names(true),
      read,
    }),
    report,
    outputs: { 'failed-checks': String(names(true).length), rows: String(rows) },
  }
}
