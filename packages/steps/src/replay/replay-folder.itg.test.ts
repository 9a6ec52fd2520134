import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfFile } from '@mlgate/core'
import { generateKeyPair, recordFileName, trustedKeysOf, writeRecord } from '@mlgate/evidence'
import { policyDigest } from '@mlgate/project'
import { type Column, openTables, writeParquet } from '@mlgate/tables'
import { beforeAll, describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runEvaluateGate } from '../evaluate-gate/run.ts'
import { replayFolder } from './replay-folder.ts'

const table = (header: string, cells: (row: number) => string) =>
  `${[header, ...Array.from({ length: 160 }, (_, row) => cells(row))].join('\n')}\n`
const people = table(
  'id,y,age,plan,household,weight',
  (row) => `${row},${row % 2 ? 'yes' : 'no'},${row % 60},${row % 3 ? 'basic' : ''},h${row % 40},${1 + (row % 3) / 10}`,
)
const probability = (row: number, salt: number) => (((row * salt) % 97) + 1) / 99
const said = (salt: number) =>
  table('id,probability_no,probability_yes', (row) => `${row},${1 - probability(row, salt)},${probability(row, salt)}`)
const policy = `model: m
task: classification
candidate: {predictions: scores.csv}
data: {test: test.csv, label: y, positive: 'yes', id: id, group: household}
gate:
  store_answers: true
  baseline: {from: ["file:before.csv"]}
  confidence: {resamples: 200, seed: 7}
  metrics:
    accuracy: {min: 0.2, max_regression: 0.5, slices: [plan, "age >= 40"], min_rows: 10}
    roc_auc: {max_regression: 0.6}
    caution: {mean_of: "CASE WHEN prediction = 'yes' THEN 0 ELSE 1 END", direction: maximize, min: 0.1}
  fairness: {by: ["age >= 40"], min_rows: 20, equal_opportunity_difference: {max: 0.9}}
  calibration: true
  weak_slices: {depth: 1}
`
const noInputs = {
  'training-artifact-id': undefined,
  'training-artifact-digest': undefined,
  'endpoint-token': undefined,
}
const keys = generateKeyPair()
const trusted = trustedKeysOf([{ name: 'ci', public_key: keys.publicKey }], 'trusted_keys')

/** Judges in a new folder, which then holds what the step leaves there. */
async function judged(own = policy, signingKey?: string, contract?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-replay-'))
  if (contract !== undefined) await writeFile(join(folder, 'contract.yaml'), contract)
  await writeFile(join(folder, 'test.csv'), people)
  await writeFile(join(folder, 'scores.csv'), said(31))
  await writeFile(join(folder, 'before.csv'), said(37))
  if (contract !== undefined) {
    for (const args of [
      ['init', '--quiet'],
      ['add', 'test.csv'],
      ['-c', 'user.name=t', '-c', 'user.email=t@t.example', 'commit', '--quiet', '-m', 'rows'],
    ])
      execFileSync('git', args, { cwd: folder })
  }
  const files = { 'mlgate.yml': own, 'test.csv': people, ...(contract && { 'contract.yaml': contract }) }
  const host = fakeHost({ files })
  const { record } = await runEvaluateGate(noInputs, stepDeps(folder, own, host))
  await writeRecord(folder, record, signingKey === undefined ? {} : { signingKey })
  return folder
}

let original: string

beforeAll(async () => {
  original = await judged()
})

const replay = (folder: string, trustedKeys = trusted) => replayFolder(folder, { trustedKeys })

async function copied(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-replay-'))
  await cp(original, folder, { recursive: true })
  return folder
}

async function changeTable(folder: string, name: string, change: (column: Column) => Column): Promise<void> {
  const file = join(folder, 'answers.parquet')
  const columns = await (async () => {
    await using tables = await openTables({ allow: [file] })
    return new Map((await tables.read(file)).columns)
  })()
  columns.set(name, change(columns.get(name) as Column))
  await writeParquet(file, { rows: 160, columns }, { narrow: true })
}

const changeText = async (folder: string, name: string, from: string | RegExp, to: string) => {
  const before = await readFile(join(folder, name), 'utf8')
  expect(before.replace(from, to)).not.toBe(before)
  await writeFile(join(folder, name), before.replace(from, to))
}

/** Makes the record name the files as they are now: whoever changes them may write a new record, too. */
async function nameAgain(folder: string): Promise<void> {
  const path = join(folder, recordFileName)
  const record = JSON.parse(await readFile(path, 'utf8'))
  for (const file of record.predicate.mlgate_evaluation.judgements[0].answers) {
    file.digest = await digestOfFile(join(folder, file.name))
  }
  const digest = policyDigest(JSON.parse(await readFile(join(folder, 'policy.json'), 'utf8')))
  record.predicate.policy.digest.sha256 = digest.slice('sha256:'.length)
  await writeFile(path, JSON.stringify(record))
}

describe('a verdict that is replayed from its folder', () => {
  it('is the same, byte for byte, from what the step left alone', async () => {
    const folder = await copied()
    for (const name of ['test.csv', 'scores.csv', 'before.csv']) await rm(join(folder, name))
    const { differences, verdict, asRecorded, isSigned, judged } = await replay(folder)
    expect(differences).toEqual([])
    expect({ verdict, asRecorded, isSigned }).toEqual({ verdict: 'pass', asRecorded: ['weak_slices'], isSigned: false })
    expect(judged[0]?.stored?.test.map(({ name }) => name)).toEqual(['y', 'plan', 'household'])
  })

  it('says whose signature it carries, and is refused with another', async () => {
    const folder = await judged(policy, keys.privateKey)
    expect(await replay(folder)).toMatchObject({ differences: [], signer: 'ci', isSigned: true })
    expect(await replay(folder, [])).toMatchObject({ differences: [], signer: undefined, isSigned: true })
    const other = trustedKeysOf([{ name: 'other', public_key: generateKeyPair().publicKey }], 'trusted_keys')
    await expect(replay(folder, other)).rejects.toThrow('a key that the policy does not trust')
  })

  it.each<[string, (folder: string) => Promise<void>, RegExp, RegExp]>([
    [
      'one score was changed',
      (folder) =>
        changeTable(folder, 'candidate_probability_1', ({ values }) => ({
          kind: 'number',
          values: Float64Array.from(values as Float64Array, (value, row) => (row === 12 ? 1 - value : value)),
        })),
      /^answers\.parquet is sha256:[0-9a-f]{64}, and the record names sha256:/,
      /^gates\[\d+\]\.(candidate|valueInterval\.low) is 0\.\d+, and the record says 0\.\d+\.$/,
    ],
    [
      'one label was changed',
      (folder) =>
        changeTable(folder, 'test_1', ({ values }) => ({
          kind: 'string',
          values: (values as readonly string[]).map((value, row) => (row === 12 ? 'yes' : value)),
        })),
      /^answers\.parquet is /,
      /^gates\[0\]\.candidate is 0\.\d+, and the record says 0\.\d+\.$/,
    ],
    [
      'the seed was changed',
      (folder) => changeText(folder, 'policy.json', '"seed":7', '"seed":8'),
      /^policy\.json holds the policy sha256:/,
      /^seed is 8, and the record says 7\.$/,
    ],
    [
      'a limit was changed',
      (folder) => changeText(folder, 'policy.json', '"min":0.2', '"min":0.9'),
      /^policy\.json holds the policy sha256:/,
      /^verdict is "fail", and the record says "pass"\.$/,
    ],
    [
      'the model that it was compared with was changed',
      (folder) => changeText(folder, 'answers.json', '"identical":false', '"identical":true'),
      /^answers\.json is sha256:/,
      / and the record says /,
    ],
  ])('says what differs when %s, also where the record names the changed file', async (_what, change, file, number) => {
    const folder = await copied()
    await change(folder)
    const [first = '', second = ''] = (await replay(folder)).differences
    expect(first).toMatch(file)
    expect(second).toMatch(number)
    await nameAgain(folder)
    expect((await replay(folder)).differences[0]).toBe(second)
  })

  it.each<[string, string | RegExp, string, RegExp]>([
    ['a number', /"undefinedShare": 0,/, '"undefinedShare": 0.25,', /undefinedShare is 0, and the record says 0\.25/],
    [
      'the verdict alone',
      /"verdict": "pass"\n {4}\}/,
      '"verdict": "fail"\n    }',
      /^The verdict is pass, and the record says fail/,
    ],
    ['the result alone', '"PASSED"', '"FAILED"', /^The result is PASSED, and the record says FAILED/],
    ['a finding', /"kind": "fairness",/, '"kind": "other",', /examinations/],
  ])('says what differs when the record was changed in %s', async (_what, from, to, said) => {
    const folder = await copied()
    await changeText(folder, recordFileName, from, to)
    expect((await replay(folder)).differences[0]).toMatch(said)
  })

  it('says which file the record does not answer for', async () => {
    const folder = await copied()
    const record = JSON.parse(await readFile(join(folder, recordFileName), 'utf8'))
    record.predicate.mlgate_evaluation.judgements[0].answers.splice(1, 1)
    await writeFile(join(folder, recordFileName), JSON.stringify(record))
    expect((await replay(folder)).differences).toEqual([
      'answers.parquet is read, and the record names no digest of it.',
    ])
  })

  it('tells of labels that no model knows that they cannot be judged', async () => {
    const folder = await copied()
    await changeTable(folder, 'test_1', ({ values }) => ({
      kind: 'string',
      values: (values as readonly string[]).map(() => 'perhaps'),
    }))
    expect((await replay(folder)).differences[1]).toMatch(/^It cannot be judged anew: data\.label: .*"perhaps"/)
  })
})

describe('a folder that cannot be replayed', () => {
  it.each<[string, (folder: string) => Promise<unknown>, string]>([
    ['has no record', (folder) => rm(join(folder, recordFileName)), 'holds no record of evaluate-gate'],
    [
      'has a record of another step',
      (folder) =>
        changeText(folder, recordFileName, /"predicateType": "[^"]+"/, '"predicateType": "https://x.example"'),
      'is of another step ("https://x.example")',
    ],
    [
      'has a record of another version',
      (folder) => changeText(folder, recordFileName, '"mlgate_evaluation"', '"mlgate_evaluation_2"'),
      'or of another version',
    ],
    ['has a garbled record', (folder) => writeFile(join(folder, recordFileName), '{"_type":'), 'is not JSON'],
    ['has no policy', (folder) => rm(join(folder, 'policy.json')), 'the answers were not kept'],
    [
      'has a garbled policy',
      (folder) => writeFile(join(folder, 'policy.json'), '[]'),
      'is no policy that this version',
    ],
    [
      'has a policy of settings that nobody may have',
      (folder) => changeText(folder, 'policy.json', '"resamples":200', '"resamples":1000000000'),
      'is no policy that this version',
    ],
    [
      'has answers of another version',
      (folder) => changeText(folder, 'answers.json', '"version":1', '"version":2'),
      'holds no answers that this version of mlgate knows',
    ],
    [
      'leads out of itself by a link',
      async (folder) => {
        await rm(join(folder, 'answers.parquet'))
        await symlink('/etc/passwd', join(folder, 'answers.parquet'))
      },
      'the record names this file, and there is none',
    ],
    [
      'names files elsewhere',
      (folder) => changeText(folder, recordFileName, '"answers.parquet"', '"../../answers.parquet"'),
      'names a file of answers that is none: "../../answers.parquet"',
    ],
  ])('because it %s says so', async (_what, spoil, message) => {
    const folder = await copied()
    await spoil(folder)
    await expect(replay(folder)).rejects.toThrow(message)
  })

  it('because the answers are larger than the memory says so', async () => {
    await expect(replayFolder(original, { trustedKeys: [], memoryMb: 0.001 })).rejects.toThrow('MB of memory')
  })

  it('because nothing was kept says so: the policy may forbid it, and data outside git are not kept on a forge', async () => {
    for (const own of [policy.replace('true', 'false'), policy.replace('  store_answers: true\n', '')]) {
      const folder = await judged(own)
      await expect(replay(folder)).rejects.toThrow('the answers were not kept')
    }
  })

  it.each<[string, string, boolean]>([
    ['are kept where git holds the test data', 'age', true],
    ['are not kept with a column that the contract calls sensitive', 'plan', false],
    ['are kept with a sensitive unit of resampling, which is numbered', 'household', true],
    ['are not kept beside a contract that cannot be read', '[', false],
  ])('without a word of the policy answers %s', async (_what, sensitive, kept) => {
    const contract = `apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
schema:
  - name: people
    properties:
      - {name: ${sensitive}, classification: restricted}
`
    const silent = policy.replace('  store_answers: true\n', '').replace('data: {', 'data: {contract: contract.yaml, ')
    const folder = await judged(silent, undefined, contract)
    if (!kept) return expect(replay(folder)).rejects.toThrow('the answers were not kept')
    expect((await replay(folder)).differences).toEqual([])
  })
})
