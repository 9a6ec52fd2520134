import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const verdict = Type.Union([
  Type.Literal('pass'),
  Type.Literal('fail'),
  Type.Literal('inconclusive'),
  Type.Literal('error'),
])

const Position = Type.Object(
  {
    file: Type.String({ description: 'Path of the file, as the repository names it where it is in one.' }),
    line: Type.Integer({ minimum: 1, description: 'Line, counted from 1.' }),
    column: Type.Integer({ minimum: 1, description: 'Column, counted from 1.' }),
  },
  closed,
)

const Check = Type.Object(
  {
    name: Type.String({ description: 'What was judged; unique within the report.' }),
    verdict,
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')], {
      description: 'Whether it decides: error alone does.',
    }),
    message: Type.String({ description: 'One sentence with the numbers.' }),
    position: Type.Optional(Position),
  },
  closed,
)

const Measurement = Type.Object(
  {
    name: Type.String({ description: 'As in openmetrics.txt, without mlgate_ in front.' }),
    labels: Type.Record(Type.String(), Type.String()),
    value: Type.Union([Type.Number(), Type.Null()], { description: 'Null when it is NaN or infinite.' }),
  },
  closed,
)

const count = (description: string) => Type.Integer({ minimum: 0, description })

/** The form of `result.json` and of the output `result`. */
const ResultSchema = Type.Object(
  {
    model: Type.String({ description: 'Model that it is about.' }),
    step: Type.String({ description: 'Step that concluded it.' }),
    verdict,
    passed: Type.Boolean({ description: 'Whether the verdict is pass.' }),
    outcome: Type.String({ description: 'A few words after the name of the model.' }),
    reason: Type.String({ description: 'The verdict in one sentence, as people read it.' }),
    checks: Type.Array(Check, { description: 'What was judged, worst first where there are several.' }),
    measurements: Type.Array(Measurement, { description: 'Numbers of the report.' }),
    left_out: Type.Optional(
      Type.Object(
        { checks: count('Checks that are not listed.'), measurements: count('Measurements that are not listed.') },
        { ...closed, description: 'Only where the whole would have been too long.' },
      ),
    ),
    details: Type.Record(Type.String(), Type.String(), { description: "The step's outputs by name." }),
  },
  {
    ...closed,
    title: 'result.json',
    description:
      'What a step concluded, for machines. Texts are as they came, from whoever made the change, cut at 2,000 characters.',
  },
)

/**
 * What a step concluded, for machines. Strings are as they came, cut at 2,000 characters, except `reason`, which is the
 * sentence people read.
 */
export type ResultJson = Static<typeof ResultSchema>

/** The schema as it is published: JSON Schema 2020-12. */
export function resultJsonSchema(): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...JSON.parse(JSON.stringify(ResultSchema)) }
}
