import { createPrivateKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes, type StepRecord } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { generateKeyPair } from './key-pair.ts'
import { readRecord, readSignedRecord } from './read-record.ts'
import { findRecord, largestRecord, recordFileName, signedRecordFileName, writeRecord } from './record-file.ts'
import { trustedKeysOf } from './trusted-keys.ts'

const pair = generateKeyPair()
const trusted = trustedKeysOf([{ name: 'ci', public_key: pair.publicKey }], 'trusted_keys')
const record: StepRecord = {
  subject: [{ name: 'model.onnx', digest: digestOfBytes('model') }],
  predicateType: 'https://example.com/claim',
  predicate: { claim: 'passed', at: '2026-01-01T00:00:00Z' },
}

const folder = () => mkdtemp(join(tmpdir(), 'mlgate-signed-'))

async function signedFolder(): Promise<string> {
  const directory = await folder()
  await writeRecord(directory, record, { signingKey: pair.privateKey })
  return directory
}

interface Bundle {
  mediaType: string
  verificationMaterial: Record<string, unknown> & { publicKey?: { hint: string } }
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid?: string }[] }
}

/** A folder whose signed record somebody changed. */
async function forgedFolder(forge: (bundle: Bundle) => void): Promise<string> {
  const directory = await signedFolder()
  const path = join(directory, signedRecordFileName)
  const bundle: Bundle = JSON.parse(await readFile(path, 'utf8'))
  forge(bundle)
  await writeFile(path, JSON.stringify(bundle))
  return directory
}

const payloadOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
const statement = (bundle: Bundle) => JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString())

/** PAE as https://github.com/secure-systems-lab/dsse/blob/master/protocol.md defines it. */
function preAuthEncoding({ payload, payloadType }: Bundle['dsseEnvelope']): Buffer {
  const body = Buffer.from(payload, 'base64')
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body])
}

/** Signs an envelope with the right key. */
function signAgain({ dsseEnvelope }: Bundle): void {
  const signature = sign('sha256', preAuthEncoding(dsseEnvelope), createPrivateKey(pair.privateKey))
  dsseEnvelope.signatures = [{ sig: signature.toString('base64') }]
}

const read = (directory: string, keys = trusted) => readSignedRecord(directory, keys, record.predicateType)

describe('a signed record', () => {
  it('is read when a trusted key signed it, and says whose', async () => {
    const directory = await signedFolder()
    const { statement, signer, file } = await read(directory)
    expect(signer).toBe('ci')
    expect(statement.predicate).toEqual(record.predicate)
    expect(file).toEqual({
      name: signedRecordFileName,
      digest: digestOfBytes(await readFile(join(directory, signedRecordFileName))),
    })
  })

  it('is a Sigstore bundle v0.3 with an in-toto statement', async () => {
    const bundle: Bundle = JSON.parse(await readFile(join(await signedFolder(), signedRecordFileName), 'utf8'))
    // Names: https://docs.sigstore.dev/about/bundle/
    expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json')
    expect(bundle.dsseEnvelope.payloadType).toBe('application/vnd.in-toto+json')
    expect(bundle.verificationMaterial.publicKey?.hint).toBe(trusted[0]?.id)
  })

  it('is signed as DSSE says, by which others sign and verify without this library', async () => {
    const { dsseEnvelope }: Bundle = JSON.parse(
      await readFile(join(await signedFolder(), signedRecordFileName), 'utf8'),
    )
    const signature = Buffer.from(dsseEnvelope.signatures[0]?.sig ?? '', 'base64')
    expect(verify('sha256', preAuthEncoding(dsseEnvelope), pair.publicKey, signature)).toBe(true)
    await expect(read(await forgedFolder(signAgain))).resolves.toMatchObject({ signer: 'ci' })
  })

  it('says the same to those who do not look at signatures', async () => {
    expect((await readRecord(await signedFolder())).predicate).toEqual(record.predicate)
  })

  it.each<[string, (bundle: Bundle) => void, string]>([
    [
      'its payload was changed',
      (bundle) => {
        bundle.dsseEnvelope.payload = payloadOf({ ...statement(bundle), predicate: { claim: 'passed', at: 'later' } })
      },
      'does not carry a valid signature of ci',
    ],
    [
      'another key signed it in the name of the trusted one',
      ({ dsseEnvelope }) => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
        dsseEnvelope.signatures = [{ sig: sign('sha256', Buffer.from('x'), privateKey).toString('base64') }]
      },
      'does not carry a valid signature of ci',
    ],
    [
      'it names another key',
      ({ verificationMaterial }) => {
        verificationMaterial.publicKey = { hint: 'other' }
      },
      'is signed with a key that the policy does not trust',
    ],
    [
      'there is a second signature',
      ({ dsseEnvelope: { signatures } }) => {
        signatures.push({ sig: 'AAAA' })
      },
      'has 2 signatures',
    ],
    ['there is no signature', ({ dsseEnvelope }) => void dsseEnvelope.signatures.splice(0), 'is not a Sigstore bundle'],
    [
      'the envelope holds another type',
      (bundle) => {
        bundle.dsseEnvelope.payloadType = 'text/plain'
        signAgain(bundle)
      },
      'holds "text/plain"',
    ],
    [
      'what was signed is no statement',
      (bundle) => {
        bundle.dsseEnvelope.payload = payloadOf({ predicate: { claim: 'passed' } })
        signAgain(bundle)
      },
      'what was signed is not an in-toto statement',
    ],
    [
      'it is of another predicate type',
      (bundle) => {
        bundle.dsseEnvelope.payload = payloadOf({ ...statement(bundle), predicateType: 'https://example.com/other' })
        signAgain(bundle)
      },
      'not https://example.com/claim',
    ],
    [
      'it names a log entry that nobody here could check',
      ({ verificationMaterial }) => {
        verificationMaterial.tlogEntries = [{ logIndex: '1' }]
      },
      'is not a Sigstore bundle v0.3 signed with a plain key (/verificationMaterial/tlogEntries',
    ],
    [
      'it names a certificate instead of a key',
      ({ verificationMaterial }) => {
        delete verificationMaterial.publicKey
        verificationMaterial.certificate = { rawBytes: 'AAAA' }
      },
      'is not a Sigstore bundle v0.3 signed with a plain key',
    ],
    [
      'it says something beside the envelope',
      (bundle) => Object.assign(bundle, { timeVerified: '2020-01-01T00:00:00Z' }),
      'is not a Sigstore bundle v0.3 signed with a plain key (/timeVerified: is not known here)',
    ],
    [
      'it is of an older version',
      (bundle) => Object.assign(bundle, { mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.2' }),
      'is not a Sigstore bundle v0.3',
    ],
  ])('is refused when %s', async (_what, forge, message) => {
    await expect(read(await forgedFolder(forge))).rejects.toThrow(message)
  })

  it('is refused when nobody is trusted', async () => {
    await expect(read(await signedFolder(), [])).rejects.toThrow('a key that the policy does not trust')
  })

  it('is refused when it is larger than any record', async () => {
    const directory = await folder()
    await writeFile(join(directory, signedRecordFileName), Buffer.alloc(largestRecord + 1, ' '))
    await expect(read(directory)).rejects.toThrow('larger than')
  })

  it('is not to be replaced by a bare statement', async () => {
    const directory = await folder()
    await writeRecord(directory, record)
    await expect(read(directory)).rejects.toThrow('is not signed')
  })
})

describe('a folder', () => {
  it('never holds a signed record beside an unsigned one', async () => {
    const directory = await folder()
    await writeRecord(directory, record)
    expect(await readdir(directory)).toEqual([recordFileName])
    await writeRecord(directory, record, { signingKey: pair.privateKey })
    expect(await readdir(directory)).toEqual([signedRecordFileName])
    await writeRecord(directory, record)
    expect(await readdir(directory)).toEqual([recordFileName])
  })

  it('with both is refused, because nobody knows which counts', async () => {
    const directory = await signedFolder()
    await writeFile(join(directory, recordFileName), '{}')
    await expect(readRecord(directory)).rejects.toThrow('two records')
  })

  it('without a record has none', async () => {
    expect(await findRecord(await folder())).toBeUndefined()
    await expect(readRecord(await folder())).rejects.toThrow('no record of a step')
  })
})
