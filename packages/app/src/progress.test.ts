import { PassThrough } from 'node:stream'
import type { Logger } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { lineProgress } from './line-progress.ts'
import { terminalProgress } from './terminal-progress.ts'

function watch() {
  const lines: string[] = []
  let now = 0
  const note = (message: string) => void lines.push(message)
  const log: Logger = { debug: note, info: note, warn: note, error: note }
  return { lines, progress: lineProgress(log, () => now), pass: (ms: number) => (now += ms) }
}

describe('progress without a terminal', () => {
  it('says nothing about work that is soon done', () => {
    const { lines, progress, pass } = watch()
    progress.start('Scoring', 100, 'rows')
    pass(9_000)
    progress.advance(100)
    progress.stop()
    expect(lines).toEqual([])
  })

  it('says how far it is every ten seconds', () => {
    const { lines, progress, pass } = watch()
    progress.start('Scoring', 200, 'rows')
    for (let batch = 0; batch < 4; batch++) {
      pass(6_000)
      progress.advance(50)
    }
    expect(lines).toEqual(['Scoring: 100 of 200 rows (50%)', 'Scoring: 200 of 200 rows (100%)'])
  })

  it('does not invent a share when the total is not known', () => {
    const { lines, progress, pass } = watch()
    progress.start('Reading', undefined, 'rows')
    pass(11_000)
    progress.advance(7)
    expect(lines).toEqual(['Reading: 7 rows'])
  })
})

describe('progress on a terminal', () => {
  it('hands no control character of a label to it', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
    const progress = terminalProgress(stream as unknown as NodeJS.WriteStream)
    progress.start('Scoring \u001b]0;owned\u0007', 10, 'rows')
    progress.stop()
    const written = String(stream.read())
    expect(written).toContain('Scoring <U+001B>]0;owned<U+0007>')
    expect(written).not.toContain('\u001b]0')
  })
})
