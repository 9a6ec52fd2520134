import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DataPathRequest, resolveDataPath } from './data-path.ts'

let top: string
let repository: string
let projectFolder: string

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'data-path-')))
  repository = join(top, 'repository')
  projectFolder = join(repository, 'models')
  await mkdir(join(projectFolder, 'data'), { recursive: true })
  await mkdir(join(repository, '.git'))
  await mkdir(join(top, 'shared'))
  await mkdir(join(top, 'repository-secrets'))
  await writeFile(join(repository, '.git', 'config'), '')
  await writeFile(join(repository, 'top.csv'), '')
  await writeFile(join(projectFolder, 'data', 'test.csv'), '')
  await writeFile(join(top, 'shared', 'big.parquet'), '')
  await writeFile(join(top, 'repository-secrets', 'key'), '')
  await symlink(join(top, 'repository-secrets'), join(projectFolder, 'way-out'))
  await symlink(join(top, 'shared'), join(projectFolder, 'shared'))
  await symlink('data/test.csv', join(projectFolder, 'inside.csv'))
  await symlink(join(top, 'nowhere'), join(projectFolder, 'dangling'))
  await symlink('loop', join(projectFolder, 'loop'))
  await symlink('../.git', join(projectFolder, 'gitlink'))
  await symlink(repository, join(top, 'checkout'))
})

afterAll(() => rm(top, { recursive: true, force: true }))

const resolvePath = (path: string, request: Partial<DataPathRequest> = {}): Promise<string> =>
  resolveDataPath({ path, what: 'data.test', projectFolder, repository, roots: [], use: 'read', ...request })

const refusal = async (path: string, request: Partial<DataPathRequest> = {}): Promise<string> => {
  try {
    return `accepted as ${await resolvePath(path, request)}`
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
}

const outside = 'leads outside the repository. Move it inside, or name its folder in data.roots of the policy.'

describe('what a project may read', () => {
  test('a file beside or below mlgate.yml', async () => {
    expect(await resolvePath('data/test.csv')).toBe(join(projectFolder, 'data', 'test.csv'))
    expect(await resolvePath('./data/../data/test.csv')).toBe(join(projectFolder, 'data', 'test.csv'))
  })

  test('a file elsewhere in the repository', async () => {
    expect(await resolvePath('../top.csv')).toBe(join(repository, 'top.csv'))
  })

  test('a link that stays in the repository, by its real place', async () => {
    expect(await resolvePath('inside.csv')).toBe(join(projectFolder, 'data', 'test.csv'))
  })

  test('a file below a root, by its absolute path or through a link', async () => {
    const roots = [join(top, 'shared')]
    const file = join(top, 'shared', 'big.parquet')
    expect(await resolvePath(file, { roots })).toBe(file)
    expect(await resolvePath('shared/big.parquet', { roots })).toBe(file)
    expect(await resolvePath(file, { roots: ['../../shared'] })).toBe(file)
  })

  test('a checkout that is itself reached through a link', async () => {
    const checkout = join(top, 'checkout')
    const file = join(projectFolder, 'data', 'test.csv')
    expect(await resolvePath('data/test.csv', { projectFolder: join(checkout, 'models') })).toBe(file)
    expect(await resolvePath('data/test.csv', { projectFolder: join(checkout, 'models'), repository: checkout })).toBe(
      file,
    )
  })
})

describe('what it may not', () => {
  test('leave the repository', async () => {
    expect(await refusal('../../shared/big.parquet')).toBe(`data.test: "../../shared/big.parquet" ${outside}`)
    expect(await refusal('/etc/passwd')).toBe(`data.test: "/etc/passwd" ${outside}`)
  })

  test('reach a neighbour whose name begins alike', async () => {
    expect(await refusal('../../repository-secrets/key')).toContain(outside)
    expect(await refusal(join(top, 'shared-too', 'x'), { roots: [join(top, 'shared')] })).toContain(outside)
  })

  test('leave through a link', async () => {
    expect(await refusal('way-out/key')).toBe(`data.test: "way-out/key" is a link that ${outside}`)
    expect(await refusal('shared/big.parquet')).toBe(`data.test: "shared/big.parquet" is a link that ${outside}`)
    expect(await refusal('shared/big.parquet', { roots: [join(top, 'absent')] })).toContain(outside)
  })

  test('read what is not there', async () => {
    expect(await refusal('data/absent.csv')).toBe('data.test: "data/absent.csv" is not there.')
    expect(await refusal('data/test.csv/x')).toBe('data.test: "data/test.csv/x" is not there.')
    expect(await refusal('loop')).toBe('data.test: "loop" is a link that leads back to itself.')
    expect(await refusal('a'.repeat(300))).toContain('is longer than the file system allows.')
  })

  test('read or write what belongs to git', async () => {
    const message = 'lies in .git, which belongs to git alone.'
    expect(await refusal('../.git/config')).toContain(message)
    expect(await refusal('gitlink/config')).toContain(message)
    expect(await refusal('../.GIT/hooks/pre-commit', { use: 'write' })).toContain(message)
  })

  test.each([
    ['', 'is empty; a path is needed.'],
    ['data\u0000/x', 'has control characters.'],
    ['data\nx', 'has control characters.'],
    ['..\\..\\shared', 'has a backslash; write / between folders.'],
    ['C:/Windows/win.ini', 'names a drive; write a path relative to mlgate.yml.'],
    ['s3://bucket/test.parquet', 'is an address; only files are read here. Fetch it first.'],
  ])('be written as %j', async (path, reason) => {
    expect(await refusal(path)).toContain(reason)
  })

  test('the message says where the path is written', async () => {
    expect(await refusal('data/absent.csv', { position: { file: 'mlgate.yml', line: 7, column: 9 } })).toBe(
      'mlgate.yml:7:9 data.test: "data/absent.csv" is not there.',
    )
  })
})

describe('what a project may write', () => {
  test('a file in a folder that is not there yet', async () => {
    expect(await resolvePath('out/new/model.onnx', { use: 'write' })).toBe(
      join(projectFolder, 'out', 'new', 'model.onnx'),
    )
  })

  test('not into a root that is not there: whoever makes or mounts it decides whose it is', async () => {
    const roots = [join(top, 'absent')]
    expect(await refusal(join(top, 'absent', 'registry'), { roots, use: 'write' })).toBe(
      `data.test: ${JSON.stringify(join(top, 'absent', 'registry'))} lies in ${join(top, 'absent')}, which is not there. Make it, or mount it.`,
    )
    expect(await refusal(join(top, 'absent'), { roots, use: 'write' })).toContain('which is not there. Make it')
  })

  test('not through a link that leads out', async () => {
    expect(await refusal('way-out/new/file', { use: 'write' })).toBe(
      `data.test: "way-out/new/file" is a link that ${outside}`,
    )
  })

  test('not onto or through a link to nothing', async () => {
    expect(await refusal('dangling', { use: 'write' })).toContain('is a link to something that is not there.')
    expect(await refusal('dangling/file', { use: 'write' })).toContain('is a link to something that is not there.')
  })

  test('not below a file', async () => {
    expect(await refusal('data/test.csv/x', { use: 'write' })).toContain('is not there.')
  })
})
