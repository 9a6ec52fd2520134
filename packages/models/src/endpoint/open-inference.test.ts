import { describe, expect, it } from 'vitest'
import { readInference } from './open-inference.ts'

describe('the shape of an answer', () => {
  it.each([
    ['half a column', [2, 1.5], [0.1, 0.2, 0.3]],
    ['fewer than no columns', [-1, -2], [0.1, 0.2]],
    ['words', ['two'], [0.1, 0.2]],
  ])('is refused for %s, although the number of values fits', (_, shape, data) => {
    const answer = { outputs: [{ name: 'p', datatype: 'FP64', shape, data }] }
    expect(() => readInference(answer, ['p'], 2, 'https://host/v2/models/m')).toThrow(
      `the output p has ${data.length} values for the shape`,
    )
  })

  it('is read where it fits', () => {
    const answer = { outputs: [{ name: 'p', datatype: 'FP64', shape: [2, 1], data: [0.1, 0.2] }] }
    expect(readInference(answer, ['p'], 2, 'm').outputs[0]).toMatchObject({ dims: [2, 1] })
  })
})
