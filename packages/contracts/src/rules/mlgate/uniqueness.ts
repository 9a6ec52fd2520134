import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import type { Measure } from '../../plan/measure.ts'
import { ignoreKey, namedColumns } from './row-rules.ts'
import { mostlyKey, ruleKind, shareWords } from './rule-kind.ts'

/** No value, or combination of values, stands twice. */
export const unique = ruleKind({
  check: 'unique',
  levels: ['property', 'object'],
  summary: 'No value, or at the object no combination of values, stands twice.',
  keys: {
    columns: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: 'At the object: the properties of the key.',
      }),
    ),
    count: Type.Optional(
      Type.Union([Type.Literal('surplus'), Type.Literal('all')], {
        description: 'Rows that fail: each beyond the first with the same value (default), or all that share one.',
      }),
    ),
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey,
  },
  plan: (rule, subject, complain) => {
    const { count = 'surplus', ignoreRowIf: ignored = 'anyMissing', mostly: share } = rule
    if (subject.level === 'property' && (rule.columns !== undefined || rule.ignoreRowIf !== undefined)) {
      complain([], 'columns and ignoreRowIf belong to the object’s own quality.')
      return undefined
    }
    const columns =
      subject.level === 'property' ? [subject.column] : namedColumns(rule.columns, 1, subject.columns, complain)
    if (columns === undefined) return undefined
    const measure: Measure =
      count === 'surplus'
        ? { counts: 'surplus', columns, ignored, among: 'present' }
        : { counts: 'repeated', columns, ignored }
    const noun = columns.length === 1 ? 'value' : `combination of ${columns.join(', ')}`
    const counted = count === 'surplus' ? 'no other before it has' : 'no other has'
    return {
      expectation: `${shareWords(share, 'row')} has a ${noun} that ${counted}`,
      measure,
      limit: mostly(share ?? 1),
    }
  },
})
