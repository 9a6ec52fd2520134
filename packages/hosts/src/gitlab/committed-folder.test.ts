import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecRequest } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refuseCommittedFolder } from './committed-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-committed-'))
  await mkdir(join(folder, '.git'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function git(answer: { readonly exitCode?: number; readonly stdout?: string; readonly stderrTail?: string }) {
  const asked: ExecRequest[] = []
  const exec = async (request: ExecRequest) => {
    asked.push(request)
    return { exitCode: 0, signal: undefined, timedOut: false, stdout: '', stderrTail: '', ...answer }
  }
  return { asked, exec }
}

describe('the folder in which jobs hand over', () => {
  test('may not be committed; the message names a file and what to do', async () => {
    const { exec } = git({ stdout: '.mlgate/.jobs/train-model/x/index.json\0.mlgate/other\0' })
    await expect(refuseCommittedFolder(exec, folder)).rejects.toThrow(
      /^"\.mlgate\/\.jobs\/train-model\/x\/index\.json" is committed.* git rm -r --cached \.mlgate/,
    )
  })

  test('that git does not know is taken', async () => {
    const { asked, exec } = git({})
    await refuseCommittedFolder(exec, folder)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.argv).toContain('core.fsmonitor=false')
  })

  test('is refused when git does not answer', async () => {
    const { exec } = git({ exitCode: 128, stderrTail: 'fatal: detected dubious ownership\n' })
    await expect(refuseCommittedFolder(exec, folder)).rejects.toThrow(/dubious ownership/)
  })

  test('needs no git where nothing was checked out', async () => {
    await rm(join(folder, '.git'), { recursive: true })
    const { asked, exec } = git({ exitCode: 1 })
    await refuseCommittedFolder(exec, folder)
    expect(asked).toEqual([])
  })
})
