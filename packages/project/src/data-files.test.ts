import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDataFiles, resolveDataFile } from './data-files.ts'

let top: string
let project: string

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'data-files-')))
  project = join(top, 'repository')
  for (const path of [
    'repository/data/train/b.csv',
    'repository/data/train/a.csv',
    'repository/data/train/Z.csv',
    'repository/data/train/é.csv',
    'repository/data/train/_SUCCESS',
    'repository/data/train/.hidden.csv',
    'repository/data/train/_temporary/c.csv',
    'repository/data/train/deep/er/d.csv',
    'repository/data/one.csv',
    'repository/data/one.duckdb',
    'repository/data/folder.duckdb/a.duckdb',
    'repository/data/odd/[x].csv',
    'repository/data/both/[x].csv',
    'repository/data/both/x.csv',
    'repository/data/alone/[x].csv',
    'repository/lines/a\nb.csv',
    'repository/data/out/a.csv',
    'repository/data/twice/a.csv',
    'repository/data/round/below/a.csv',
    'repository/data/linked/part/a.csv',
    'repository/.git/a.csv',
    'secrets/key.csv',
  ]) {
    await mkdir(dirname(join(top, path)), { recursive: true })
    await writeFile(join(top, path), 'x\n1\n')
  }
  await mkdir(join(project, 'data', 'empty'))
  await symlink(join(top, 'secrets', 'key.csv'), join(project, 'data', 'out', 'b.csv'))
  await symlink(join(top, 'secrets'), join(project, 'data', 'out', 'folder'))
  await symlink('a.csv', join(project, 'data', 'twice', 'b.csv'))
  await symlink('..', join(project, 'data', 'round', 'below', 'up'))
  await symlink('../train/deep', join(project, 'data', 'linked', 'deep'))
})

afterAll(() => rm(top, { recursive: true, force: true }))

const request = (path: string, roots: readonly string[] = []) => ({
  path,
  what: 'data.train',
  projectFolder: project,
  repository: project,
  roots,
})

async function found(path: string, roots?: readonly string[]): Promise<unknown> {
  const files = await findDataFiles(request(path, roots))
  return typeof files === 'string' ? files : files.files.map(({ name }) => name)
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    (value) => new Error(`accepted as ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  if (error instanceof ConfigurationError) return error.message
  throw error
}

describe('several files', () => {
  test('are those that match, by code point, without what other programs leave there', async () => {
    expect(await found('data/train/*.csv')).toEqual(['Z.csv', 'a.csv', 'b.csv', 'é.csv'])
    expect(await found('data/train/[ab].csv')).toEqual(['a.csv', 'b.csv'])
    expect(await found('data/train/**/?.csv')).toContain('deep/er/d.csv')
  })

  test('are all that lie in a folder, with or without a slash behind it', async () => {
    const all = ['Z.csv', 'a.csv', 'b.csv', 'deep/er/d.csv', 'é.csv']
    expect(await found('data/train/')).toEqual(all)
    expect(await found('data/train')).toEqual(all)
  })

  test('have labels by which mlgate.yml could name them, and their real places', async () => {
    expect(await findDataFiles(request('./data/linked/*/*.csv'))).toEqual({
      path: join(project, 'data/linked/*/*.csv'),
      files: [{ name: 'part/a.csv', label: './data/linked/part/a.csv', path: join(project, 'data/linked/part/a.csv') }],
    })
    expect(await findDataFiles(request('data/linked/'))).toMatchObject({
      files: [{ name: 'deep/er/d.csv', path: join(project, 'data/train/deep/er/d.csv') }, { name: 'part/a.csv' }],
    })
  })

  test('may lie below a root', async () => {
    expect(await found(`${top}/secrets/*.csv`, [join(top, 'secrets')])).toEqual(['key.csv'])
  })

  test('are refused when there are none, naming the pattern', async () => {
    expect(await refusal(found('data/train/*.parquet'))).toContain('"data/train/*.parquet" stands for no file')
    expect(await refusal(found('data/empty'))).toContain('"data/empty" stands for no file')
    expect(await refusal(found('data/absent/*.csv'))).toContain('"data/absent" is not there')
    expect(await refusal(found('data/one.csv/*'))).toContain('is not a folder')
  })

  test('are refused where a table of one database is named', async () => {
    expect(await found('data/one.duckdb#flights')).toBe(join(project, 'data/one.duckdb'))
    for (const path of ['data/*.duckdb#flights', 'data/folder.duckdb#flights']) {
      expect(await refusal(found(path))).toContain(`${JSON.stringify(path)} names a table of several databases.`)
    }
  })
})

describe('a set never reaches', () => {
  test('what a link leads to outside the repository', async () => {
    expect(await refusal(found('data/out/*.csv'))).toBe(
      'data.train: "data/out/b.csv" is a link that leads outside the repository. Move it inside, or name its folder in data.roots of the policy.',
    )
    expect(await refusal(found('data/out/f*/*.csv'))).toContain('"data/out/folder" is a link that leads outside')
    expect(await refusal(found('data/out'))).toContain('is a link that leads outside')
    expect(await refusal(found('../secrets/*.csv'))).toContain('leads outside the repository')
    expect(await refusal(found('data/*/../../../secrets/*.csv'))).toContain('has .. behind a wildcard')
  })

  test('what belongs to git', async () => {
    expect(await refusal(found('.g*/*.csv'))).toContain('lies in .git')
  })

  test('a folder through itself, nor a file twice', async () => {
    expect(await refusal(found('data/round/'))).toContain('has a link that leads back')
    expect(await refusal(found('data/twice/*'))).toBe(
      'data.train: "data/twice/*" stands twice for one file: as "data/twice/a.csv" and "data/twice/b.csv". Remove the link.',
    )
  })

  test('a file whose name could be taken for two lines', async () => {
    expect(await refusal(found('lines/*'))).toContain('has control characters')
  })
})

describe('one file', () => {
  test('is itself', async () => {
    expect(await found('data/one.csv')).toBe(join(project, 'data/one.csv'))
  })

  test('may have a name like a pattern, as long as no other file matches it', async () => {
    expect(await found('data/alone/[x].csv')).toBe(join(project, 'data/alone/[x].csv'))
    expect(await found('data/odd/[[]x].csv')).toEqual(['[x].csv'])
    expect(await refusal(found('data/both/[x].csv'))).toContain('is the name of a file and a pattern')
  })

  test('is what some steps need, and they say so', async () => {
    expect(await resolveDataFile(request('data/one.csv'))).toBe(join(project, 'data/one.csv'))
    expect(await resolveDataFile(request('data/alone/[x].csv'))).toBe(join(project, 'data/alone/[x].csv'))
    for (const path of ['data/train/*.csv', 'data/train/']) {
      expect(await refusal(resolveDataFile(request(path)))).toContain(`"${path}" stands for several files`)
    }
    expect(await refusal(resolveDataFile(request('data/absent.csv')))).toContain('is not there')
  })
})
