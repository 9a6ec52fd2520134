import { describe, expect, it } from 'vitest'
import { parseInputs } from './parse-inputs.ts'

const declarations = {
  project: { type: 'path', description: 'Project file.', example: 'a.yml', default: 'mlgate.yml' },
  model: { type: 'string', description: 'Model.', example: 'm' },
  strict: { type: 'boolean', description: 'Strict.', example: 'true', default: false },
  comment: { type: 'choice', description: 'Comment.', example: 'off', choices: ['auto', 'off'], default: 'auto' },
} as const
const parse = (values: Record<string, string>) => parseInputs(declarations, (name) => values[name])

describe('inputs', () => {
  it('that are empty or missing take their defaults', () => {
    const expected = { project: 'mlgate.yml', model: undefined, strict: false, comment: 'auto' }
    expect(parse({})).toEqual(expected)
    expect(parse({ project: '', model: '', strict: '', comment: '' })).toEqual(expected)
  })

  it.each(['true', 'True', 'TRUE'])('read %s as true', (text) =>
    expect(parse({ strict: text })).toMatchObject({ strict: true }),
  )

  it.each([
    [{ strict: 'yes' }, 'Input strict is "yes"; it takes true or false.'],
    [{ comment: 'always' }, 'Input comment is "always"; it takes auto, off.'],
    [{ project: 'a\0b' }, 'Input project holds a NUL character.'],
  ])('refuse %j', (values, message) => expect(() => parse(values)).toThrow(message))

  it('that are required say what would do', () => {
    const required = {
      step: { type: 'string', required: true, description: 'Step.', example: 'evaluate-gate' },
    } as const
    expect(() => parseInputs(required, () => undefined)).toThrow('Input step is required, for example evaluate-gate.')
  })
})
