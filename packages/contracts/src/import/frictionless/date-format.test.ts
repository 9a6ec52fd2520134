import { expect, test } from 'vitest'
import { dateFormatOf } from './date-format.ts'

test.each([
  ['%d.%m.%Y', 'dd.MM.yyyy'],
  ['%Y-%m-%d %H:%M:%S', 'yyyy-MM-dd HH:mm:ss'],
  ['%H:%M:%S.%f', 'HH:mm:ss.SSSSSS'],
  ['%Y at %H', "yyyy 'at' HH"],
  ["%H o'clock", "HH 'o''clock'"],
  ['%Y%%', 'yyyy%'],
  ['%d %B %Y', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('%s is %s', (format, expected) => {
  expect(dateFormatOf(format)).toBe(expected)
})
