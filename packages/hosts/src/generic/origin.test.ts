import type { ExecRequest } from '@mlgate/core'
import { expect, test } from 'vitest'
import { basicCredential } from '../policy-clone.ts'
import { originOf } from './origin.ts'

function origin(address: string) {
  const answering = async (request: ExecRequest) => {
    const isAddress = request.argv.includes('remote.origin.url')
    return {
      exitCode: isAddress ? 0 : 1,
      signal: undefined,
      stdout: isAddress ? `${address}\n` : '',
      stderrTail: '',
      timedOut: false,
    }
  }
  return originOf({ exec: answering }, '/clone')
}

test.each([
  ['100%', '100%'],
  ['a%zz%41', 'a%zzA'],
  ['%ff', '%ff'],
  ['p%C3%A4ss%', 'päss%'],
])('the password %s in an address is read as git reads it', async (written, password) => {
  const url = 'https://git.example/acme/m.git'
  expect(await origin(`https://ci:${written}@git.example/acme/m.git`)).toEqual({
    url,
    credential: basicCredential('ci', password),
  })
})
