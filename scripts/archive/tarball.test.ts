import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { filesBelow } from '@mlgate/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeTarball } from './tarball.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-tarball-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const contents = [
  ['bin/start', '#!/bin/sh\necho started\n'],
  ['a-b.txt', 'one'],
  ['a/b.txt', ''],
  [`${'deep/'.repeat(30)}c.txt`, 'a path that is longer than tar’s own field'],
] as const

async function treeOf(name: string, files: readonly (readonly [string, string])[], mode: number): Promise<string> {
  const tree = join(folder, name)
  for (const [path, text] of files) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    await writeFile(join(tree, path), text)
    await chmod(join(tree, path), mode)
    await utimes(join(tree, path), mode, mode)
  }
  return tree
}

const layout = { top: 'thing-1', executables: ['bin/start'] }

test('the same files give the same bytes, whoever laid them down, in whatever order, time and mode', async () => {
  const first = await treeOf('first', contents, 0o600)
  const second = await treeOf('second', contents.toReversed(), 0o777)
  await writeTarball(first, layout, join(folder, 'first.tar.gz'))
  await writeTarball(second, layout, join(folder, 'second.tar.gz'))
  expect((await readFile(join(folder, 'first.tar.gz'))).equals(await readFile(join(folder, 'second.tar.gz')))).toBe(
    true,
  )
})

test('what tar unpacks is what was packed, and programs alone may be run', async () => {
  const tree = await treeOf('tree', contents, 0o666)
  await writeTarball(tree, layout, join(folder, 'tree.tar.gz'))
  const said = execFileSync('tar', ['-xzf', join(folder, 'tree.tar.gz'), '-C', folder], { encoding: 'utf8' })
  expect(said).toBe('')
  const unpacked = join(folder, 'thing-1')
  expect(await filesBelow(unpacked)).toEqual(contents.map(([path]) => path).sort())
  for (const [path, text] of contents) {
    expect(await readFile(join(unpacked, path), 'utf8')).toBe(text)
    expect(((await stat(join(unpacked, path))).mode & 0o111) !== 0).toBe(path === 'bin/start')
  }
  expect(execFileSync(join(unpacked, 'bin/start'), { encoding: 'utf8' })).toBe('started\n')
})

test('a program that is not there, and a link, are refused', async () => {
  const tree = await treeOf('refused', [['a.txt', 'one']], 0o666)
  const target = join(folder, 'refused.tar.gz')
  await expect(writeTarball(tree, layout, target)).rejects.toThrow('has no bin/start')
  await symlink('/etc/passwd', join(tree, 'link'))
  await expect(writeTarball(tree, { ...layout, executables: [] }, target)).rejects.toThrow('link')
})
