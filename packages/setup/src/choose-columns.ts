import type { ObservedColumn, ObservedFile } from '@mlgate/contracts'
import { type Choice, sure, unsure } from './choice.ts'

/** What people call the column that is predicted, most telling first. */
const labelNames = [
  'target',
  'label',
  'y',
  'class',
  'outcome',
  'response',
  'ground_truth',
  'species',
  'churn',
  'churned',
  'fraud',
  'is_fraud',
  'default',
  'survived',
  'delayed',
  'diagnosis',
  'price',
  'sale_price',
  'saleprice',
  'medv',
]
/** Of those, names that features have as often. */
const ambiguousNames = ['price', 'default']
const idNames = ['id', 'row_id', 'rowid', 'uuid', 'guid', 'key', 'index', 'unnamed: 0']
const groupName =
  /(^|_)(user|patient|customer|client|session|subject|group|household|device|account)(_?(id|no|nr|number))?$/

/**
 * The column to predict: one that has a name for it, else one that a training script takes for its answers; the last
 * column is a guess. Undefined when there is no column.
 *
 * @param scripts texts of training programs
 */
export function chooseLabel(file: ObservedFile, scripts: readonly string[]): Choice<string> | undefined {
  const names = file.columns.map(({ name }) => name)
  const written = labelInScripts(names, scripts)
  if (written !== undefined) return sure(written, 'the training script takes it for the answer')
  for (const usual of labelNames) {
    const name = names.find((one) => one.toLowerCase() === usual)
    if (name === undefined) continue
    const because = `a usual name for what is predicted, in ${file.file}`
    return ambiguousNames.includes(usual) && name !== names.at(-1)
      ? unsure(name, `${because}, though features are called so as well`)
      : sure(name, because)
  }
  const last = names.at(-1)
  return last === undefined ? undefined : unsure(last, 'the last column; no name tells what is predicted')
}

/** `y = rows["species"]`, `target = 'x'`, `drop(columns=["species"])`: the one column that all such places name. */
function labelInScripts(names: readonly string[], scripts: readonly string[]): string | undefined {
  const places = [
    /^\s*(?:y|y_train|target|labels?|train_y)\s*=\s*[\w.]+\[\s*(["'])(.+?)\1\s*\]/gm,
    /^\s*(?:target|label)(?:_(?:col|column|name))?\s*=\s*(["'])(.+?)\1/gim,
    /\.pop\(\s*(["'])(.+?)\1\s*\)/g,
    /\.drop\(\s*(?:columns\s*=\s*)?\[?\s*(["'])([^"']+)\1\s*\]?\s*(?:,\s*axis\s*=\s*1\s*)?\)/g,
  ]
  for (const place of places) {
    const found = new Set(scripts.flatMap((script) => [...script.matchAll(place)].map((match) => match[2] ?? '')))
    const columns = [...found].filter((name) => names.includes(name))
    if (columns.length === 1) return columns[0]
  }
  return undefined
}

/** `features = ["a", "b"]` in a training script, when all of them are columns and the label is none of them. */
export function featuresInScripts(
  file: ObservedFile,
  label: string,
  scripts: readonly string[],
): readonly string[] | undefined {
  const names = new Set(file.columns.map(({ name }) => name))
  for (const script of scripts) {
    for (const [, body = ''] of script.matchAll(
      /^\s*(?:features?|feature_(?:names|cols|columns)|columns|x_cols)\s*=\s*\[([^\]]*)\]/gim,
    )) {
      const listed = [...body.matchAll(/(["'])(.*?)\1/g)].map((match) => match[2] ?? '')
      const rest = body.replace(/(["'])(.*?)\1/g, '').replace(/#.*$/gm, '')
      const isPlain = /^[\s,]*$/.test(rest)
      if (isPlain && listed.length > 0 && new Set(listed).size === listed.length && !listed.includes(label)) {
        if (listed.every((name) => names.has(name))) return listed
      }
    }
  }
  return undefined
}

/** A column that identifies rows: unique in every file, and called or placed so. */
export function chooseId(files: readonly ObservedFile[], label: string): Choice<string> | undefined {
  const [first, ...others] = files
  const candidates = (first?.columns ?? []).filter(
    ({ name, unique }) =>
      unique &&
      name !== label &&
      others.every((file) => file.columns.some((column) => column.name === name && column.unique)),
  )
  const rows = files.map((file) => `${file.rows} in ${file.file}`).join(', ')
  const because = `a value of its own in every row (${rows})`
  const named = candidates.find(({ name }) => isIdName(name))
  if (named !== undefined) return sure(named.name, because)
  const firstColumn = candidates.find(({ name }) => name === first?.columns[0]?.name)
  return firstColumn === undefined ? undefined : unsure(firstColumn.name, `${because}, though its name does not say so`)
}

function isIdName(name: string): boolean {
  const lower = name.trim().toLowerCase()
  return idNames.includes(lower) || /[_ -](id|key|uuid)$/.test(lower) || /[a-z]I[dD]$/.test(name)
}

/** A column whose rows look as if they depended on each other: many values, several rows each. A hint, never a choice. */
export function groupHint(file: ObservedFile, without: readonly (string | undefined)[]): string | undefined {
  return file.columns.find(
    ({ name, distinct, unique, present }) =>
      groupName.test(name.toLowerCase()) && !unique && !without.includes(name) && distinct >= 2 && present > distinct,
  )?.name
}

/** Columns of dates and times, by which rows may be ordered. */
export function timeColumns(file: ObservedFile): readonly string[] {
  return file.columns.filter(({ types }) => types[0] === 'date' || types[0] === 'timestamp').map(({ name }) => name)
}

export type ProposedTask = 'classification' | 'regression'

/** Whole numbers with no more different values than this are taken for classes. */
const mostNumberClasses = 10

/** What is predicted, a class or a number, by the label's values. */
export function chooseTask(label: ObservedColumn, file: string): Choice<ProposedTask> {
  const seen = `${label.distinct} ${label.distinct === 1 ? 'value' : 'values'} in ${label.present} rows of ${file}`
  const [type] = label.types
  if (type === 'integer') {
    if (label.distinct <= 2) return sure('classification', seen)
    if (label.distinct > mostNumberClasses) return sure('regression', `${seen}, all numbers`)
    return label.present >= label.distinct * 10
      ? sure('classification', `${seen}; if they are amounts or an order, write regression`)
      : unsure('classification', `${seen}, which could be an amount as well`)
  }
  if (type === 'number') return sure('regression', `${seen}, all numbers`)
  if (type === 'string' || type === 'boolean') {
    return label.values !== undefined
      ? sure('classification', seen)
      : unsure('classification', `${seen}: many for classes`)
  }
  return unsure('classification', `${seen}, of no type that is usual for a label`)
}

/** Words for the class that is looked for. */
const positiveWords = [
  'true',
  'yes',
  'y',
  'positive',
  'pos',
  'delayed',
  'fraud',
  'churn',
  'churned',
  'sick',
  'bad',
  'spam',
  'malignant',
]

/**
 * The class that counts as positive, for two classes that are not 0/1 or false/true: one that is called so, else the
 * rarer one. Undefined when none needs to be named.
 */
export function choosePositive(label: ObservedColumn): Choice<string | number> | undefined {
  const counts = [...(label.values ?? [])]
  if (counts.length !== 2) return undefined
  const names = counts.map(([value]) => value)
  const numbers = names.map(Number)
  if (label.types[0] === 'boolean' || [...numbers].sort().join() === '0,1') return undefined
  const typed = (value: string): string | number => (label.types[0] === 'integer' ? Number(value) : value)
  const signed = names.includes('-1') && names.includes('1') ? '1' : undefined
  const called = signed ?? names.find((name) => positiveWords.includes(name.toLowerCase()))
  if (called !== undefined) return sure(typed(called), 'the class that is looked for, by its name')
  const [rarer, rows] = counts[1] ?? ['', 0]
  return unsure(typed(rarer), `the rarer class, ${rows} of ${label.present} rows`)
}
