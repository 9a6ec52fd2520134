import {
  type Block,
  type Cell,
  type Check,
  type CheckPlace,
  code,
  type Digest,
  fold,
  type Inline,
  type Measurement,
  paragraph,
  type Report,
  strong,
  type TableColumn,
  type Verdict,
  worstVerdict,
} from '@mlgate/core'
import { type FilePart, placeOfRow } from '@mlgate/tables'
import { type LeftOutCheck, neverAsked } from './plan/compared-files.ts'
import { decides, type FailOn, type Note, type Severity } from './plan/planned-check.ts'
import { type BaseOfData, dataChangesFold } from './profile/data-changes.ts'
import type { DataProfile } from './profile/data-profile.ts'
import { profileFold } from './profile/profile-blocks.ts'
import type { Quarantine } from './quarantine/leave-quarantine.ts'
import { quarantineBlocks } from './quarantine/quarantine-words.ts'
import type { CheckResult, FailingRow, PlanResult } from './run/run-plan.ts'

/** One file that was checked, with what was found in it. */
export interface CheckedData {
  /** What the file is to the project: `train`, `test` … Unique within a report. */
  readonly name: string
  readonly file: string
  readonly digest: Digest
  readonly bytes: number
  readonly result: PlanResult
  /** Checks that were not asked of this file. */
  readonly leftOut?: readonly LeftOutCheck[]
  /** What the contract says of it that nobody checked. */
  readonly notes?: readonly Note[]
  /** How it is written, in words. */
  readonly written?: string
  /** The files of a set with their rows, where rows are listed. */
  readonly parts?: readonly FilePart[]
  /** Where the rows that the result lists stand in files of the repository, by row. */
  readonly shown?: ReadonlyMap<number, LineOfRow>
  /** What was left of the rows that break the contract. */
  readonly quarantine?: Quarantine
}

/** The line of a text file on which a row begins. */
export interface LineOfRow {
  /** As the repository names it. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

export interface ContractReportContext {
  readonly model: string
  readonly step: string
  readonly contract: { readonly file: string; readonly version: string; readonly digest: Digest }
  /** The least severity that decides; error unless given. */
  readonly failOn?: FailOn | undefined
  /** Files of the project that the contract says nothing of. */
  readonly unchecked?: readonly string[]
  /** What the data are compared with; undefined where there is no change under review. */
  readonly base?: BaseOfData | undefined
  /** What the files hold. */
  readonly profile?: DataProfile | undefined
}

interface Judged extends CheckResult {
  readonly data: CheckedData
  /** Whether the report fails when it does. */
  readonly decides: boolean
}

/**
 * What the contract's checks came to, as a report: failed checks with their rows first, those that decide before the
 * rest. A severity below `failOn` is shown and does not decide. Without any data the verdict is `error`: nothing was checked.
 */
export function contractReport(datasets: readonly CheckedData[], context: ContractReportContext): Report {
  const { failOn = 'error' } = context
  const judged = datasets.flatMap((data) =>
    data.result.checks.map((result): Judged => {
      // What could not be run decides whatever its severity.
      return { ...result, data, decides: result.verdict === 'error' || decides(result.check.severity, failOn) }
    }),
  )
  const results = [...judged, ...neverChecked(datasets)]
  const failed = results.filter(({ verdict }) => verdict !== 'pass').toSorted((a, b) => urgency(a) - urgency(b))
  const deciding = failed.filter((result) => result.decides)
  const verdict = worstVerdict(results.map((result): Verdict => (deciding.includes(result) ? result.verdict : 'pass')))
  return {
    model: context.model,
    step: context.step,
    verdict,
    outcome: outcomes[verdict],
    reason: reason(results, failed, datasets),
    blocks: [
      ...(failed.length > 0 ? [failedTable(failed, datasets.length > 1)] : []),
      ...quarantineBlocks(datasets.flatMap(({ quarantine }) => quarantine ?? [])),
      ...(context.base === undefined ? [] : [dataChangesFold(context.base, datasets)]),
      ...(results.length > 0 ? [fold(`All ${results.length} checks`, allTable(results, datasets.length > 1))] : []),
      ...notesFold(datasets),
      ...profileBlocks(context),
      fold('How this was decided', ...decision(datasets, context)),
    ],
    checks: results.map(toCheck),
    measurements: datasets.flatMap(measure),
  }
}

function profileBlocks({ profile }: ContractReportContext): readonly Block[] {
  const shown = profile && profileFold(profile)
  return shown === undefined ? [] : [shown]
}

/** A rule that only the file was there for that it compares others with has checked nothing. */
function neverChecked(datasets: readonly CheckedData[]): readonly Judged[] {
  const files = datasets.map(({ result, leftOut = [] }) => ({
    checks: result.checks.map(({ check }) => check),
    leftOut,
  }))
  return neverAsked(files).flatMap((check): readonly Judged[] => {
    const data = datasets.find(({ leftOut = [] }) => leftOut.some((left) => left.check === check))
    if (data === undefined) return []
    const observed = `only ${data.name} is there, which other files are to be compared with: nothing was checked`
    const { rows } = data.result
    return [{ check, verdict: 'error', observed, matchingRows: undefined, rows, firstRows: [], data, decides: true }]
  })
}

const outcomes: Readonly<Record<Verdict, string>> = {
  pass: 'data holds',
  fail: 'data breaks its contract',
  inconclusive: 'data not judged',
  error: 'data not checked',
}

function reason(
  results: readonly Judged[],
  failed: readonly Judged[],
  datasets: readonly CheckedData[],
): readonly Inline[] {
  if (results.length === 0) return ['Nothing was checked: there were no data.']
  const rows = datasets.reduce((sum, data) => sum + data.result.rows, 0)
  const scope = `on ${number(rows)} ${plural(rows, 'row')} of ${datasets.map(({ name }) => name).join(', ')}`
  const deciding = failed.filter((result) => result.decides)
  const unrun = deciding.filter(({ verdict }) => verdict === 'error').length
  const asides = [
    ...(unrun > 0 && unrun < deciding.length ? [` ${unrun} of them could not be run.`] : []),
    ...(['error', 'warning', 'info'] as const).flatMap((severity) => {
      const count = failed.filter((result) => !result.decides && result.check.severity === severity).length
      if (count === 0) return []
      const as = severity === 'info' ? 'for information' : `as ${plural(count, severity)}`
      return [` ${count} more failed ${as}, which ${count === 1 ? 'does' : 'do'} not decide.`]
    }),
  ]
  const all = plural(results.length, 'check')
  if (deciding.length === 0) {
    const held = results.length - failed.length
    return [`${held} of ${results.length} ${all} ${results.length === 1 ? 'holds' : 'hold'} ${scope}.`, ...asides]
  }
  const happened = unrun === deciding.length ? 'could not be run' : 'failed'
  return [strong(`${deciding.length} of ${results.length}`), ` ${all} ${happened} ${scope}.`, ...asides]
}

/** What is read first: what could not be run, then what decides, then by severity. */
function urgency({ verdict, decides, check }: Judged): number {
  return (verdict === 'error' ? 0 : decides ? 1 : 2) * 10 + ['error', 'warning', 'info'].indexOf(check.severity)
}

function notesFold(datasets: readonly CheckedData[]): readonly Block[] {
  const notes = datasets.flatMap(({ result, notes = [] }) =>
    notes.map(({ name, text }) => ({ name: datasets.length > 1 ? `${result.object}, ${name}` : name, text })),
  )
  // Files of one object have the same notes.
  const items = [...new Map(notes.map((note) => [`${note.name}\0${note.text}`, note])).values()]
  if (items.length === 0) return []
  const list: Block = { kind: 'list', items: items.map(({ name, text }) => [strong(name), `: ${text}`]) }
  return [fold(`Not checked: ${items.length} ${plural(items.length, 'statement')} of the contract`, list)]
}

const column = (title: string, align: TableColumn['align'] = 'left'): TableColumn => ({ title, align })

function failedTable(failed: readonly Judged[], several: boolean): Block {
  return {
    kind: 'table',
    caption: 'Failed checks',
    columns: [
      ...(several ? [column('Data')] : []),
      column('Check'),
      column('Expected'),
      column('Found', 'right'),
      column('First rows'),
    ],
    rows: failed.map((result) => [
      ...(several ? [[result.data.name]] : []),
      nameCell(result),
      [result.check.expectation],
      [result.observed],
      rowsCell(result),
    ]),
  }
}

function allTable(results: readonly Judged[], several: boolean): Block {
  return {
    kind: 'table',
    columns: [
      ...(several ? [column('Data')] : []),
      column('Check'),
      column('Expected'),
      column('Found', 'right'),
      column('Verdict', 'center'),
    ],
    rows: results.map((result) => [
      ...(several ? [[result.data.name]] : []),
      nameCell(result),
      [result.check.expectation],
      [result.observed],
      [{ kind: 'verdict', verdict: result.verdict }],
    ]),
  }
}

function nameCell({ check }: CheckResult): Cell {
  return check.severity === 'error' ? [check.name] : [check.name, ` (${check.severity})`]
}

/** Longer values would hide the table that they stand in. */
const shownCharacters = 40

function rowsCell({ firstRows, matchingRows = 0, data }: Judged): Cell {
  if (firstRows.length === 0) return ['—']
  const shown = firstRows.flatMap((row, index): Inline[] => [
    ...(index > 0 ? [', '] : []),
    ...rowInlines(row, data.parts),
  ])
  return matchingRows > firstRows.length ? [...shown, ', …'] : shown
}

function rowInlines({ row, value }: FailingRow, parts: readonly FilePart[] = []): readonly Inline[] {
  const place = placeOfRow(parts, row)
  const named: readonly Inline[] =
    place === undefined ? [String(row)] : [`${row} (`, code(place.name), `, ${place.row})`]
  if (value === undefined || value === null) return named
  const characters = [...String(value)]
  const text = characters.slice(0, shownCharacters).join('') + (characters.length > shownCharacters ? '…' : '')
  return text === '' ? named : [...named, ': ', code(text)]
}

const failWords: Readonly<Record<FailOn, string>> = {
  error: 'A broken rule decides when its severity is error',
  warning: 'A broken rule decides when its severity is error or warning (fail_on: warning)',
  info: 'Every broken rule decides (fail_on: info)',
  never: 'No broken rule decides, only a check that could not be run (fail_on: never)',
}

function decision(
  datasets: readonly CheckedData[],
  { contract, failOn = 'error', unchecked = [] }: ContractReportContext,
): readonly Block[] {
  const items: (readonly Inline[])[] = [
    ['Contract ', code(contract.file), `, version ${contract.version}: `, code(contract.digest)],
    ...datasets.map(({ name, file, digest, bytes, result, written }): readonly Inline[] => [
      `${name}: `,
      code(file),
      `, ${number(result.rows)} ${plural(result.rows, 'row')}, ${number(bytes)} bytes${written === undefined ? '' : `, read as ${written}`}, as object `,
      code(result.object),
      ': ',
      code(digest),
    ]),
    ...(unchecked.length === 0
      ? []
      : [[`${unchecked.join(', ')}: not checked, the contract has no object of the name`]]),
    [failWords[failOn]],
  ]
  return [
    { kind: 'list', items },
    ...leftOutBlocks(datasets),
    paragraph(
      'Every check reads every row. Row 1 is the first row of data. NaN counts as no value. Duplicates are counted as ' +
        'surplus rows: each row beyond the first with the same value. Ranges (mustBeBetween) exclude their bounds, as ' +
        'the Open Data Contract Standard defines them; other tools include them.',
    ),
  ]
}

function leftOutBlocks(datasets: readonly CheckedData[]): readonly Block[] {
  const items = datasets.flatMap(({ name, leftOut = [] }) =>
    leftOut.map(({ check, because }): readonly Inline[] => [`${check.name} was not asked of ${name}. ${because}`]),
  )
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

function toCheck({ check, verdict, observed, firstRows, data, decides }: Judged): Check {
  const { parts = [] } = data
  const rows = firstRows
    .map(({ row }) => {
      const place = placeOfRow(parts, row)
      return place === undefined ? String(row) : `${row} (${place.name}, ${place.row})`
    })
    .join(', ')
  const places = firstRows.flatMap(({ row }): CheckPlace[] => {
    const found = data.shown?.get(row)
    if (found === undefined) return []
    const own = placeOfRow(parts, row)?.row ?? row
    return [{ position: { ...found, column: 1 }, message: `Row ${own} breaks ${check.name}: ${check.expectation}.` }]
  })
  return {
    name: `${data.name}: ${check.name}`,
    verdict,
    message: `Expected: ${check.expectation}. Found: ${observed}.${rows === '' ? '' : ` First rows: ${rows}.`}`,
    severity: decides ? 'error' : check.severity === 'info' ? 'info' : 'warning',
    position: check.position,
    ...(places.length === 0 ? {} : { places }),
  }
}

function measure({ name, bytes, result }: CheckedData): readonly Measurement[] {
  const labels = { data: name }
  const failedChecks = (severity: Severity): number =>
    result.checks.filter(({ check, verdict }) => verdict !== 'pass' && check.severity === severity).length
  return [
    { name: 'data_rows', help: 'Rows that were checked.', labels, value: result.rows },
    { name: 'data_bytes', help: 'Size of the file that was checked.', labels, value: bytes },
    ...(['error', 'warning', 'info'] as const).map(
      (severity): Measurement => ({
        name: 'contract_failed_checks',
        help: 'Checks of the data contract that failed, or could not be run.',
        labels: { ...labels, severity },
        value: failedChecks(severity),
      }),
    ),
    ...result.checks.flatMap(({ check, verdict, matchingRows }): Measurement[] =>
      matchingRows === undefined
        ? []
        : [
            {
              name: 'contract_failed_rows',
              help: 'Rows for which a failed check of the data contract counts; 0 when it holds.',
              labels: { ...labels, check: check.name },
              value: verdict === 'fail' ? matchingRows : 0,
            },
          ],
    ),
    ...[...result.nullShares].map(
      ([columnName, value]): Measurement => ({
        name: 'data_null_ratio',
        help: 'Share of rows without a value, 0 to 1.',
        labels: { ...labels, column: columnName },
        value,
      }),
    ),
  ]
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`
}
