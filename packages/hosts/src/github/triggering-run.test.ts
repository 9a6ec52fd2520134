import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkflowRunEvent, triggeringRunId } from './triggering-run.ts'

describe('the run that triggered another one', () => {
  test('is told by its number alone', () => {
    expect(triggeringRunId({ workflow_run: { id: 77, event: 'push', head_sha: 'whatever' } })).toBe(77)
  })

  test.each([
    ['is text', '77'],
    ['is a path', '77/../../../other/repo/actions/runs/1'],
    ['is 0', 0],
    ['is negative', -77],
    ['is a fraction', 7.7],
    ['is larger than numbers are exact', 2 ** 60],
    ['is missing', undefined],
  ])('is refused when its number %s', (_, id) => {
    expect(() => triggeringRunId({ workflow_run: { id } })).toThrow(ConfigurationError)
  })

  test('out of any JSON whatever is a number or a refusal, never a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => triggeringRunId({ workflow_run: value })).toThrow(ConfigurationError)
        expect(() => triggeringRunId(value)).toThrow(ConfigurationError)
      }),
    )
  })

  test('is there on one event alone', () => {
    const events = ['workflow_run', 'pull_request', 'pull_request_target', 'push', 'workflow_call', 'workflow_dispatch']
    expect(events.filter(isWorkflowRunEvent)).toEqual(['workflow_run'])
  })
})
