import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes, hexOf } from '@mlgate/core'
import { loadProject } from '@mlgate/project'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { loadPolicy } from '../policy.ts'
import { findTestSets } from './test-data.ts'

const here = 'id,y\n1,a\n'
const project = (digest?: string) => `model: m
task: classification
candidate: {onnx: m.onnx}
data: {test: data/test.csv, label: y${digest === undefined ? '' : `, test_digest: '${digest}'`}}
`

/** Finds the test sets of a checkout that holds `here`, with these files at the tip of main. */
async function find(atTip: Readonly<Record<string, string>> | undefined, digest?: string, tracked = false) {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-test-data-'))
  const file = join(folder, 'test.csv')
  await writeFile(file, here)
  const text = project(digest)
  const policy = await loadPolicy({
    host: fakeHost(atTip === undefined ? {} : { files: { 'mlgate.yml': text, ...atTip } }),
    projectFile: 'mlgate.yml',
    local: { project: loadProject(text, 'mlgate.yml'), directory: folder, repositoryRoot: folder },
    modelName: 'm',
  })
  return findTestSets({ policy, path: 'data/test.csv', file, workFolder: folder, isTracked: async () => tracked })
}

describe('test data', () => {
  it('that are the target branch’s own judge once, without a word', async () => {
    const { sets, note } = await find({ 'data/test.csv': here })
    expect(sets).toMatchObject([{ name: 'test data', digest: digestOfBytes(here) }])
    expect(note).toBeUndefined()
  })

  it('that a change alters judge twice, on the old rows and on the new', async () => {
    const { sets, note } = await find({ 'data/test.csv': 'id,y\n1,b\n' })
    expect(sets.map(({ name }) => name)).toEqual(['test data of main', 'test data of this change'])
    expect(await readFile(sets[0].path, 'utf8')).toBe('id,y\n1,b\n')
    expect(note?.join('')).toContain('the worse verdict counts')
  })

  it('that git does not hold are judged with a warning that nobody would notice a change', async () => {
    const { sets, note } = await find({})
    expect(sets).toHaveLength(1)
    expect(note?.[0]).toContain('The test data')
    expect(JSON.stringify(note)).toContain('nobody would notice')
  })

  it('that only the change holds let nothing pass: it chose the rows that judge it', async () => {
    expect(await find({}, undefined, true)).toMatchObject({
      neverPassesBecause: 'main has no data/test.csv, so this change chose the rows that judge it',
    })
  })

  it('must have the digest that the policy declares', async () => {
    expect((await find({}, digestOfBytes(here))).sets).toHaveLength(1)
    await expect(find({}, digestOfBytes('other'))).rejects.toThrow(/demands sha256:[0-9a-f]{64}\. Bring the right file/)
  })

  it('in Git LFS are compared by what the pointer names', async () => {
    const pointer = (text: string) =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${hexOf(digestOfBytes(text))}\nsize 1\n`
    expect((await find({ 'data/test.csv': pointer(here) })).note).toBeUndefined()
    await expect(find({ 'data/test.csv': pointer('other') })).rejects.toThrow('where Git LFS keeps it')
  })

  it('need no comparison on a machine of one’s own', async () => {
    expect(await find(undefined)).toMatchObject({ sets: [{ name: 'test data' }], note: undefined })
  })
})
