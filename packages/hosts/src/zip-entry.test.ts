import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipArchive } from '../testing/zip-archive.ts'
import { readZipEntry } from './zip-entry.ts'

const limit = 1_000
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-zip-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(bytes: Uint8Array): Promise<string | undefined> {
  const path = join(folder, 'archive.zip')
  await writeFile(path, bytes)
  const content = await readZipEntry(path, 'report.json', limit)
  return content && Buffer.from(content).toString()
}

/** An archive with some bytes replaced, counted from the end. */
function patched(bytes: Uint8Array, fromEnd: number, ...values: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy.set(values, copy.length - fromEnd)
  return copy
}

const report = { name: 'report.json', content: '{"a":1}' }

describe('a file of an archive', () => {
  test('comes out, packed or not, whatever else is there', async () => {
    const others = [
      { name: '../../etc/passwd', content: 'x' },
      { name: 'deep/report.json', content: 'other' },
      { name: 'model.bin', content: 'x'.repeat(100_000) },
    ]
    expect(await read(zipArchive([...others, report]))).toBe('{"a":1}')
    expect(await read(zipArchive([{ ...report, method: 0 }, ...others]))).toBe('{"a":1}')
  })

  test('is undefined when the archive has none of that name at its top', async () => {
    expect(await read(zipArchive([{ name: 'deep/report.json', content: '{}' }]))).toBeUndefined()
    expect(await read(zipArchive([]))).toBeUndefined()
  })

  test('may have exactly as many bytes as are allowed', async () => {
    expect(await read(zipArchive([{ ...report, content: 'x'.repeat(limit) }]))).toHaveLength(limit)
  })
})

describe('an archive is refused', () => {
  const whole = zipArchive([report])

  test.each([
    ['whose file is too large', zipArchive([{ ...report, content: 'x'.repeat(limit + 1) }]), 'more than 1000 bytes'],
    [
      'whose file unpacks to far more than it claims',
      zipArchive([{ ...report, content: Buffer.alloc(500_000), claimedSize: 10 }]),
      'more than 1000 bytes',
    ],
    ['whose file has another size than it claims', zipArchive([{ ...report, claimedSize: 3 }]), 'another size'],
    ['that names the file twice', zipArchive([report, { ...report, content: '{"a":2}' }]), 'names report.json twice'],
    ['that is packed in another way', zipArchive([{ ...report, method: 99 }]), 'packed by method 99'],
    ['that is empty', new Uint8Array(), 'has no directory'],
    ['that is something else', Buffer.from('<html>not found</html>'), 'has no directory'],
    ['that breaks off', whole.slice(0, -10), 'has no directory'],
    ['that lost its beginning', whole.slice(5), ''],
    ['whose directory lies outside', patched(whole, 6, 255, 255, 255, 127), 'points outside itself'],
    ['whose directory is huge', patched(whole, 10, 255, 255, 255, 127), 'more than 16777216 bytes'],
    ['whose directory is none', patched(whole, 6, 1, 0), 'something else in it'],
    ['whose packed bytes are damaged', patched(whole, whole.length - 41, 255, 255), 'damaged'],
  ])('%s', async (_what, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(RangeError)
    await expect(read(bytes)).rejects.toThrow(message)
  })
})
