import { join, relative, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileNamesProblem, isAlias, isModelName, parseReference } from './registry-names.ts'

describe('names', () => {
  it.each(['..', '.', '', 'a/b', 'a\\b', '.hidden', '-rf', 'a\n', 'a'.repeat(101)])('no model is called %j', (name) => {
    expect(isModelName(name)).toBe(false)
  })

  it.each(['latest', 'v1', 'v22', '3', 'Production', '', '..', 'a/b', '-x', 'a'.repeat(64)])(
    'no alias is %j',
    (name) => {
      expect(isAlias(name)).toBe(false)
    },
  )

  it('may be what people write', () => {
    expect(isModelName('penguin-species_2.1')).toBe(true)
    expect(isAlias('production')).toBe(true)
    expect(isAlias('v1-candidate')).toBe(true)
  })

  it('of versions are numbers, of aliases anything else', () => {
    expect(parseReference('3')).toEqual({ version: 3 })
    expect(parseReference('production')).toEqual({ alias: 'production' })
    for (const text of ['0', '03', '-1', '1.5', '../1', '1e3', '9999999999']) {
      expect(() => parseReference(text)).toThrow('cannot be an alias')
    }
  })
})

describe("names of a model's files", () => {
  it.each<[string, string[]]>([
    ['leaves the folder', ['../a']],
    ['is absolute', ['/etc/passwd']],
    ['has a backslash', ['a\\..\\b']],
    ['is a drive', ['C:a']],
    ['has a control character', ['a\u0000b']],
    ['has an empty part', ['a//b']],
    ['is there twice', ['a', 'a']],
    ['is both file and folder', ['a/b/c', 'a/b']],
  ])('are refused when one %s', (_what, names) => {
    expect(fileNamesProblem(names)).toBeDefined()
  })

  it('stay below their folder, whatever they are', () => {
    const parts = fc.array(fc.constantFrom('..', '.', '', 'a', 'b.onnx', '...', '\\', 'C:'), { maxLength: 5 })
    fc.assert(
      fc.property(
        parts.map((list) => list.join('/')),
        (name) => {
          if (fileNamesProblem([name]) !== undefined) return
          const path = relative('/registry', join('/registry', name))
          expect(path.split(sep)).not.toContain('..')
          expect(path).toBe(name)
        },
      ),
    )
  })
})
