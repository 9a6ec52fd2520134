import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rename, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOfBytes, digestOfFile, digestOfTree, filesBelow, hexOf, parseDigest, shortDigest } from './digest.ts'
import { ConfigurationError } from './errors.ts'

const root = await mkdtemp(join(tmpdir(), 'mlgate-digest-'))
let counter = 0

/** A new folder with these files, written in this order. */
async function folderOf(files: readonly (readonly [string, string])[]): Promise<string> {
  const folder = join(root, String(counter++))
  await mkdir(folder)
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

describe('the digest of a folder', () => {
  const files = [
    ['b.txt', 'two'],
    ['a/z.txt', 'one'],
    ['a-b.txt', 'three'],
    ['É.txt', 'four'],
  ] as const

  it('does not depend on the order in which its files were written', async () => {
    const expected = await digestOfTree(await folderOf(files))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...files], { minLength: files.length }), async (shuffled) => {
        expect(await digestOfTree(await folderOf(shuffled))).toBe(expected)
      }),
      { numRuns: 10 },
    )
  })

  it('is that of the lines which sha256sum prints, sorted by path', async () => {
    const line = (path: string, content: string) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`
    const lines = [line('a-b.txt', 'three'), line('a/z.txt', 'one'), line('b.txt', 'two'), line('É.txt', 'four')]
    expect(await digestOfTree(await folderOf(files))).toBe(digestOfBytes(lines.join('')))
  })

  it('changes with a name, a place and a content', async () => {
    const before = await digestOfTree(await folderOf(files))
    const renamed = await folderOf(files)
    await rename(join(renamed, 'b.txt'), join(renamed, 'c.txt'))
    const moved = await folderOf(files)
    await rename(join(moved, 'b.txt'), join(moved, 'a', 'b.txt'))
    const changed = await folderOf([...files, ['b.txt', 'Two']])
    const more = await folderOf([...files, ['empty.txt', '']])
    const digests = await Promise.all([renamed, moved, changed, more].map(digestOfTree))
    expect(new Set([before, ...digests]).size).toBe(5)
  })

  it.each(['a file', 'a folder', 'nothing'])('is refused when a link points at %s', async (target) => {
    const folder = await folderOf(files)
    await symlink({ 'a file': 'b.txt', 'a folder': 'a', nothing: 'gone' }[target] ?? '', join(folder, 'a', 'link'))
    await expect(digestOfTree(folder)).rejects.toThrow(`${join('a', 'link')}: is neither a file nor a folder`)
    await expect(digestOfTree(folder)).rejects.toBeInstanceOf(ConfigurationError)
  })

  it('lists files by code point, not by the machine’s language', async () => {
    const folder = await folderOf(['b', 'a', 'B', 'ä', 'a.txt'].map((name) => [name, name]))
    expect(await filesBelow(folder)).toEqual(['B', 'a', 'a.txt', 'b', 'ä'])
  })
})

describe('the digest of a file', () => {
  it('is that of its bytes', async () => {
    // FIPS 180-2, appendix B.1.
    const abc = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    const folder = await folderOf([['abc', 'abc']])
    expect(await digestOfFile(join(folder, 'abc'))).toBe(abc)
    expect(digestOfBytes('abc')).toBe(abc)
  })

  it('is a configuration error when there is none', async () => {
    await expect(digestOfFile(join(root, 'none'))).rejects.toBeInstanceOf(ConfigurationError)
  })
})

describe('a digest from outside', () => {
  const digest = digestOfBytes('abc')

  it('may come with its algorithm or as bare digits', () => {
    expect(parseDigest(digest, 'x')).toBe(digest)
    expect(parseDigest(hexOf(digest), 'x')).toBe(digest)
    expect(shortDigest(digest)).toBe('sha256:ba7816bf8f01')
  })

  it.each([
    '',
    'sha256:',
    'abc',
    digest.toUpperCase(),
    `${digest}0`,
    `sha512:${hexOf(digest)}`,
    ` ${digest}`,
    `${digest}\n`,
  ])('is refused when it is no sha256: %j', (text) => {
    expect(() => parseDigest(text, 'data.test_digest')).toThrow(/^data\.test_digest: .* is no sha256 digest/)
  })
})
