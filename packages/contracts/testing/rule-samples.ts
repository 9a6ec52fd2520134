/** Rows that the rules are about; nothing else has such values: text, number, date, label, id. */
export const rows = Array.from({ length: 24 }, (_, row) => ({
  id: `CANARYID${row % 20}`,
  secret: row % 6 === 5 ? null : `CANARYTEXT${row % 3}`,
  twin: row % 6 === 5 ? null : `CANARYTEXT${row % 3}`,
  amount: row % 8 === 7 ? null : 4242424.25,
  born: `1977-07-0${(row % 9) + 1}`,
  label: row % 12 === 0 ? 'CANARYLABELB' : 'CANARYLABELA',
  open: row,
}))

/** Keys of one rule. */
type Sample = Readonly<Record<string, unknown>>

/** For each check of a property of `rows`, keys with which the sensitive columns break it, or make it an error. */
export const ofProperties: Readonly<Record<string, readonly (Sample & { readonly column: string })[]>> = {
  notNull: [{ column: 'secret' }],
  null: [{ column: 'secret' }, { column: 'amount' }],
  inSet: [
    { column: 'secret', values: ['a'] },
    { column: 'amount', values: [1] },
  ],
  notInSet: [{ column: 'amount', values: [-1, 4242424.25] }],
  range: [
    { column: 'amount', maximum: 1 },
    { column: 'secret', maximum: 1 },
    { column: 'born', minimum: '2000-01-01' },
  ],
  matches: [{ column: 'secret', pattern: '^x' }],
  notMatches: [{ column: 'secret', pattern: '[A-Z]' }],
  length: [{ column: 'secret', maximum: 2 }],
  dateFormat: [{ column: 'secret', format: '%d.%m.%Y' }],
  dateParseable: [{ column: 'secret' }],
  json: [{ column: 'secret' }],
  type: [{ column: 'secret', is: 'integer' }],
  pandasType: [
    { column: 'secret', is: ['bool'] },
    { column: 'amount', is: ['bool'] },
  ],
  place: [{ column: 'secret', is: 99 }],
  zScore: [
    { column: 'amount', below: 0.1 },
    { column: 'secret', below: 1 },
  ],
  increasing: [{ column: 'born' }, { column: 'secret' }],
  decreasing: [{ column: 'born', strict: true }],
  unique: [{ column: 'secret' }, { column: 'amount', count: 'all' }],
  mean: [
    { column: 'amount', maximum: 1 },
    { column: 'secret', maximum: 1 },
  ],
  median: [
    { column: 'amount', maximum: 1 },
    { column: 'secret', maximum: 1 },
  ],
  sum: [{ column: 'amount', maximum: 1 }],
  standardDeviation: [{ column: 'amount', minimum: 1 }],
  variance: [{ column: 'amount', minimum: 1 }],
  minimumValue: [
    { column: 'amount', maximum: 1 },
    { column: 'born', minimum: '2000-01-01' },
    { column: 'secret', minimum: 3 },
  ],
  maximumValue: [
    { column: 'amount', maximum: 1 },
    { column: 'born', minimum: '2000-01-01' },
  ],
  quantile: [{ column: 'amount', level: 0.5, maximum: 1 }],
  quantiles: [{ column: 'amount', levels: [{ level: 0.5, maximum: 1 }] }],
  distinctCount: [{ column: 'secret', maximum: 1 }],
  distinctShare: [{ column: 'secret', minimum: 1 }],
  distinctValues: [
    { column: 'secret', in: ['a'] },
    { column: 'secret', contain: ['a'] },
    { column: 'amount', equal: [1] },
  ],
  mostCommonValue: [
    { column: 'secret', in: ['a'] },
    { column: 'amount', in: [1] },
  ],
  nullShare: [{ column: 'secret', maximum: 0 }],
  nullCount: [{ column: 'secret', maximum: 0 }],
  textLengthMean: [{ column: 'secret', maximum: 1 }],
  freshness: [
    { column: 'born', within: '1d' },
    { column: 'secret', within: '1d' },
  ],
  distribution: [
    { column: 'secret', distance: 'total-variation', maximum: 0, values: ['a', 'b'], weights: [0.5, 0.5] },
    { column: 'amount', distance: 'ks', maximum: 0, bins: [0, 1, 2], weights: [0.5, 0.5] },
    { column: 'secret', distance: 'ks', maximum: 0, bins: [0, 1, 2], weights: [0.5, 0.5] },
  ],
  module: [{ column: 'secret', path: 'a.mjs' }],
  command: [{ column: 'secret', command: ['a'] }],
}

/** The same of the object. */
export const ofObjects: Readonly<Record<string, readonly Sample[]>> = {
  unique: [{ columns: ['secret', 'amount'] }],
  distinctWithinRow: [{ columns: ['secret', 'twin'] }],
  condition: [
    { expression: 'amount < 3' },
    { expression: 'secret::INTEGER > 3' },
    { expression: "SECRET = 'x'" },
    { expression: 'error(secret) IS NULL' },
  ],
  equalColumns: [{ columns: ['secret', 'label'] }],
  greaterColumn: [{ columns: ['open', 'amount'] }],
  pairInSet: [{ columns: ['secret', 'label'], values: [['a', 'b']] }],
  sumOfColumns: [{ columns: ['amount', 'open'], equals: 1 }],
  foreignKey: [{ columns: ['secret'], to: { table: 'test', columns: ['label'] } }],
  violations: [
    { query: 'SELECT secret, amount FROM data' },
    { query: 'SELECT "#row", secret FROM numbered' },
    { query: 'SELECT secret::INTEGER FROM data' },
  ],
  rowCount: [{ maximum: 1 }],
  rowCountChange: [{ against: { table: 'test' }, maximum: -0.5 }],
  rowCountEquals: [{ table: 'few' }],
  columnCount: [{ maximum: 1 }],
  columns: [{ equal: ['a'] }],
  sqlValue: [
    { query: 'SELECT max(amount) FROM data', maximum: 1 },
    { query: 'SELECT max(secret) FROM data', maximum: 1 },
  ],
  sharedIds: [{ with: 'test', id: 'id' }],
  groupLeakage: [{ with: 'test', group: 'secret' }],
  sharedRows: [{ with: 'test' }],
  nearDuplicates: [{ with: 'test' }],
  timeLeakage: [{ with: 'test', time: 'born' }],
  targetMissing: [{ label: 'secret' }],
  unseenLabels: [{ label: 'label', in: 'few' }],
  labelBalance: [{ label: 'label', minimumShare: 0.4 }],
  conflictingLabels: [{ label: 'label', columns: ['secret'] }],
  labelErrors: [{ label: 'label', probabilities: { one: 'amount', two: 'open' }, maximumShare: 0.01 }],
  constantFeatures: [{ columns: ['amount'], nearly: 0.8 }],
  revealingFeatures: [{ label: 'label', columns: ['open', 'secret', 'born'], auc: 0.51 }],
  module: [{ path: 'a.mjs' }],
  command: [{ command: ['a'] }],
}

/** All of them: name of the check, the property that it stands at, what it says. */
export const ruleSamples: readonly (readonly [check: string, column: string | undefined, implementation: Sample])[] = [
  ...Object.entries(ofProperties).flatMap(([check, kinds]) =>
    kinds.map(({ column, ...keys }) => [check, column, { check, ...keys }] as const),
  ),
  ...Object.entries(ofObjects).flatMap(([check, kinds]) =>
    kinds.map((keys) => [check, undefined, { check, ...keys }] as const),
  ),
]
