import { expect, test } from 'vitest'
import { machineWords } from './machine.ts'
import lock from './natives-lock.json' with { type: 'json' }
import { packagesFor } from './natives-lock.ts'

const names = (os: string, cpu: string, libc?: 'glibc' | 'musl'): string[] =>
  packagesFor({ os, cpu, libc }, lock['@duckdb/node-api']).map(({ name }) => name)

test('a machine gets its own binaries and no others', () => {
  expect(names('linux', 'x64', 'glibc')).toEqual([
    '@duckdb/node-api',
    '@duckdb/node-bindings',
    '@duckdb/node-bindings-linux-x64',
    'detect-libc',
  ])
  expect(names('linux', 'x64', 'musl')).toContain('@duckdb/node-bindings-linux-x64-musl')
  expect(names('darwin', 'arm64')).not.toContain('@duckdb/node-bindings-linux-x64')
})

test('everything is pinned by sha512', () => {
  for (const { integrity } of Object.values(lock).flat()) expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
})

test('what only an install script uses is not downloaded', () => {
  expect(lock['onnxruntime-node'].map(({ name }) => name)).toEqual(['onnxruntime-node', 'onnxruntime-common'])
})

test('a machine is named in Node’s words', () => {
  expect(machineWords({ os: 'linux', cpu: 'x64', libc: 'musl' })).toBe('linux-x64-musl')
  expect(machineWords({ os: 'darwin', cpu: 'arm64', libc: undefined })).toBe('darwin-arm64')
})
