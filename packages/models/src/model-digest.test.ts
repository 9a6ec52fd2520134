import { digestOfBytes } from '@mlgate/core'
import { expect, test } from 'vitest'
import { modelDigest } from './model-digest.ts'

const main = { name: 'model.onnx', digest: digestOfBytes('graph') }
const weights = { name: 'data.bin', digest: digestOfBytes('weights') }

test("a model of one file has that file's digest", () => {
  expect(modelDigest([main])).toBe(main.digest)
})

test('a model of several files has the digest of what sha256sum prints for them, sorted by name', () => {
  const lines = [weights, main].map(({ name, digest }) => `${digest.slice(7)}  ${name}\n`).join('')
  expect(modelDigest([main, weights])).toBe(digestOfBytes(lines))
  expect(modelDigest([main, weights])).toBe(modelDigest([weights, main]))
})
