import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OwnProgram, OwnPrograms, OwnRows } from '@mlgate/contracts'
import { ConfigurationError, type ExecResult } from '@mlgate/core'
import { defaultLimits } from '@mlgate/models'
import { type Column, rowNumberName, type Table, type Tables, writeParquet } from '@mlgate/tables'
import { inheritedVariables } from '@mlgate/training'
import { askModule } from '../own-code/module-process.ts'
import { policyCommand, policyModule, refuseBesideCredentials } from '../own-code/policy-code.ts'
import type { Policy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'

/** PYTHONPATH may lead into the checkout, which is the change's. */
const inherited = inheritedVariables.filter((name) => name !== 'PYTHONPATH')
const withoutProgram = 'write the check as a condition or as violations (SQL)'

/** Where the code of a contract's programs is read: where the contract itself was. */
export type CodeSource = Pick<Policy, 'readFile' | 'origin' | 'tip'>

/**
 * Runs the programs of a contract's checks. A module gets `{rows, columns}`, a command the path of a Parquet file; both
 * see the rows' numbers as `#row` and name those that break the check.
 */
export function ownPrograms(
  source: CodeSource,
  tables: Tables,
  { exec, host }: Pick<StepDeps, 'exec' | 'host'>,
): OwnPrograms {
  return {
    async failingRows(program, rows) {
      const where = program.kind === 'module' ? program.path : program.command.join(' ')
      refuseBesideCredentials(where, host.credentialVariables(), withoutProgram)
      const limits = { ...defaultLimits(), seconds: program.seconds }
      if (program.kind === 'module') {
        const module = await policyModule(where, 'check', program.path, source)
        const shown = await shownRows(rows, tables)
        return rowsOfModule(where, await askModule(where, module, shown, { limits, quiet: rows.sensitive }))
      }
      const shown = await shownRows(rows, tables)
      return runCommand(where, program, { shown, source, memoryBytes: limits.memoryBytes, quiet: rows.sensitive }, exec)
    },
  }
}

/** The rows that are considered, with their numbers in front. */
async function shownRows({ file, columns, condition }: OwnRows, tables: Tables): Promise<Table> {
  const table = await tables.read(file, { columns })
  const numbers =
    condition === 'true'
      ? Float64Array.from({ length: table.rows }, (_, index) => index + 1)
      : Float64Array.from(await chosenRows(file, condition, tables))
  const chosen = [...table.columns].map(([name, column]): [string, Column] => [name, pick(column, numbers)])
  return { rows: numbers.length, columns: new Map([[rowNumberName, { kind: 'number', values: numbers }], ...chosen]) }
}

async function chosenRows(file: string, condition: string, tables: Tables): Promise<readonly number[]> {
  const found = await tables.query(file, `SELECT "${rowNumberName}" FROM numbered WHERE ${condition} ORDER BY 1`)
  return found.map(([row]) => Number(row))
}

function pick(column: Column, numbers: Float64Array): Column {
  if (column.values.length === numbers.length) return column
  const places = [...numbers].map((number) => number - 1)
  switch (column.kind) {
    case 'number':
      return { kind: 'number', values: Float64Array.from(places, (place) => column.values[place] ?? Number.NaN) }
    case 'string':
      return { kind: 'string', values: places.map((place) => column.values[place] ?? null) }
    case 'boolean':
      return { kind: 'boolean', values: places.map((place) => column.values[place] ?? null) }
  }
}

function rowsOfModule(where: string, answer: unknown): readonly number[] {
  if (answer instanceof Float64Array || answer instanceof Int32Array || answer instanceof Uint32Array)
    return [...answer]
  if (Array.isArray(answer) && answer.every((row) => typeof row === 'number')) return answer
  throw new ConfigurationError(
    `${where}: returns ${answer === null ? 'null' : Array.isArray(answer) ? 'an array of other things than numbers' : typeof answer}. Return the array of the failing rows' ${rowNumberName}, empty when there are none.`,
  )
}

interface CommandInput {
  readonly shown: Table
  readonly source: CodeSource
  readonly memoryBytes: number
  /** Whether what it prints is left out of messages. */
  readonly quiet: boolean
}

/** `command… <rows.parquet>` prints the number of each failing row on a line of its own, and nothing when there are none. */
async function runCommand(
  where: string,
  { command, seconds }: Extract<OwnProgram, { kind: 'command' }>,
  { shown, source, memoryBytes, quiet }: CommandInput,
  exec: StepDeps['exec'],
): Promise<readonly number[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-check-')))
  try {
    const cwd = join(folder, 'project')
    await mkdir(cwd)
    const [program = command[0], ...args] = await policyCommand(command, source, cwd)
    const input = join(folder, 'rows.parquet')
    await writeParquet(input, shown)
    const result = await exec({
      argv: [program, ...args, input],
      cwd,
      env: {},
      inherit: inherited,
      timeoutSeconds: seconds,
      memoryBytes,
    })
    refuseFailure(where, result, { seconds, memoryBytes, quiet, origin: source.origin })
    return rowsPrinted(where, result.stdout, quiet)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function refuseFailure(
  where: string,
  { exitCode, signal, timedOut, memoryExceeded, stderrTail }: ExecResult,
  limits: { seconds: number; memoryBytes: number; quiet: boolean; origin: string },
): void {
  if (exitCode === 0 && !timedOut && memoryExceeded !== true) return
  const how = timedOut
    ? `was stopped after ${limits.seconds} seconds`
    : memoryExceeded === true
      ? `was stopped because it took more than ${(limits.memoryBytes / 1024 ** 3).toFixed(1)} GiB of memory`
      : exitCode === undefined
        ? `was ended by ${signal ?? 'a signal'}`
        : `failed with exit code ${exitCode}`
  const words = limits.quiet ? 'What it printed is not shown: the data are sensitive.' : stderrTail.trim().slice(-500)
  throw new ConfigurationError(
    `${where}: ${how}. It runs in a folder that holds only the files that the command names and the contract's side (${limits.origin}) has. ${words}`.trim(),
  )
}

function rowsPrinted(where: string, stdout: string, quiet: boolean): readonly number[] {
  const lines = stdout.split('\n').map((line) => line.trim())
  const printed = lines.filter((line) => line !== '')
  const stranger = printed.find((line) => !/^\d{1,15}$/.test(line))
  if (stranger === undefined) return printed.map(Number)
  const shown = quiet ? 'something' : JSON.stringify(stranger.slice(0, 100))
  throw new ConfigurationError(
    `${where}: printed ${shown}, which is no row number. Print the ${rowNumberName} of each failing row on a line of its own, and everything else to standard error.`,
  )
}
