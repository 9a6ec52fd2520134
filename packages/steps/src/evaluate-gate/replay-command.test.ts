import { describe, expect, it } from 'vitest'
import { replayCommand } from './replay-command.ts'

const folder = {
  directory: '/work',
  repositoryRoot: '/work',
  output: '/work/.mlgate/m/evaluate-gate',
  version: '1.2.3',
}
const run = { repository: 'acme/flights', commit: undefined, ref: undefined, event: 'push', runUrl: undefined }

describe('the command that repeats a verdict', () => {
  it.each([
    ['github', '123456789-2', 'mlgate replay 123456789'],
    ['gitlab', '40-401', 'mlgate replay 40'],
    ['github', undefined, 'mlgate replay .mlgate/m/evaluate-gate'],
    ['generic', '7-1', 'mlgate replay .mlgate/m/evaluate-gate'],
  ] as const)('on %s, run %s, is %s', (name, runId, command) => {
    expect(replayCommand({ host: { name, run: { ...run, runId } }, folder })).toBe(command)
  })
})
