import { type Static, Type } from 'typebox'

/** Bytes that a report document may have; what writes one shortens until it fits. */
export const reportLimit = 1024 * 1024

/** Objects and lists that may lie within each other. */
export const reportDepth = 40

const closed = { additionalProperties: false } as const
const verdict = Type.Union([
  Type.Literal('pass'),
  Type.Literal('fail'),
  Type.Literal('inconclusive'),
  Type.Literal('error'),
])
/** JSON has no NaN: null stands for what is no finite number. */
const number = Type.Union([Type.Number(), Type.Null()])
const content = Type.Array(Type.Ref('Inline'), { maxItems: 10_000 })
const blocks = Type.Array(Type.Ref('Block'), { maxItems: 500 })

const Inline = Type.Union([
  Type.String(),
  Type.Object({ kind: Type.Literal('code'), text: Type.String() }, closed),
  Type.Object({ kind: Type.Literal('strong'), content }, closed),
  Type.Object({ kind: Type.Literal('emphasis'), content }, closed),
  Type.Object({ kind: Type.Literal('link'), href: Type.String(), content }, closed),
  Type.Object({ kind: Type.Literal('verdict'), verdict }, closed),
  Type.Object(
    {
      kind: Type.Literal('interval'),
      low: number,
      value: number,
      high: number,
      limit: Type.Optional(number),
      better: Type.Union([Type.Literal('higher'), Type.Literal('lower')]),
    },
    closed,
  ),
])

const align = Type.Union([Type.Literal('left'), Type.Literal('right'), Type.Literal('center')])
const column = Type.Object({ title: Type.String(), align }, closed)
/** Every row shown is filled up to the number of columns: many of both would fill the memory. */
const columnLimit = 100

const Block = Type.Union([
  Type.Object({ kind: Type.Literal('paragraph'), content }, closed),
  Type.Object({ kind: Type.Literal('heading'), content }, closed),
  Type.Object({ kind: Type.Literal('list'), items: Type.Array(content, { maxItems: 2_000 }) }, closed),
  Type.Object(
    {
      kind: Type.Literal('table'),
      caption: Type.Optional(Type.String()),
      columns: Type.Array(column, { maxItems: columnLimit }),
      rows: Type.Array(Type.Array(content, { maxItems: columnLimit }), { maxItems: 10_000 }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('fold'), title: content, blocks }, closed),
  Type.Object({ kind: Type.Literal('code'), text: Type.String(), language: Type.Optional(Type.String()) }, closed),
])

/** Characters of an address or a path. */
export const nameLimit = 1_000
/** Models of one project. */
export const modelLimit = 1_000
const model = Type.String({ minLength: 1, maxLength: 100 })

const Document = Type.Object(
  {
    format: Type.Literal('mlgate-report/1', { description: 'Form of this file.' }),
    model: Type.String({ minLength: 1, maxLength: 100, description: 'Model that the report is about.' }),
    step: Type.String({ pattern: '^[a-z][a-z-]{0,63}$', description: 'Step that made it.' }),
    verdict,
    inconclusive_passes: Type.Boolean({ description: 'Whether the policy lets an inconclusive verdict pass.' }),
    comment: Type.Boolean({ description: 'Whether the report may have a section in the comment.' }),
    page: Type.Optional(
      Type.String({ maxLength: nameLimit, description: 'Address at which the whole report can be read.' }),
    ),
    project: Type.Optional(
      Type.Object(
        {
          file: Type.String({ maxLength: nameLimit, description: 'The project file, relative to the repository.' }),
          models: Type.Array(model, { maxItems: modelLimit, description: 'All models of the project.' }),
        },
        { ...closed, description: 'The project that the model is of, once it was read.' },
      ),
    ),
    outcome: Type.String({ description: 'A few words after the name of the model.' }),
    reason: Type.Array(Type.Ref('Inline'), { maxItems: 10_000, description: 'The verdict in one sentence.' }),
    blocks: Type.Array(Type.Ref('Block'), { maxItems: 500, description: 'What follows, charts left out.' }),
  },
  {
    ...closed,
    title: 'report.json',
    description: `What a step has to say, free of any format: at most ${reportLimit} bytes, nested at most ${reportDepth} deep.`,
  },
)

/** The schema of `report.json`, which each step leaves beside `result.json`. */
export const ReportDocument = Type.Cyclic({ Inline, Block, Document }, 'Document')
export type ReportDocument = Static<typeof ReportDocument>

/** The schema as it is published: JSON Schema 2020-12. */
export function reportJsonSchema(): object {
  const text = JSON.stringify(ReportDocument).replaceAll(/"\$ref":"(\w+)"/g, '"$ref":"#/$defs/$1"')
  const { $defs, $ref }: { $defs: Record<string, Record<string, unknown>>; $ref: string } = JSON.parse(text)
  const definitions = Object.entries($defs).map(([name, { $id: _, ...definition }]) => [name, definition])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref,
    $defs: Object.fromEntries(definitions),
  }
}
