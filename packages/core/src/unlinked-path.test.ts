import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigurationError } from './errors.ts'
import { unlinkedPath } from './unlinked-path.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mlgate-unlinked-'))
  await mkdir(join(root, 'folder/deep'), { recursive: true })
  await writeFile(join(root, 'folder/file'), '')
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('a path of real folders leads where it says, whether its end exists or not', () => {
  expect(unlinkedPath(root, ['folder', 'deep'], 'x')).toBe(join(root, 'folder/deep'))
  expect(unlinkedPath(root, ['folder', 'file'], 'x')).toBe(join(root, 'folder/file'))
  expect(unlinkedPath(root, ['folder', 'new', 'newer'], 'x')).toBe(join(root, 'folder/new/newer'))
})

test.each([
  ['to a folder, on the way', 'folder', ['link', 'file']],
  ['to a folder, at the end', 'folder', ['link']],
  ['to a file', 'folder/file', ['link']],
  ['to nothing', 'nowhere', ['link']],
])('a link %s is refused', async (_, target, segments) => {
  await symlink(join(root, target), join(root, 'link'))
  expect(() => unlinkedPath(root, segments, 'records go there')).toThrow(/link: is a symbolic link; records go/)
})

test('a file on the way is refused', () => {
  expect(() => unlinkedPath(root, ['folder', 'file', 'x'], 'y')).toThrow(ConfigurationError)
})

test.each(['', '.', '..', 'a/b', 'a\\b', 'a\0'])('%j is no name', (segment) => {
  expect(() => unlinkedPath(root, [segment], 'y')).toThrow(/no name/)
})
