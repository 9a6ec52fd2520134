import { expect, test } from 'vitest'
import { licenceProblems, lockProblems, parseLock } from './lock-file.ts'

const integrity = 'sha512-c2FtcGxl'

function lock(entry: Record<string, unknown>): string {
  return JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { name: 'root' }, 'packages/core': {}, 'node_modules/@mlgate/core': { link: true }, ...entry },
  })
}

test('packages are read with their names, wherever they are nested; our own are left out', () => {
  const packages = parseLock(
    lock({ 'node_modules/a/node_modules/@s/b': { version: '1.0.0', integrity, license: 'MIT' } }),
  )
  expect(packages).toHaveLength(1)
  expect(packages[0]).toMatchObject({ name: '@s/b', version: '1.0.0', licence: 'MIT', development: false })
})

test('a package locked to the address of a registry is a problem', () => {
  const packages = parseLock(lock({ 'node_modules/a': { integrity, resolved: 'https://packages.example/a.tgz' } }))
  expect(lockProblems(packages).join()).toMatch(/node_modules\/a is locked to an address/)
})

test('a package that is not pinned by the digest of its content is a problem', () => {
  expect(lockProblems(parseLock(lock({ 'node_modules/a': { version: '1.0.0' } }))).join()).toMatch(/not pinned/)
  expect(lockProblems(parseLock(lock({ 'node_modules/a': { integrity: 'sha1-x' } }))).join()).toMatch(/not pinned/)
})

test('a package of another platform alone may lack the digest, but not have a weak one', () => {
  const platform = { optional: true, os: ['darwin'], cpu: ['arm64'] }
  expect(lockProblems(parseLock(lock({ 'node_modules/a': platform })))).toEqual([])
  expect(lockProblems(parseLock(lock({ 'node_modules/a': { ...platform, integrity: 'sha1-x' } })))).not.toEqual([])
})

test('a lock that names nothing has not passed', () => {
  expect(lockProblems(parseLock(lock({})))).not.toEqual([])
})

test('a lock of another format is refused', () => {
  expect(() => parseLock('{"lockfileVersion": 1}')).toThrow('version 3')
})

test('a production package under a licence outside the list is a problem', () => {
  const packages = parseLock(lock({ 'node_modules/a': { integrity, license: 'GPL-3.0-only' } }))
  expect(licenceProblems(packages)).toEqual(['node_modules/a: a is under GPL-3.0-only, which is not allowed.'])
})
