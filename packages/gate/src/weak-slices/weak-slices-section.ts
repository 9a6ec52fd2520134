import { type Static, Type } from 'typebox'

/** What holds where the section says nothing. */
export const weakSlicesDefaults = {
  depth: 3,
  minRows: 30,
  falseDiscoveryRate: 0.05,
  onFound: 'report',
  against: ['rest', 'baseline'],
} as const

/** The `gate.weak_slices:` section: whether and how slices are looked for that nobody named. */
export const WeakSlicesSection = Type.Union(
  [
    Type.Literal(false),
    Type.Object(
      {
        columns: Type.Optional(
          Type.Array(Type.String({ minLength: 1 }), {
            minItems: 1,
            uniqueItems: true,
            description:
              'Columns to slice by. Unless given: candidate.features of the policy in force, else all columns but label, id, weight, group, query, series and time.',
          }),
        ),
        depth: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 3,
            default: weakSlicesDefaults.depth,
            description: 'Conditions that a slice may have.',
          }),
        ),
        min_rows: Type.Optional(
          Type.Integer({
            minimum: 2,
            default: weakSlicesDefaults.minRows,
            description: 'Rows that a slice must have on each half of the rows.',
          }),
        ),
        false_discovery_rate: Type.Optional(
          Type.Number({
            exclusiveMinimum: 0,
            maximum: 0.5,
            default: weakSlicesDefaults.falseDiscoveryRate,
            description: 'Share of the slices found that may be false.',
          }),
        ),
        on_found: Type.Optional(
          Type.Union([Type.Literal('report'), Type.Literal('inconclusive'), Type.Literal('fail')], {
            default: weakSlicesDefaults.onFound,
            description: 'What a slice that is found does: stand in the report, or decide.',
          }),
        ),
        against: Type.Optional(
          Type.Array(Type.Union([Type.Literal('rest'), Type.Literal('baseline')]), {
            minItems: 1,
            uniqueItems: true,
            default: [...weakSlicesDefaults.against],
            description:
              'rest: slices that are worse than all other rows; baseline: slices in which the candidate lost more against the baseline than elsewhere.',
          }),
        ),
        metric: Type.Optional(
          Type.Union(
            [
              Type.Literal('accuracy'),
              Type.Literal('recall'),
              Type.Literal('log_loss'),
              Type.Literal('mae'),
              Type.Literal('mse'),
            ],
            { description: 'What is worse in a weak slice. Unless given: accuracy for classes, mae for numbers.' },
          ),
        ),
      },
      { additionalProperties: false },
    ),
  ],
  {
    description:
      'How weak slices are looked for, which is done unless this is false: on one half of the rows, tested on the other.',
  },
)
export type WeakSlicesSection = Static<typeof WeakSlicesSection>

/** Whether slices that are found decide about the verdict, and are not only told. */
export function weakSlicesDecide(section: WeakSlicesSection | undefined): boolean {
  return section !== undefined && section !== false && (section.on_found ?? weakSlicesDefaults.onFound) !== 'report'
}

export type WeakSliceMetric = NonNullable<Exclude<WeakSlicesSection, false>['metric']>
