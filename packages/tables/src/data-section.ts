import { type Static, Type } from 'typebox'
import { CsvReading } from './csv-reading.ts'

/** The `data:` section of the project file. Paths are relative to mlgate.yml. */
export const DataSection = Type.Object(
  {
    contract: Type.Optional(Type.String({ description: 'Data contract (ODCS v3.1 YAML) that validate-data checks.' })),
    train: Type.Optional(
      Type.String({
        description:
          'Rows to train on: CSV or JSON, also in gzip or zstd, Parquet, Arrow IPC, or a DuckDB database with one table. validate-data also takes a folder or a pattern such as data/train/*.parquet, or a table such as data/db.duckdb#flights, here and for the other rows.',
      }),
    ),
    validation: Type.Optional(Type.String({ description: 'Rows for choices made while training.' })),
    test: Type.Optional(Type.String({ description: 'Rows that only the gate sees.' })),
    test_digest: Type.Optional(
      Type.String({
        pattern: '^sha256:[0-9a-f]{64}$',
        description: 'Digest that the test file must have; for test data that git does not track.',
      }),
    ),
    tables: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]*$' }), Type.String(), {
        additionalProperties: false,
        description:
          'Other files that the contract speaks of, by the name that it gives them (an object of its schema).',
      }),
    ),
    fail_on: Type.Optional(
      Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info'), Type.Literal('never')], {
        description:
          'The least severity of a rule of the contract that decides when it is broken; error unless given. A check that cannot run decides always.',
      }),
    ),
    label: Type.Optional(Type.String({ description: 'Column to predict.' })),
    positive: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
        description:
          'Value of the label that counts as positive; needed for binary labels other than 0/1 and false/true.',
      }),
    ),
    id: Type.Optional(Type.String({ description: 'Column that identifies a row; pairs predictions with rows.' })),
    weight: Type.Optional(
      Type.String({ description: 'Column of numbers from 0 that says how much a row counts, as sample_weight does.' }),
    ),
    group: Type.Optional(
      Type.String({
        description:
          'Column whose rows depend on each other (a patient, a user, a day): whole groups are resampled, at least 30.',
      }),
    ),
    query: Type.Optional(Type.String({ description: 'For ranking: column that says which query a document is for.' })),
    series: Type.Optional(Type.String({ description: 'For forecasts: column that says which series a row is of.' })),
    time: Type.Optional(
      Type.String({
        description: "For forecasts: column that orders the rows in time; the file's order unless given.",
      }),
    ),
    reading: Type.Optional(CsvReading),
    quarantine: Type.Optional(
      Type.Boolean({
        description:
          'Whether validate-data leaves the rows that break the contract, as Parquet, in its artifact; sensitive columns are always left out. Unless given: on a machine of your own, and where git holds the file.',
      }),
    ),
    roots: Type.Optional(
      Type.Array(Type.String(), { description: 'Folders outside the repository from which data may be read.' }),
    ),
  },
  { additionalProperties: false, description: 'Where the data are and which columns matter.' },
)
export type DataSection = Static<typeof DataSection>

/** How the project's files are written, for `openTables`: what is declared holds for all of its CSV files. */
export function declaredReading(
  { reading }: Pick<DataSection, 'reading'>,
  paths: readonly string[],
): ReadonlyMap<string, CsvReading> {
  return new Map(reading === undefined ? [] : paths.map((path) => [path, reading]))
}
