/**
 * Types that pandas (3) gives a column when it reads the file, and what it makes of columns that it has no type for.
 * Three are float64 to pandas: `gapped-integer`, whole numbers in a column with missing values, `written-float`, numbers of
 * a text file, of which pandas does not keep how they are written, and `empty`, a column of a text file without a value. `object-…` are columns of Python's own objects;
 * `object-bool` is one of true and false with missing values.
 */
export const pandasTypes = [
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'gapped-integer',
  'written-float',
  'empty',
  'bool',
  'str',
  'datetime64[s]',
  'datetime64[ms]',
  'datetime64[us]',
  'datetime64[ns]',
  'datetime64-with-zone',
  'object-bool',
  'object-date',
  'object-time',
  'object-decimal',
  'object-bytes',
] as const

export type PandasType = (typeof pandasTypes)[number]

/** What is float64 to pandas. */
export const pandasDoubles: readonly PandasType[] = ['float64', 'gapped-integer', 'written-float', 'empty']

const integers: readonly PandasType[] = ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64']

/** Names of several types that belong together. */
export const pandasTypeGroups = {
  integer: integers,
  number: [...integers, 'float32', ...pandasDoubles],
} as const satisfies Readonly<Record<string, readonly PandasType[]>>

export type PandasTypeName = PandasType | keyof typeof pandasTypeGroups

/** Texts that pandas takes for missing values when it reads a file that declares no types. */
export const pandasMissingTexts: readonly string[] = [
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]
