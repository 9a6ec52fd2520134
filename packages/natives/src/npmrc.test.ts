import { describe, expect, test } from 'vitest'
import { authorizationFor, parseNpmrc } from './npmrc.ts'

test('settings are read as npm writes them', () => {
  const settings = parseNpmrc(
    '; a comment\n# another\nregistry = https://mirror.example/npm/\r\n//mirror.example/:_authToken="${TOKEN}"\n[section]\nflag\nunset=${NOT_SET}\n',
    { TOKEN: 'secret' },
  )
  expect(Object.fromEntries(settings)).toEqual({
    registry: 'https://mirror.example/npm/',
    '//mirror.example/:_authToken': 'secret',
    unset: '${NOT_SET}',
  })
})

describe('a token goes to its own host alone', () => {
  const settings = parseNpmrc(
    '//a.example/:_authToken=of-a\n//a.example/team/:_authToken=of-team\n//b.example:8443/:_auth=dXNlcg==\n_authToken=of-nobody\n',
    {},
  )
  test.each([
    ['https://a.example/', 'Bearer of-a'],
    ['https://a.example/team/npm/', 'Bearer of-team'],
    ['https://a.example/other/', 'Bearer of-a'],
    ['https://b.example:8443/', 'Basic dXNlcg=='],
    ['https://b.example/', undefined],
    ['https://a.example.evil.example/', undefined],
    ['https://evil.example/a.example/', undefined],
  ])('%s', (registry, header) => {
    expect(authorizationFor(new URL(registry), settings)).toBe(header)
  })
})
