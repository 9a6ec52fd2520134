import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { readRecord, subjectDigest } from './read-record.ts'
import { recordFileName, writeRecord } from './record-file.ts'
import { testResultRecord, testResultType } from './test-result.ts'
import { verificationSummaryRecord } from './verification-summary.ts'

const folder = () => mkdtemp(join(tmpdir(), 'mlgate-record-'))
const train = { name: 'data/train.csv', digest: digestOfBytes('train') }
const test = { name: 'data/test.csv', digest: digestOfBytes('test') }

describe('a record', () => {
  it('comes back as the statement that was written, with subjects in one order', async () => {
    const directory = await folder()
    await writeRecord(
      directory,
      testResultRecord({
        data: [train, test],
        configuration: [],
        verdict: 'pass',
        runUrl: undefined,
        passed: ['rows'],
        warned: [],
        failed: [],
      }),
    )
    const statement = await readRecord(directory)
    expect(statement.predicateType).toBe(testResultType)
    expect(statement.subject.map(({ name }) => name)).toEqual(['data/test.csv', 'data/train.csv'])
    expect(subjectDigest(statement, 'data/train.csv')).toBe(train.digest)
    expect(subjectDigest(statement, 'data/other.csv')).toBeUndefined()
    expect(statement.predicate).toEqual({
      result: 'PASSED',
      configuration: [],
      passedTests: ['rows'],
      warnedTests: [],
      failedTests: [],
    })
  })

  it('says in its name that nobody signed it', () => {
    expect(recordFileName).toContain('unsigned')
  })

  it.each([
    ['a file that is no JSON', '{'],
    [
      'a statement about nothing',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"x","predicate":{}}',
    ],
    [
      'a digest that is no digest',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{"sha256":"12"}}],"predicateType":"x","predicate":{}}',
    ],
  ])('is refused when it is %s', async (_what, content) => {
    const directory = await folder()
    await writeFile(join(directory, recordFileName), content)
    await expect(readRecord(directory)).rejects.toThrow(recordFileName)
  })
})

describe('a verdict', () => {
  it.each(['fail', 'inconclusive', 'error'] as const)('of %s is FAILED for everybody else', (verdict) => {
    const record = verificationSummaryRecord({
      candidate: [{ name: 'model.onnx', digest: digestOfBytes('model') }],
      version: '0.1.0',
      timeVerified: new Date(0),
      repository: 'acme/flights',
      policy: { uri: 'mlgate.yml', digest: digestOfBytes('policy') },
      inputAttestations: [],
      verdict,
      evaluation: { model: 'flight-delay', commit: undefined, event: 'push', scoredBy: 'mlgate' },
    })
    expect(record.predicate).toMatchObject({
      verificationResult: 'FAILED',
      resourceUri: 'acme/flights#flight-delay',
      mlgate_evaluation: { verdict },
    })
  })
})
