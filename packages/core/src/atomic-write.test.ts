import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeFileAtomically } from './atomic-write.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'mlgate-atomic-'))

it('writes text and bytes, and makes missing folders', async () => {
  const folder = await newFolder()
  await writeFileAtomically(join(folder, 'a', 'b', 'text'), 'grün')
  await writeFileAtomically(join(folder, 'bytes'), Uint8Array.of(0, 255))
  expect(await readFile(join(folder, 'a', 'b', 'text'), 'utf8')).toBe('grün')
  expect([...(await readFile(join(folder, 'bytes')))]).toEqual([0, 255])
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(['a', 'a/b', 'a/b/text', 'bytes'])
})

it('leaves the old file, and nothing beside it, when the content cannot be written', async () => {
  const folder = await newFolder()
  const path = join(folder, 'record.json')
  await writeFile(path, 'old')
  // Fails as a full disk does: after a part was written.
  const broken = (async function* () {
    yield 'new, '
    throw new Error('no space left')
  })() as unknown as string
  await expect(writeFileAtomically(path, broken)).rejects.toThrow('no space left')
  expect(await readFile(path, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(['record.json'])
})

it('leaves nothing beside it when the file cannot be put in place', async () => {
  const folder = await newFolder()
  await mkdir(join(folder, 'taken', 'inside'), { recursive: true })
  await expect(writeFileAtomically(join(folder, 'taken'), 'new')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['taken'])
  expect(await readdir(join(folder, 'taken'))).toEqual(['inside'])
})

it('shows readers the old content or the new, never a part', async () => {
  const path = join(await newFolder(), 'large')
  const contents = ['a', 'b'].map((letter) => letter.repeat(4_000_000))
  await writeFileAtomically(path, contents[0]!)
  let writing = true
  const reading = (async () => {
    const seen = new Set<string>()
    while (writing) {
      const text = await readFile(path, 'utf8')
      seen.add(`${text.length} ${text.at(0)}${text.at(-1)}`)
    }
    return seen
  })()
  for (let round = 0; round < 6; round++) await writeFileAtomically(path, contents[round % 2]!)
  writing = false
  for (const seen of await reading) expect(['4000000 aa', '4000000 bb']).toContain(seen)
})
