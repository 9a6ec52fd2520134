import { type Static, Type } from 'typebox'

const words = Type.Optional(Type.Unknown())

/** One expectation, as 1.x (`type`) and 0.x (`expectation_type`) write it. */
export const Expectation = Type.Object({
  type: Type.Optional(Type.String()),
  expectation_type: Type.Optional(Type.String()),
  kwargs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  severity: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  id: words,
  meta: words,
  notes: words,
  description: words,
  rendered_content: words,
  ge_cloud_id: words,
  expectation_context: words,
})
export type Expectation = Static<typeof Expectation>

/** A suite, as 1.x (`name`) and 0.x (`expectation_suite_name`) write it. */
export const Suite = Type.Object({
  name: Type.Optional(Type.String()),
  expectation_suite_name: Type.Optional(Type.String()),
  expectations: Type.Array(Expectation),
})
export type Suite = Static<typeof Suite>
