import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError, digestOfFile, messageOf, readBoundedFile, type Verdict, worstVerdict } from '@mlgate/core'
import {
  findRecord,
  readRecord,
  readSignedRecord,
  type Statement,
  signedRecordFileName,
  type TrustedKey,
  verificationSummaryType,
} from '@mlgate/evidence'
import {
  type JudgeInput,
  judgeMeasured,
  type RecordedJudgement,
  type RecordedVerdict,
  readStoredFile,
  recordedJudgement,
  recordedVerdict,
  rejudge,
  type StoredAnswers,
  type StoredMetrics,
  unpackAnswers,
  unpackMetrics,
} from '@mlgate/gate'
import { type ModelBody, readPolicyDocument } from '@mlgate/project'
import { openTables, type Table } from '@mlgate/tables'
import { judgedBy, seenBy } from '../evaluate-gate/judged-by.ts'
import { answerFiles, policyFileName } from '../evaluate-gate/keep-answers.ts'
import { firstDifference } from './first-difference.ts'

/** Bytes that a policy and the description of answers may have; that of 100,000 resamples stays below. */
const limits = { policy: 4 * 1024 * 1024, description: 64 * 1024 * 1024 }

/** What replaying came to. The verdict is the same, byte for byte, when nothing differs. */
export interface Replay {
  readonly model: string
  /** As the record has it. */
  readonly verdict: Verdict
  /** Version of mlgate that judged. */
  readonly judgedBy: string
  /** Whose signature the record carries; undefined where none was checked. */
  readonly signer: string | undefined
  readonly isSigned: boolean
  /** What is not as recorded, in sentences, the first of each judgement. */
  readonly differences: readonly string[]
  /** What was not recomputed, but taken as recorded. */
  readonly asRecorded: readonly string[]
  /** What was judged, for those who score again. */
  readonly judged: readonly ReplayedJudgement[]
  readonly record: { readonly statement: Statement; readonly predicate: RecordedVerdict }
  readonly policy: ModelBody
}

export interface ReplayedJudgement {
  readonly recorded: RecordedJudgement
  /** Undefined for metrics that were measured elsewhere. */
  readonly stored: StoredAnswers | undefined
  readonly input: JudgeInput | undefined
}

/**
 * Recomputes a verdict from what evaluate-gate left in its folder, by the same functions, and compares all that the record
 * says of it. Anybody may have made the folder: files are bounded and of their schemas, and nothing in it is run. Throws
 * ConfigurationError when there is nothing to recompute, or it cannot be read.
 */
export async function replayFolder(
  folder: string,
  { trustedKeys, memoryMb }: { readonly trustedKeys: readonly TrustedKey[]; readonly memoryMb?: number },
): Promise<Replay> {
  const { statement, signer, isSigned } = await openVerdict(folder, trustedKeys)
  const predicate = verdictOf(statement, folder)
  const { mlgate_evaluation: evaluation } = predicate
  const differences: string[] = []
  const policy = await readPolicy(folder, predicate, differences)
  const verdicts: Verdict[] = []
  const asRecorded = new Set<string>()
  const judged: ReplayedJudgement[] = []
  for (const [index, recorded] of evaluation.judgements.entries()) {
    const of = evaluation.judgements.length === 1 ? '' : ` on the ${recorded.testData?.name ?? 'other rows'}`
    const place = { folder, index, of, ...(memoryMb === undefined ? {} : { memoryMb }) }
    const again = await replayJudgement(recorded, policy, place)
    differences.push(...again.differences)
    if (again.verdict !== undefined) verdicts.push(again.verdict)
    for (const kind of again.asRecorded) asRecorded.add(kind)
    judged.push(again)
  }
  differences.push(...verdictDifferences(predicate, verdicts))
  return {
    model: evaluation.model,
    verdict: evaluation.verdict,
    judgedBy: predicate.verifier.version.mlgate,
    signer,
    isSigned,
    differences,
    asRecorded: [...asRecorded],
    judged,
    record: { statement, predicate },
    policy,
  }
}

async function openVerdict(
  folder: string,
  trustedKeys: readonly TrustedKey[],
): Promise<{ readonly statement: Statement; readonly signer: string | undefined; readonly isSigned: boolean }> {
  const file = await findRecord(folder)
  if (file === undefined) {
    throw new ConfigurationError(
      `${folder}: holds no record of evaluate-gate. Name its folder, .mlgate/<model>/evaluate-gate, or the artifact of that name.`,
    )
  }
  const isSigned = file.name === signedRecordFileName
  if (isSigned && trustedKeys.length > 0) {
    const { statement, signer } = await readSignedRecord(folder, trustedKeys, verificationSummaryType)
    return { statement, signer, isSigned }
  }
  return { statement: await readRecord(folder), signer: undefined, isSigned }
}

function verdictOf({ predicateType, predicate }: Statement, folder: string): RecordedVerdict {
  if (predicateType !== verificationSummaryType) {
    throw new ConfigurationError(
      `${folder}: the record there is of another step (${JSON.stringify(predicateType)}). Only what evaluate-gate left can be replayed.`,
    )
  }
  const verdict = recordedVerdict(predicate)
  if (verdict !== undefined) return verdict
  throw new ConfigurationError(
    `${folder}: the record there does not say what this version of mlgate needs to recompute it. It is not one of evaluate-gate, or of another version: replay it with the one that it names.`,
  )
}

async function readPolicy(folder: string, { policy }: RecordedVerdict, differences: string[]): Promise<ModelBody> {
  const bytes = await readBoundedFile(join(folder, policyFileName), limits.policy)
  if (bytes === undefined) throw notKept(folder)
  const read = readPolicyDocument(bytes.toString('utf8'))
  if (read === undefined) {
    throw new ConfigurationError(
      `${join(folder, policyFileName)}: is no policy that this version of mlgate knows. Replay it with the version that the record names.`,
    )
  }
  const recorded = `sha256:${policy.digest.sha256}`
  if (read.digest !== recorded) {
    differences.push(`${policyFileName} holds the policy ${read.digest}, and the record names ${recorded}.`)
  }
  return read.body
}

function notKept(folder: string): ConfigurationError {
  return new ConfigurationError(
    `${folder}: the answers were not kept, so that nothing can be recomputed from them. Run evaluate-gate on that commit again, or keep them from now on: gate.store_answers: true.`,
  )
}

interface Place {
  readonly folder: string
  readonly index: number
  /** Which judgement, in words after its name; empty where there is one. */
  readonly of: string
  readonly memoryMb?: number
}

async function replayJudgement(
  recorded: RecordedJudgement,
  policy: ModelBody,
  { folder, index, of, memoryMb }: Place,
): Promise<
  ReplayedJudgement & {
    readonly differences: readonly string[]
    readonly asRecorded: readonly string[]
    readonly verdict: Verdict | undefined
  }
> {
  const { testData: _data, answers, ...rest } = recorded
  if (answers === undefined) throw notKept(folder)
  const differences: string[] = []
  const names = answerFiles(index === 1)
  const known = [names.description, names.rows, names.past]
  const stranger = answers.find(({ name }) => !known.includes(name))
  if (stranger !== undefined) {
    throw new ConfigurationError(
      `${folder}: the record names a file of answers that is none: ${JSON.stringify(stranger.name)}.`,
    )
  }
  for (const { name, digest } of answers) {
    const found = await digestOfFile(await plainFile(join(folder, name)))
    if (found !== digest) differences.push(`${name} is ${found}, and the record names ${digest}.`)
  }
  const stored = await readDescription(join(folder, names.description))
  const read = stored.kind === 'metrics' ? [] : [names.rows, ...(stored.past ? [names.past] : [])]
  const unnamed = [names.description, ...read].find((name) => !answers.some((file) => file.name === name))
  if (unnamed !== undefined) differences.push(`${unnamed} is read, and the record names no digest of it${of}.`)
  const judging = judgedBy(policy, policyFileName)
  const say = (again: unknown) => {
    const found = firstDifference(rest, again)
    if (found !== undefined) differences.push(inWords(found, of))
  }
  try {
    if (stored.kind === 'metrics') {
      const judgement = judgeMeasured(unpackMetrics(stored, judging))
      say(JSON.parse(JSON.stringify(recordedJudgement(judgement))))
      return { recorded, stored: undefined, input: undefined, differences, asRecorded: [], verdict: judgement.verdict }
    }
    const file = (name: string) => readTable(join(folder, name), memoryMb)
    const rows = await file(names.rows)
    const input = unpackAnswers(stored, rows, stored.past ? await file(names.past) : undefined, judging)
    const again = rejudge(input, recorded.examinations, seenBy(policy))
    for (const kind of again.missing) differences.push(`The policy demands ${kind}, and the record has none${of}.`)
    say(again.judgement)
    return { recorded, stored, input, differences, asRecorded: again.asRecorded, verdict: again.verdict }
  } catch (error) {
    // What was changed may be no answers at all any more; that it was changed is what counts.
    if (!(error instanceof ConfigurationError) || differences.length === 0) throw error
    const because = `It cannot be judged anew${of}: ${messageOf(error)}`
    return {
      recorded,
      stored: undefined,
      input: undefined,
      differences: [...differences, because],
      asRecorded: [],
      verdict: undefined,
    }
  }
}

/** A link could lead anywhere. */
async function plainFile(path: string): Promise<string> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isFile() === true) return path
  throw new ConfigurationError(`${path}: the record names this file, and there is none.`)
}

async function readDescription(path: string): Promise<StoredAnswers | StoredMetrics> {
  const bytes = await readBoundedFile(path, limits.description)
  if (bytes === undefined) throw new ConfigurationError(`${path}: the record names this file, and there is none.`)
  const stored = readStoredFile(bytes.toString('utf8'))
  if (typeof stored !== 'string') return stored
  throw new ConfigurationError(
    `${path}: holds no answers that this version of mlgate knows (${stored}). Replay it with the version that the record names.`,
  )
}

async function readTable(path: string, memoryMb: number | undefined): Promise<Table> {
  await using tables = await openTables({
    allow: [await plainFile(path)],
    ...(memoryMb === undefined ? {} : { tableMb: memoryMb }),
  })
  return tables.read(path)
}

/** The worst of the judgements speaks, and nothing passes where the record says why it may not. */
function verdictDifferences(
  { verificationResult, mlgate_evaluation: evaluation }: RecordedVerdict,
  verdicts: readonly Verdict[],
): string[] {
  if (verdicts.length < evaluation.judgements.length) return []
  const worst = worstVerdict(verdicts)
  const again = worst === 'pass' && evaluation.neverPassesBecause !== undefined ? 'inconclusive' : worst
  const result = again === 'pass' ? 'PASSED' : 'FAILED'
  return [
    ...(again === evaluation.verdict ? [] : [`The verdict is ${again}, and the record says ${evaluation.verdict}.`]),
    ...(result === verificationResult ? [] : [`The result is ${result}, and the record says ${verificationResult}.`]),
  ]
}

function inWords({ path, recorded, replayed }: NonNullable<ReturnType<typeof firstDifference>>, of: string): string {
  return `${path === '' ? 'The judgement' : path}${of} is ${shown(replayed)}, and the record says ${shown(recorded)}.`
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
