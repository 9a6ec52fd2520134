import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstPositions, follow, isWhole, parsePattern } from './path-pattern.ts'

/** Whether a path below the pattern's folder matches. */
function fits(pattern: string, path: string): boolean {
  const parsed = parsePattern(pattern)
  if (parsed === undefined) throw new Error('The pattern is one.')
  const end = path.split('/').reduce((positions, name) => follow(parsed, positions, name), firstPositions(parsed))
  return isWhole(parsed, end)
}

describe('a pattern', () => {
  test.each([
    ['*.csv', 'a.csv', true],
    ['*.csv', 'a.csv.gz', false],
    ['*.csv', 'x/a.csv', false],
    ['a*c*e', 'abcde', true],
    ['a*c*e', 'abcdef', false],
    ['?.csv', 'é.csv', true],
    ['?.csv', '😀.csv', true],
    ['?.csv', 'ab.csv', false],
    ['[ab].csv', 'b.csv', true],
    ['[a-c]?.csv', 'c9.csv', true],
    ['[!a-c].csv', 'd.csv', true],
    ['[^a-c].csv', 'b.csv', false],
    ['[]x].csv', '].csv', true],
    ['[*].csv', '*.csv', true],
    ['[*].csv', 'a.csv', false],
    ['x[a.csv*', 'x[a.csv', true],
    ['**/*.csv', 'a.csv', true],
    ['**/*.csv', 'x/y/a.csv', true],
    ['**/y/**', 'x/y/z/a.csv', true],
    ['**/y/**', 'x/z/a.csv', false],
    ['*/../a.csv*', 'a.csv', undefined],
    ['year=*/a.csv', 'year=2026/a.csv', true],
    ['*.(a+)+$', 'x.(a+)+$', true],
    ['*', '.hidden', false],
    ['*', '_SUCCESS', false],
    ['_*', '_SUCCESS', true],
    ['**', '_temporary/a.csv', false],
    ['*/_x/*', 'a/_x/b.csv', true],
  ])('%s and the file %s: %s', (pattern, path, expected) => {
    if (expected === undefined) expect(parsePattern(pattern)).toBeUndefined()
    else expect(fits(pattern, path)).toBe(expected)
  })

  test('begins below its fixed folders', () => {
    expect(parsePattern('../data/train/x*/b.csv')?.folder).toBe('../data/train')
    expect(parsePattern('*.csv')?.folder).toBe('')
    expect(parsePattern('/*.csv')?.folder).toBe('/')
  })

  test('that a stranger made long takes no long time', () => {
    const started = performance.now()
    expect(fits(`${'*a'.repeat(60)}b`, `${'a'.repeat(250)}c`)).toBe(false)
    expect(fits(`${'**/'.repeat(200)}b`, `${'a/'.repeat(200)}c`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('of stars and letters means what the regular expression means', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 8 })
    const names = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(letters, names, (pattern, name) => {
        fc.pre(/[*?]/.test(pattern) && pattern !== '**')
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(fits(pattern, name)).toBe(expression.test(name))
      }),
    )
  })
})
