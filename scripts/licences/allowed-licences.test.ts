import { describe, expect, test } from 'vitest'
import { isAllowedLicence, licenceProblem } from './allowed-licences.ts'

describe('an SPDX expression', () => {
  test.each([
    'MIT',
    '(MIT OR CC0-1.0)',
    'GPL-3.0-only OR Apache-2.0',
    '(Apache-2.0 AND BSD-3-Clause)',
    'MIT AND (GPL-2.0-only OR ISC)',
  ])('%s can be met', (expression) => expect(isAllowedLicence(expression)).toBe(true))

  test.each([
    '',
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'GPL-3.0-only AND MIT',
    'MIT OR',
    '(MIT',
    'MIT)',
    'MIT GPL-3.0-only',
    'Apache-2.0 WITH LLVM-exception',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
  ])('%j cannot', (expression) => expect(isAllowedLicence(expression)).toBe(false))
})

describe('a package', () => {
  test('without a licence is refused', () => {
    expect(licenceProblem('somebody', undefined, false)).toMatch(/declares no licence/)
  })

  test('that is excepted for installing alone may not be bundled', () => {
    expect(licenceProblem('path-scurry', 'BlueOak-1.0.0', false)).toBeUndefined()
    expect(licenceProblem('path-scurry', 'BlueOak-1.0.0', true)).toMatch(/not be bundled/)
  })

  test('loses its exception when its licence changes', () => {
    expect(licenceProblem('argparse', 'GPL-3.0-only', false)).toMatch(/not allowed/)
  })
})
