import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openProject } from './open-project.ts'

const text = 'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {}\n'
let root: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-open-')))
  await mkdir(join(root, '.git'))
  await mkdir(join(root, 'models'))
  await writeFile(join(root, 'models/mlgate.yml'), text)
})

describe('the project file', () => {
  it('is known by its path in the repository, wherever the user stands', async () => {
    expect(await openProject(root, 'models/mlgate.yml')).toMatchObject({
      file: 'models/mlgate.yml',
      directory: join(root, 'models'),
      repositoryRoot: root,
    })
    expect(await openProject(join(root, 'models'), 'mlgate.yml')).toMatchObject({
      file: 'models/mlgate.yml',
      repositoryRoot: root,
    })
  })

  it('outside a repository is known from the working directory', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-open-')))
    await writeFile(join(folder, 'mlgate.yml'), text)
    expect(await openProject(folder, 'mlgate.yml')).toMatchObject({ file: 'mlgate.yml', repositoryRoot: folder })
  })

  it('must not be a link, nor lie behind one: the target branch would be asked for another file', async () => {
    await symlink('models/mlgate.yml', join(root, 'mlgate.yml'))
    await symlink('models', join(root, 'linked'))
    await expect(openProject(root, 'mlgate.yml')).rejects.toThrow(
      'mlgate.yml is a symbolic link. Name the file itself.',
    )
    await expect(openProject(root, 'linked/mlgate.yml')).rejects.toThrow('linked is a symbolic link')
  })

  it.each([
    ['nothing.yml', 'no such project file in'],
    ['models', 'is not a file. Name the project file itself, such as models/mlgate.yml'],
    ['../mlgate.yml', 'lies outside the repository'],
  ])('%s is refused with advice', async (path, message) => {
    await expect(openProject(root, path)).rejects.toThrow(message)
  })
})
