import { describe, expect, test } from 'vitest'
import { archiveLimit, judgeArchive } from './archive-size.ts'
import { blindSpots, coverageProblems } from './arrows.ts'
import { judgeStatus } from './bundles.ts'
import { outcomeOf } from './check.ts'
import { wordsIn } from './forbidden-words.ts'

test('a check with problems has not passed and shows them', () => {
  expect(outcomeOf(['a', 'b'], 'fine')).toEqual({ passed: false, detail: 'a\nb' })
  expect(outcomeOf([], 'fine')).toEqual({ passed: true, detail: 'fine' })
})

describe('arrows', () => {
  const violation = (from: string) => ({ rule: 'no-cycles', from, to: 'packages/core/src/b.ts' })

  test('are not proven while a package was not parsed', () => {
    const cruise = { modules: ['packages/core/src/a.ts'], violations: [] }
    expect(coverageProblems(['core', 'gate'], cruise)).toEqual(['No module of packages/gate was parsed.'])
    expect(coverageProblems([], cruise)).not.toEqual([])
  })

  test('are not proven while a planted violation is not seen', () => {
    expect(blindSpots(['no-cycles'], { violations: [] })).toHaveLength(1)
    expect(blindSpots(['no-cycles'], { violations: [violation('packages/core/src/planted-there.ts')] })).toEqual([])
    expect(blindSpots([], { violations: [] })).not.toEqual([])
  })

  test('are not proven by a violation that nobody planted', () => {
    expect(blindSpots(['no-cycles'], { violations: [violation('packages/core/src/a.ts')] })).toHaveLength(1)
  })
})

describe('bundles', () => {
  test('that differ, are new or are gone are stale', () => {
    for (const line of [' M dist/mlgate.js', '?? dist/chunks/a-B1.js', ' D dist/chunks/a-A0.js']) {
      expect(judgeStatus(`${line}\n`, '')).toMatchObject({ passed: false, detail: expect.stringContaining(line) })
    }
  })

  test('that are staged are on their way', () => {
    expect(judgeStatus('M  dist/mlgate.js\nA  dist/chunks/a-B1.js\n', 'size')).toEqual({ passed: true, detail: 'size' })
    expect(judgeStatus('MM dist/mlgate.js\n', '').passed).toBe(false)
  })
})

test('a forbidden word is found in text and bytes, with its line', () => {
  const content = Buffer.concat([Buffer.from('one\ntwo https://packages.example/x\n'), Buffer.from([0, 255])])
  expect(wordsIn('a.txt', content, ['packages.example', 'nowhere.example'])).toEqual([
    'a.txt:2 names packages.example.',
  ])
})

test('an archive over the limit is too big', () => {
  expect(judgeArchive(archiveLimit).passed).toBe(true)
  expect(judgeArchive(archiveLimit + 1).passed).toBe(false)
})
