import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readBoundedFile } from './bounded-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'mlgate-bounded-'))
const path = (name: string) => join(folder, name)
await writeFile(path('five'), 'bytes')

it('gives the whole of a file that is as large as allowed', async () => {
  expect((await readBoundedFile(path('five'), 5))?.toString()).toBe('bytes')
})

it('gives the whole of an empty file', async () => {
  await writeFile(path('empty'), '')
  expect((await readBoundedFile(path('empty'), 5))?.length).toBe(0)
})

it('gives nothing when there is no such file', async () => {
  expect(await readBoundedFile(path('none'), 5)).toBeUndefined()
})

it('refuses a file with one byte too many', async () => {
  await expect(readBoundedFile(path('five'), 4)).rejects.toThrow('larger than 4 bytes')
})

it('refuses links, folders and pipes', async () => {
  await symlink(path('five'), path('link'))
  await mkdir(path('folder'))
  execFileSync('mkfifo', [path('pipe')])
  for (const name of ['link', 'folder', 'pipe']) {
    await expect(readBoundedFile(path(name), 5)).rejects.toThrow(`${name}: is not a regular file`)
  }
})
