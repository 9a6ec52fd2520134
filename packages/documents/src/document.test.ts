import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from './document.ts'

const messageFor = (text: string): string => {
  try {
    parseDocument(text, 'mlgate.yml')
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return 'accepted'
}

describe('a document knows where its parts stand', () => {
  const document = parseDocument(
    'model: a\ngate:\n  metrics:\n    roc_auc: {min: 0.85}\ntrain:\n  inputs: [x,\n    y]\n',
    'mlgate.yml',
  )

  test('a key and its value have their own positions', () => {
    expect(document.positionOf(['gate', 'metrics', 'roc_auc', 'min'], 'key')).toEqual({
      file: 'mlgate.yml',
      line: 4,
      column: 15,
    })
    expect(document.positionOf(['gate', 'metrics', 'roc_auc', 'min'])).toEqual({
      file: 'mlgate.yml',
      line: 4,
      column: 20,
    })
  })

  test('a list entry stands where it is written', () => {
    expect(document.positionOf(['train', 'inputs', 1])).toMatchObject({ line: 7, column: 5 })
  })

  test('a missing key points at the mapping that lacks it', () => {
    expect(document.positionOf(['gate', 'baseline', 'from'])).toMatchObject({ line: 2, column: 1 })
    expect(document.positionOf(['train', 'inputs', 9])).toMatchObject({ line: 6, column: 3 })
  })

  test('what an alias brings in stands where its anchor is', () => {
    const shared = parseDocument('a: &x {b: 1}\nc: *x\n', 'f.yml')
    expect(shared.value).toEqual({ a: { b: 1 }, c: { b: 1 } })
    expect(shared.positionOf(['c', 'b'])).toMatchObject({ line: 1, column: 11 })
    expect(shared.positionOf(['c'])).toMatchObject({ line: 2, column: 4 })
  })

  test('a file with Windows line ends and a byte order mark counts the same', () => {
    const windows = parseDocument('\uFEFFa: 1\r\nb: 2\r\n', 'f.yml')
    expect(windows.value).toEqual({ a: 1, b: 2 })
    expect(windows.positionOf(['b'])).toMatchObject({ line: 2, column: 4 })
  })
})

describe('JSON is read as it is', () => {
  test('tabs and all', () => {
    expect(parseDocument('{\n\t"a": [1,\n\t\ttrue, null, "x\\u00e9"]\n}', 'f.json').value).toEqual({
      a: [1, true, null, 'xé'],
    })
  })

  test('any JSON text gives the value that JSON.parse gives', () => {
    // fast-check makes -0 and __proto__ keys; the first is a sign that JSON drops, the second is refused on purpose.
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
        fc.pre(!text.includes('__proto__') && !text.includes('-0'))
        const value: unknown = JSON.parse(text)
        expect(parseDocument(JSON.stringify(value, undefined, indent), 'f.json').value).toEqual(value)
      }),
    )
  })
})

describe('YAML that cannot be trusted is refused with its position', () => {
  const cases: readonly (readonly [name: string, text: string, message: string])[] = [
    [
      'a duplicate key',
      'a: 1\nb: 2\na: 3\n',
      'mlgate.yml:3:1 this key stands twice in the same mapping; keep one of them.',
    ],
    [
      'two documents',
      'a: 1\n---\nb: 2\n',
      'mlgate.yml:2:1 a second document begins here; one file holds one document.',
    ],
    ['another YAML version', '%YAML 1.1\n---\na: yes\n', 'mlgate.yml:1:1 asks for YAML 1.1; only YAML 1.2 is read.'],
    ['an unknown tag', 'a: !ruby x\n', 'mlgate.yml:1:4 is no valid YAML: Unresolved tag: !ruby.'],
    [
      'a merge key',
      'a: &a {b: 1}\nc:\n  <<: *a\n',
      'mlgate.yml:3:3 merge keys (<<) are not part of YAML 1.2; repeat the keys or use an alias.',
    ],
    ['a prototype', 'a:\n  __proto__: {b: 1}\n', 'mlgate.yml:2:3 "__proto__" cannot be a key.'],
    ['a list as a key', '? [a]\n: 1\n', 'mlgate.yml:1:3 keys must be plain texts, not lists, mappings or aliases.'],
    ['an alias without anchor', 'a: *b\n', 'mlgate.yml:1:4 the alias *b has no anchor before it.'],
    ['an alias to itself', 'a: &a\n  - *a\n', 'mlgate.yml:2:5 the alias *a contains itself.'],
    [
      'an unclosed list',
      'a: [1\n',
      'mlgate.yml:2:1 is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ]
  test.each(cases)('%s', (_, text, message) => {
    expect(messageFor(text)).toBe(message)
  })

  test('aliases that multiply', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(of).join(', ')}]\n`
    const text = level('a', 'x') + level('b', '*a') + level('c', '*b') + level('d', '*c') + level('e', '*d')
    expect(messageFor(text)).toBe('mlgate.yml:1:1 has aliases that unfold to an enormous value.')
  })

  test('very many aliases', () => {
    expect(messageFor(`a: &a 1\nb: [${Array(1001).fill('*a').join(',')}]\n`)).toBe(
      'mlgate.yml:2:3005 has more than 1000 aliases; write the values out.',
    )
  })

  test('very deep nesting', () => {
    expect(messageFor('['.repeat(20_000))).toMatch(/^mlgate\.yml:1:\d+ is nested too deeply\.$/)
  })

  test('very many keys are compared in no time', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`)
    expect(messageFor([...keys, 'k0: 2'].join('\n'))).toBe(
      'mlgate.yml:20001:1 this key stands twice in the same mapping; keep one of them.',
    )
  })

  test('an enormous text', () => {
    expect(messageFor('a'.repeat(1_000_001))).toBe(
      'mlgate.yml: is longer than 1000000 characters; no such document is that long.',
    )
  })

  test('whatever the text, it is either read or refused as the user’s mistake', () => {
    const token = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&x',
      '*x',
      '!',
      '"',
      "'",
      '#',
      '---',
      '\u0000',
      '\t',
      '|',
      '>',
      '?',
      '%',
      '<<',
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        expect(messageFor(tokens.join(''))).toMatch(/^(accepted|mlgate\.yml:\d+:\d+ [^\n\p{Cc}]+)$/u)
      }),
      { numRuns: 500 },
    )
  })
})

test('an empty file is an empty value', () => {
  expect(parseDocument('', 'f.yml').value).toBeNull()
  expect(parseDocument('# nothing yet\n', 'f.yml').value).toBeNull()
  expect(parseDocument('', 'f.yml').positionOf([])).toEqual({ file: 'f.yml', line: 1, column: 1 })
})
