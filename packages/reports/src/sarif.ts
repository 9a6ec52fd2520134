import type { Check, ExitCode, Report, SourcePosition } from '@mlgate/core'
import { fingerprintOf, ruleOf } from './check-identity.ts'
import { placeOf, repositoryPath, troubleLimit, troubles } from './trouble.ts'
import { visibleName, visibleText, withoutLogCommands, zeroWidthSpace } from './visible-text.ts'

export interface SarifOptions {
  /** Version of mlgate. */
  readonly version: string
  /** Where results without a place of their own stand, relative to the repository: code scanning refuses them otherwise. */
  readonly otherwise: SourcePosition
  /** What the step will exit with, as far as it is known. */
  readonly exitCode: ExitCode
  /** When the report was made. */
  readonly generated: Date
}

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const information = 'https://github.com/mlgate/mlgate'
/** Characters of a message. */
const longestMessage = 1_000
/** Bytes of results before compression, far below the 10 MB that GitHub takes of the compressed file. */
const resultBytes = 8_000_000
/** Lines of data that one result points at. */
const mostPlaces = 20

/**
 * A report as SARIF 2.1.0, one run: a result for each check that did not pass, so that a report that passed closes what
 * an earlier one opened under the same `automationDetails.id`. Results are known again by `mlgateCheck/v1`, of model, step
 * and name of the check; `primaryLocationLineHash` is left to GitHub's upload action, which computes it and warns of any
 * other. Source: OASIS SARIF 2.1.0; GitHub, "SARIF support for code scanning".
 */
export function sarifReport(report: Report, options: SarifOptions): string {
  const all = troubles(report)
  const shown = withinBytes(
    all.slice(0, troubleLimit).map((check) => ({ check, result: resultOf(report, check, options) })),
  )
  const left = all.length - shown.length
  const run = {
    tool: {
      driver: {
        name: 'mlgate',
        informationUri: information,
        version: options.version,
        semanticVersion: options.version,
        rules: shown.map(({ check }) => ruleOfCheck(report.step, check)),
      },
    },
    // What stands before the last slash is the category that code scanning files the run under.
    automationDetails: { id: `mlgate/${segment(report.model)}/${segment(report.step)}/` },
    invocations: [
      {
        executionSuccessful: report.verdict !== 'error',
        exitCode: options.exitCode,
        endTimeUtc: options.generated.toISOString(),
        ...(left === 0
          ? {}
          : {
              toolExecutionNotifications: [
                { level: 'warning', message: { text: `${left} more results are left out; report.html has them.` } },
              ],
            }),
      },
    ],
    originalUriBaseIds: { SRCROOT: { description: { text: 'Root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    results: shown.map(({ result }, ruleIndex) => ({ ...result, ruleIndex })),
  }
  return withoutLogCommands(`${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`)
}

interface Shown {
  readonly check: Check
  readonly result: object
}

function withinBytes(results: readonly Shown[]): readonly Shown[] {
  let bytes = 0
  const end = results.findIndex(({ result }) => {
    bytes += Buffer.byteLength(JSON.stringify(result))
    return bytes > resultBytes
  })
  return end === -1 ? results : results.slice(0, end)
}

function ruleOfCheck(step: string, check: Check): object {
  const name = visibleName(check.name, 255)
  return {
    id: ruleOf(step, check),
    name,
    shortDescription: { text: plain(name) },
    help: { text: `What it asks is in the project file or in the contract. See ${information}/tree/main/docs.` },
    defaultConfiguration: { level: levelOf(check) },
    properties: { tags: ['machine-learning', visibleName(step)] },
  }
}

function levelOf({ severity }: Check): 'error' | 'warning' | 'note' {
  return severity === 'info' ? 'note' : severity
}

function resultOf(report: Report, check: Check, { otherwise }: SarifOptions): object {
  const places = (check.places ?? []).filter(({ position }) => repositoryPath(position.file) !== undefined)
  return {
    ruleId: ruleOf(report.step, check),
    level: levelOf(check),
    message: { text: plain(visibleText(`${report.model}, ${check.name}: ${check.message}`, longestMessage)) },
    locations: [locationOf(placeOf(check, otherwise))],
    ...(places.length === 0
      ? {}
      : {
          relatedLocations: places.slice(0, mostPlaces).map(({ position, message }, id) => ({
            id,
            ...locationOf(placeOf({ position }, otherwise)),
            message: { text: plain(visibleText(message, longestMessage)) },
          })),
        }),
    partialFingerprints: { 'mlgateCheck/v1': fingerprintOf(report, check) },
    properties: { verdict: check.verdict },
  }
}

function locationOf({ file, line, column }: SourcePosition): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(segment).join('/'), uriBaseId: 'SRCROOT' },
      region: { startLine: line, startColumn: column },
    },
  }
}

/** One segment of a URI: everything but letters, digits and `-_.~` as percent escapes. */
const segment = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)

/** In messages `[text](1)` is a link and `{0}` a placeholder (SARIF 3.11.5, 3.11.6); ours have neither. */
const plain = (text: string): string =>
  text.replace(/\](?=\()/g, `]${zeroWidthSpace}`).replace(/\{(?=\d)/g, `{${zeroWidthSpace}`)
