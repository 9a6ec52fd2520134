import { describe, expect, it } from 'vitest'
import { lfsPointerDigest } from './lfs-pointer.ts'

const oid = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393'
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a Git LFS pointer', () => {
  it('tells the digest of what it stands for', () => {
    const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`
    expect(lfsPointerDigest(bytes(text))).toBe(`sha256:${oid}`)
  })

  it.each([
    ['a table', 'a,b\n1,2\n'],
    ['a file that only mentions one', `a\nversion https://git-lfs.github.com/spec/v1\noid sha256:${oid}\n`],
    ['a pointer with another hash', `version https://git-lfs.github.com/spec/v1\noid md5:${oid}\n`],
  ])('is not seen in %s', (_what, text) => expect(lfsPointerDigest(bytes(text))).toBeUndefined())
})
