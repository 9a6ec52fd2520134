import { expect, test } from 'vitest'
import { cacheFolder } from './cache-folder.ts'

test('the runner’s tool cache comes first', () => {
  expect(cacheFolder({ RUNNER_TOOL_CACHE: '/opt/tools', XDG_CACHE_HOME: '/x' }, 'linux', '/home/me')).toBe(
    '/opt/tools/mlgate/natives',
  )
})

test('elsewhere it is the user’s cache folder', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/me')).toBe('/x/mlgate/natives')
  expect(cacheFolder({}, 'linux', '/home/me')).toBe('/home/me/.cache/mlgate/natives')
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'darwin', '/Users/me')).toBe('/Users/me/Library/Caches/mlgate/natives')
})

test('a relative folder, which would lie in the repository, is passed over', () => {
  expect(cacheFolder({ RUNNER_TOOL_CACHE: 'tools', XDG_CACHE_HOME: './x' }, 'linux', '/home/me')).toBe(
    '/home/me/.cache/mlgate/natives',
  )
})
