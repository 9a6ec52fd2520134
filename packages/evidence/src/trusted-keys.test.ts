import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { generateKeyPair, keyIdOf, readPrivateKey, readPublicKey } from './key-pair.ts'
import { signStatement } from './sign-statement.ts'
import { trustedKeysOf } from './trusted-keys.ts'

const { privateKey, publicKey } = generateKeyPair()

describe('a key pair', () => {
  it('has one id, whichever half one has', () => {
    expect(keyIdOf(readPrivateKey(privateKey))).toBe(keyIdOf(readPublicKey(publicKey, 'key')))
  })

  it('is read from one line of base64, too, and nothing is told of one that is none', () => {
    const line = Buffer.from(privateKey).toString('base64')
    expect(keyIdOf(readPrivateKey(line))).toBe(keyIdOf(readPublicKey(publicKey, 'key')))
    expect(() => readPrivateKey(line.slice(20))).toThrow(/^The signing key cannot be read\. (?!.*BEGIN)/)
  })

  it('has the id that openssl and sha256sum give', () => {
    // openssl ecparam -name prime256v1 -genkey -noout | openssl ec -pubout -outform DER | openssl dgst -sha256 -binary | base64
    const pem = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFeqRz1Q0FUi/z2oFxwA67od9HTqj
fGJFWmiFnJ8mEboxvR0wZXAm3vOl/u6Dhaak8PXLunXibksBkorcdZUDbQ==
-----END PUBLIC KEY-----`
    expect(keyIdOf(readPublicKey(pem, 'key'))).toBe('cFXMHfUxm/N4jXtGD0dVlGIMoCtVI8OXZ4eWmX/V+ZY=')
  })
})

describe('trusted keys', () => {
  const section = (...keys: [string, string][]) => keys.map(([name, public_key]) => ({ name, public_key }))

  it('are known by name and id', () => {
    expect(trustedKeysOf(section(['ci', publicKey]), 'trusted_keys')).toMatchObject([
      { name: 'ci', id: keyIdOf(readPublicKey(publicKey, 'key')) },
    ])
  })

  it('must not be there twice, nor two of one name', () => {
    expect(() => trustedKeysOf(section(['a', publicKey], ['b', publicKey]), 'trusted_keys')).toThrow(
      'trusted_keys[1]: the key of a is there twice',
    )
    expect(() => trustedKeysOf(section(['a', publicKey], ['a', generateKeyPair().publicKey]), 'trusted_keys')).toThrow(
      'the name of a is there twice',
    )
  })

  it('are public: a private key in the policy is refused and not repeated', () => {
    const refused = () => trustedKeysOf(section(['a', privateKey]), 'trusted_keys')
    expect(refused).toThrow('trusted_keys[0].public_key: is not a public key')
    expect(refused).not.toThrow(privateKey.split('\n')[1])
  })

  it('are on P-256', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
    expect(() => trustedKeysOf(section(['a', other]), 'trusted_keys')).toThrow('is not on the curve P-256')
  })

  it('are readable', () => {
    const broken = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'
    expect(() => trustedKeysOf(section(['a', broken]), 'trusted_keys')).toThrow('cannot be read')
  })
})

describe('a signing key', () => {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1' as const,
    subject: [{ name: 'a', digest: { sha256: '0'.repeat(64) } }],
    predicateType: 'x',
    predicate: {},
  }

  it('that cannot be read is not repeated in the message', async () => {
    const secret = 'c2VjcmV0'
    const signing = signStatement(statement, `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`)
    await expect(signing).rejects.toThrow('mlgate keygen')
    await expect(signing).rejects.not.toThrow(secret)
  })

  it('must be on P-256', async () => {
    const { privateKey: other } = generateKeyPairSync('ec', {
      namedCurve: 'secp384r1',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    await expect(signStatement(statement, other)).rejects.toThrow('not on the curve P-256')
  })
})
