import { describe, expect, it } from 'vitest'
import { terminalTraits } from './terminal-traits.ts'

const terminal = { isTTY: true, columns: 80 }

describe('a terminal', () => {
  it('has colours unless NO_COLOR holds something', () => {
    expect(terminalTraits(terminal, {})).toEqual({ colour: true, columns: 80 })
    expect(terminalTraits(terminal, { NO_COLOR: '' })).toEqual({ colour: true, columns: 80 })
    expect(terminalTraits(terminal, { NO_COLOR: '1' })).toEqual({ colour: false, columns: 80 })
  })

  it('that has no columns, or is none, gets lines of 100', () => {
    expect(terminalTraits({ isTTY: true, columns: 0 }, {})).toEqual({ colour: true, columns: 100 })
    expect(terminalTraits({}, {})).toEqual({ colour: false, columns: 100 })
  })
})
