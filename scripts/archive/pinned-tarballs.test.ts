import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkIntegrity } from './pinned-tarballs.ts'

test('a tarball is taken when it has the pinned sha512, and not when a byte of it changed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-pinned-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'package.tgz')
  await writeFile(file, 'the package')
  const integrity = `sha512-${createHash('sha512').update('the package').digest('base64')}`
  await checkIntegrity(file, integrity)
  await writeFile(file, 'the packagE')
  await expect(checkIntegrity(file, integrity)).rejects.toThrow(`package.tgz is not what is pinned: ${integrity}`)
})
