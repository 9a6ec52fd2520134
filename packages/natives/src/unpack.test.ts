import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TarEntry, tarball } from './testing/tarball.ts'
import { unpackTarball } from './unpack.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const unpack = async (archive: Buffer, wanted: (path: string) => boolean = () => true): Promise<string> => {
  const file = join(folder, 'package.tgz')
  await writeFile(file, archive)
  const target = join(folder, 'deep', 'down', 'target')
  await unpackTarball(file, target, wanted)
  return target
}

const entries: readonly TarEntry[] = [
  { name: 'package/', type: 'directory' },
  { name: 'package/package.json', content: '{}' },
  { name: 'package/lib/index.js', content: 'exports.x = 1' },
  { name: 'package/lib/index.js.map', content: '' },
]

test('files come out below the folder, without the archive’s top folder', async () => {
  const target = await unpack(await tarball(entries))
  expect(await readFile(join(target, 'lib', 'index.js'), 'utf8')).toBe('exports.x = 1')
})

test('only what is wanted comes out', async () => {
  const target = await unpack(await tarball(entries), (path) => !path.endsWith('.map'))
  expect(await readdir(join(target, 'lib'))).toEqual(['index.js'])
})

describe('an archive that reaches out of its folder is refused, and nothing is written there', () => {
  test.each<[string, TarEntry]>([
    ['parent folders', { name: 'package/../../evil', content: 'x' }],
    ['an absolute path', { name: '/package/evil', content: 'x' }],
    ['a file without top folder', { name: 'evil', content: 'x' }],
    ['backslashes', { name: 'package/..\\..\\evil', content: 'x' }],
    ['a drive', { name: 'package/C:evil', content: 'x' }],
    ['a symbolic link', { name: 'package/evil', type: 'symlink', linkname: '/etc' }],
    ['a hard link', { name: 'package/evil', type: 'link', linkname: '/etc/passwd' }],
    ['a device', { name: 'package/evil', type: 'character-device' }],
  ])('%s', async (_, entry) => {
    await expect(unpack(await tarball([entry]))).rejects.toThrow(/^The package holds /)
    const written = await readdir(folder, { recursive: true })
    expect(written.filter((path) => path.includes('evil'))).toEqual([])
  })

  test('the same file twice', async () => {
    const twice = [
      { name: 'package/a', content: '1' },
      { name: 'package/a', content: '2' },
    ]
    await expect(unpack(await tarball(twice))).rejects.toThrow('cannot be unpacked.')
  })
})

test('a cut archive is refused', async () => {
  const whole = await tarball([{ name: 'package/a', content: Buffer.alloc(100_000, 7) }])
  await expect(unpack(whole.subarray(0, whole.length - 20))).rejects.toThrow('cannot be unpacked.')
  await expect(unpack(Buffer.from('no archive'))).rejects.toThrow('cannot be unpacked.')
})
