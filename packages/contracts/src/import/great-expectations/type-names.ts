import { type PandasType, pandasDoubles } from '../../plan/pandas-type.ts'
import { Untranslated } from './arguments.ts'
import { objects, plainTimes } from './guards.ts'

type Keys = Readonly<Record<string, unknown>>

/** How the expectations compare a column's type with a name. */
export type TypeQuestion = 'values of type' | 'type list' | 'column type'

/** Names that numpy and Python have, with what pandas calls the columns that are of them. */
const pandasNames: Readonly<Record<string, readonly PandasType[]>> = {
  int8: ['int8'],
  int16: ['int16'],
  int32: ['int32'],
  int64: ['int64'],
  uint8: ['uint8'],
  uint16: ['uint16'],
  uint32: ['uint32'],
  uint64: ['uint64'],
  // To Python true is an integer.
  int: ['int64', 'object-bool'],
  intp: ['int64'],
  long: ['int64', 'object-bool'],
  uint: ['uint64'],
  float: pandasDoubles,
  float64: pandasDoubles,
  double: pandasDoubles,
  float32: ['float32'],
  single: ['float32'],
  bool: ['bool', 'object-bool'],
  str: ['str'],
  object: objects,
  object_: objects,
  O: objects,
  datetime64: plainTimes,
  'datetime64[s]': plainTimes,
  'datetime64[ms]': plainTimes,
  'datetime64[us]': plainTimes,
  'datetime64[ns]': plainTimes,
  Timestamp: ['datetime64-with-zone'],
  date: ['object-date'],
  Decimal: ['object-decimal'],
  bytes: ['object-bytes'],
}

/** Names of types in SQL and Spark, in small letters, by the type of a rule that means the same. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    integer: 'int integer bigint smallint tinyint hugeint long integertype longtype shorttype bytetype',
    number: 'float double real decimal numeric number float64 double_precision floattype doubletype decimaltype',
    string: 'str string varchar text char nvarchar nchar stringtype',
    boolean: 'bool boolean booleantype',
    date: 'date datetype',
    timestamp: 'datetime timestamp timestamptz timestamptype timestamp_ntz timestampntztype',
    time: 'time',
  }).flatMap(([type, names]) => names.split(' ').map((name) => [name, type])),
)

/**
 * The rule that a column is of one of these types: as pandas names them, or, where it knows none of the names, as SQL and
 * Spark do. Throws Untranslated when it is of none of them, or pandas 2 and 3 disagree.
 */
export function typeImplementation(names: readonly string[], question: TypeQuestion, isOld: boolean): Keys {
  const known = names.filter((name) => Object.hasOwn(pandasNames, name))
  if (known.length === 0) return { check: 'type', is: sqlTypes(names) }
  if (question === 'type list' && known.includes('str') && !isOld) {
    throw new Untranslated(
      'a list with str finds texts with pandas 2 and not with pandas 3. Write expect_column_values_to_be_of_type.',
    )
  }
  const types = known.flatMap((name) => columnsOf(name, question, isOld))
  if (types.length === 0) throw new Untranslated(`pandas has no column of type ${known.join(' or ')}.`)
  return { check: 'pandasType', is: [...new Set(types)] }
}

function columnsOf(name: string, question: TypeQuestion, isOld: boolean): readonly PandasType[] {
  const types = pandasNames[name] ?? []
  // Texts were objects before pandas 3.
  if (isOld && types === objects) return [...objects, 'str']
  if (question === 'values of type') return types
  // A list is asked of each object, which is of no such type.
  if (question === 'type list' && (types === objects || name === 'Timestamp')) return []
  if (types === plainTimes && (name !== 'datetime64' || question === 'type list')) {
    return plainTimes.filter((type) => type === name)
  }
  // Only values are asked one by one; a column of objects is none of booleans.
  return question === 'column type' ? types.filter((type) => !type.startsWith('object-') || types === objects) : types
}

/** Such names say what the suite was made for: SQL writes them in capitals, Spark calls them types. */
function sqlTypes(names: readonly string[]): readonly string[] {
  const types = names.map((name) => {
    const plain = name.replace(/\(.*\)$/, '')
    const type = /^[A-Z][A-Z0-9_ ]+$|Type$/.test(plain) ? otherNames.get(plain.toLowerCase()) : undefined
    if (type === undefined) throw new Untranslated(`the type ${JSON.stringify(name)} is not known here.`)
    return type
  })
  return [...new Set(types)]
}
