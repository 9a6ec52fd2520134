import { ConfigurationError } from '@mlgate/core'
import type { ListedClasses } from './class-labels.ts'
import type { GatheredLabels } from './gather-outputs.ts'
import { listed as listedInMessage, shortened } from './shortened.ts'

export interface ClassEvidence {
  /** Number of probability columns. */
  readonly columns: number
  /** Row-major probabilities. */
  readonly probabilities: Float64Array
  /** The list of the ZipMap that was removed: certain. */
  readonly zipMap: readonly string[] | undefined
  /** Lists found in the graph. */
  readonly listed: readonly ListedClasses[]
  readonly labels: GatheredLabels | undefined
  /** `candidate.classes`. */
  readonly declared: readonly string[] | undefined
}

/**
 * Which class each probability column stands for: as the model itself says (ZipMap, attributes of its classifier, or the
 * label beside the highest probability), else as declared. A model that knows its classes as 0, 1, 2 … may be given names
 * by a declaration, which may not be its own labels in another order; any other contradiction is an error, and so is not
 * knowing.
 */
export function classOrder(evidence: ClassEvidence, model: string): readonly string[] {
  const { declared, columns } = evidence
  if (declared && declared.length !== columns) {
    throw new ConfigurationError(
      `${model}: candidate.classes lists ${declared.length} classes (${listedInMessage(declared)}), but the model gives ${columns} probabilities a row.`,
    )
  }
  const own = evidence.zipMap ?? listedOrder(evidence) ?? orderByLabels(evidence)
  if (own === undefined) {
    if (declared) return declared
    throw new ConfigurationError(
      `${model}: does not say which class each of its ${columns} probabilities stands for. List the classes in that order in candidate.classes.`,
    )
  }
  if (own.length !== columns) {
    throw new ConfigurationError(
      `${model}: lists ${own.length} classes (${listedInMessage(own)}) for ${columns} probabilities.`,
    )
  }
  if (declared === undefined || same(own, declared)) return own
  const numbered = own.every((label, i) => label === String(i))
  if (numbered && !declared.every((label) => own.includes(label))) return declared
  throw new ConfigurationError(
    `${model}: its classes are ${listedInMessage(own)}, in this order, but candidate.classes says ${listedInMessage(declared)}. Remove candidate.classes.`,
  )
}

/** The only list of the right length, and of the labels' kind: inner models of a pipeline may list other classes. */
function listedOrder({ listed, labels, columns }: ClassEvidence): readonly string[] | undefined {
  const fitting = listed.filter(
    ({ classes, kind }) => classes.length === columns && (labels === undefined || fits(kind, labels)),
  )
  const [only] = fitting
  return only && fitting.every(({ classes }) => same(classes, only.classes)) ? only.classes : undefined
}

function fits(kind: ListedClasses['kind'], labels: GatheredLabels): boolean {
  return kind === labels.kind
}

/** Learns the order from rows: the label must belong to the column with the highest probability, in every row. */
function orderByLabels({ labels, probabilities, columns }: ClassEvidence): readonly string[] | undefined {
  if (labels === undefined) return undefined
  const order = new Array<string | undefined>(columns).fill(undefined)
  for (const [row, label] of labels.values.entries()) {
    const best = highest(probabilities.subarray(row * columns, (row + 1) * columns))
    if (best === undefined) continue
    order[best] ??= label
    if (order[best] !== label) return undefined
  }
  const known = order.filter((label) => label !== undefined)
  return known.length === columns && new Set(known).size === columns ? known : undefined
}

/** Undefined on a tie, which says nothing. */
function highest(row: Float64Array): number | undefined {
  let best = 0
  let tied = false
  for (let i = 1; i < row.length; i++) {
    if (row[i]! > row[best]!) {
      best = i
      tied = false
    } else if (row[i] === row[best]) tied = true
  }
  return tied ? undefined : best
}

/** Labels as indexes into the classes. Throws ConfigurationError for a label that is not among them. */
export function labelIndexes(labels: GatheredLabels, classes: readonly string[], model: string): Int32Array {
  const index = new Map(classes.map((label, i) => [label, i]))
  // A declaration may have named the classes that the model knows by number.
  const byNumber =
    labels.kind === 'integer' &&
    !labels.values.some((label) => index.has(label)) &&
    labels.values.every((label) => Number(label) in classes)
  return Int32Array.from(labels.values, (label, row) => {
    const found = byNumber ? Number(label) : index.get(label)
    if (found !== undefined) return found
    throw new ConfigurationError(
      `${model}: gives row ${row + 1} the label ${JSON.stringify(shortened(label))}, which is not among the classes ${listedInMessage(classes)}.`,
    )
  })
}

/** The classes of a model that gives labels alone: declared, listed in the graph, or those that it gave. */
export function classesOfLabels(
  labels: GatheredLabels,
  listed: readonly ListedClasses[],
  declared: readonly string[] | undefined,
): readonly string[] {
  if (declared) return declared
  const fitting = listed.filter(({ kind }) => fits(kind, labels))
  const given = [...new Set(labels.values)]
  const [only] = fitting
  if (fitting.length === 1 && only && given.every((label) => only.classes.includes(label))) return only.classes
  const numeric = labels.kind === 'integer'
  return given.sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0))
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, i) => label === b[i])
}
