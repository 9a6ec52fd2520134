import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averages } from './class-average.ts'
import type { MetricParameters } from './metric-parameters.ts'
import { type MetricName, metricDefinitions, metricNamed } from './metric-registry.ts'
import type { Observations } from './observations.ts'
import { prepareMetric } from './prepare-metric.ts'
import { measure, type PreparedMetric } from './prepared-metric.ts'

/** One row of whatever a metric looks at; a ranking's row is a query with its documents. */
interface Row {
  readonly truth: number
  readonly label: number
  /** In twelfths, so that there are many ties; they sum to one. */
  readonly scores: readonly number[]
  readonly target: number
  readonly value: number
  readonly spread: number
  readonly series: number
  readonly documents: readonly { readonly relevance: number; readonly score: number }[]
  readonly weight: number
}

// Eighths: differences of neighbours are exact, so that no property drowns in rounding. Above 0: some metrics demand it.
const finite = fc.integer({ min: 1, max: 800 }).map((eighths) => eighths / 8)
const rowOf = (classes: number): fc.Arbitrary<Row> =>
  fc.record({
    truth: fc.nat(classes - 1),
    label: fc.nat(classes - 1),
    scores: fc
      .array(fc.nat(12), { minLength: classes - 1, maxLength: classes - 1 })
      .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 12])
      .map((cuts) => cuts.slice(1).map((cut, index) => (cut - (cuts[index] as number)) / 12)),
    target: finite,
    value: finite,
    spread: finite,
    series: fc.nat(1),
    documents: fc.array(fc.record({ relevance: fc.nat(3), score: fc.nat(3) }), { minLength: 2, maxLength: 6 }),
    weight: fc.nat(3),
  })
const row = rowOf(2)
const rows = fc.array(row, { minLength: 1, maxLength: 30 })
/** Two classes, and more. */
const tables = fc
  .constantFrom(2, 3)
  .chain((classes) =>
    fc.record({ classes: fc.constant(classes), of: fc.array(rowOf(classes), { minLength: 1, maxLength: 25 }) }),
  )

function observe(kind: Observations['kind'], of: readonly Row[], classes = 2): Observations {
  const truth = Int32Array.from(of, (r) => r.truth)
  const targets = Float64Array.from(of, (r) => r.target)
  const values = Float64Array.from(of, (r) => r.value)
  switch (kind) {
    case 'labels':
      return { kind, classes, truth, predicted: Int32Array.from(of, (r) => r.label), positive: 1 }
    case 'probabilities':
      return { kind, classes, truth, probabilities: Float64Array.from(of.flatMap((r) => r.scores)), positive: 1 }
    case 'values':
      return { kind, truth: targets, predicted: values }
    case 'ranking':
      return {
        kind,
        truth: Float64Array.from(of.flatMap((r) => r.documents.map(({ relevance }) => relevance))),
        predicted: Float64Array.from(of.flatMap((r) => r.documents.map(({ score }) => score))),
        query: Int32Array.from(of.flatMap((r, query) => r.documents.map(() => query))),
        queries: of.length,
      }
    case 'forecast':
      return {
        kind,
        truth: targets,
        predicted: values,
        series: Int32Array.from(of, (r) => r.series),
        training: [Float64Array.of(1, 4, 2, 8), Float64Array.of(3, 5, 4)],
      }
    case 'intervals':
      return {
        kind,
        truth: targets,
        lower: values.map((value, index) => value - (of[index] as Row).spread),
        upper: values.map((value, index) => value + (of[index] as Row).spread),
      }
  }
}

const choices: Readonly<Partial<Record<MetricName, readonly MetricParameters[]>>> = {
  fbeta: averages.map((average) => ({ average, beta: 2 })),
  roc_auc: (['ovr', 'ovo'] as const).flatMap((multi_class) =>
    (['macro', 'weighted'] as const).map((average) => ({ multi_class, average })),
  ),
  average_precision: [{ average: 'macro' }, { average: 'weighted' }],
  ece: [{}, { bins: 4, binning: 'equal_mass' }],
  pinball: [{ quantile: 0.9 }],
  ndcg: [{}, { k: 2, gain: 'exponential' }],
  map: [{}, { k: 2 }],
  hit_rate: [{ k: 2 }],
  mase: [{}, { season: 2 }],
  coverage: [{ level: 0.9 }],
  winkler: [{ level: 0.9 }],
}

/** Every metric with its parameters, prepared for the rows given. */
function prepareAll(of: readonly Row[], classes = 2): Map<string, PreparedMetric & { readonly name: MetricName }> {
  const found = new Map<string, PreparedMetric & { readonly name: MetricName }>()
  for (const { name, needs, averaged } of metricDefinitions) {
    for (const parameters of choices[name] ?? (averaged ? averages.map((average) => ({ average })) : [{}])) {
      const prepared = prepareMetric(name, observe(needs, of, classes), parameters)
      found.set(`${name} ${JSON.stringify(parameters)}`, { ...prepared, name })
    }
  }
  return found
}

/** Every metric's value. */
function everything(of: readonly Row[], weights?: Float64Array, classes = 2): Map<string, number> {
  return new Map([...prepareAll(of, classes)].map(([key, prepared]) => [key, measure(prepared, weights).value]))
}

function expectSame(found: Map<string, number>, expected: Map<string, number>): void {
  for (const [metric, value] of expected) {
    const other = found.get(metric) as number
    if (Number.isNaN(value)) expect(other, metric).toBeNaN()
    else
      expect(Math.abs(other - value) / Math.max(1, Math.abs(value)), `${metric}: ${other}, ${value}`).toBeLessThan(1e-9)
  }
}

const weightsOf = (of: readonly Row[]): Float64Array => Float64Array.from(of, (one) => one.weight)

describe('for every metric', () => {
  it('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat()), ({ of, classes }, keys) => {
        const shuffled = of
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expectSame(everything(shuffled, undefined, classes), everything(of, undefined, classes))
      }),
    )
  })

  it('an integer weight is the row repeated that often, and zero is no row', () => {
    fc.assert(
      fc.property(tables, ({ of, classes }) => {
        const repeated = of.flatMap((one) => Array.from({ length: one.weight }, () => one))
        expectSame(everything(of, weightsOf(of), classes), everything(repeated, undefined, classes))
      }),
    )
  })

  it('scaling all weights changes nothing', () => {
    // One row alone would become two by its weight, and R² defined.
    const several = tables.filter(({ of }) => of.length > 1)
    fc.assert(
      fc.property(several, fc.integer({ min: 1, max: 9 }), ({ of, classes }, factor) => {
        const weights = weightsOf(of).map((weight) => weight + 1)
        expectSame(
          everything(
            of,
            weights.map((weight) => weight * factor),
            classes,
          ),
          everything(of, weights, classes),
        )
      }),
    )
  })

  it('values lie in its range', () => {
    fc.assert(
      fc.property(tables, ({ of, classes }) => {
        for (const [key, prepared] of prepareAll(of, classes)) {
          const { value } = measure(prepared, weightsOf(of))
          const { least, most } = metricNamed(prepared.name).range
          if (Number.isNaN(value)) continue
          expect(value, key).toBeGreaterThanOrEqual(least - 1e-12)
          expect(value, key).toBeLessThanOrEqual(most + 1e-12)
        }
      }),
    )
  })

  it('a perfect answer has the better end of the range', () => {
    const perfect = (one: Row, classes: number): Row => ({
      ...one,
      label: one.truth,
      scores: Array.from({ length: classes }, (_, index) => Number(index === one.truth)),
      value: one.target,
      spread: 0,
      documents: one.documents.map(({ relevance }) => ({ relevance, score: relevance })),
    })
    // All classes are there and every query has something to find.
    const complete = tables.filter(
      ({ of, classes }) =>
        new Set(of.map(({ truth }) => truth)).size === classes &&
        of.every(({ documents }) => documents.some(({ relevance }) => relevance > 0)),
    )
    fc.assert(
      fc.property(complete, ({ of, classes }) => {
        const answers = of.map((one) => perfect(one, classes))
        for (const [key, prepared] of prepareAll(answers, classes)) {
          const { range, direction } = metricNamed(prepared.name)
          const { value } = measure(prepared)
          expect(value, key).toBeCloseTo(direction === 'maximize' ? range.most : range.least, 12)
        }
      }),
    )
  })

  it('a mean is the mean of its losses, and counts are decided by the cells', () => {
    fc.assert(
      fc.property(tables, ({ of, classes }) => {
        const weights = weightsOf(of)
        for (const [key, prepared] of prepareAll(of, classes)) {
          const { structure } = metricNamed(prepared.name)
          expect(prepared.losses !== undefined, key).toBe(structure === 'mean')
          expect(prepared.cells !== undefined, key).toBe(structure === 'counts')
          if (prepared.losses) {
            const total = weights.reduce((sum, weight) => sum + weight, 0)
            const sum = weights.reduce((all, weight, index) => all + weight * (prepared.losses![index] as number), 0)
            expectSame(new Map([[key, prepared.value(weights)]]), new Map([[key, sum / total]]))
          }
          if (prepared.cells) {
            const inCells = new Float64Array(prepared.cells.count)
            for (const [index, cell] of prepared.cells.cellOfRow.entries()) inCells[cell]! += weights[index] as number
            expect(prepared.cells.valueOfCells(inCells), key).toBe(prepared.value(weights))
          }
        }
      }),
    )
  })

  it('asking again gives the same, whatever was asked between', () => {
    fc.assert(
      fc.property(tables, ({ of, classes }) => {
        const once = Uint8Array.from(of, () => 1)
        for (const [key, prepared] of prepareAll(of, classes)) {
          const before = prepared.value(once)
          prepared.value(weightsOf(of))
          expect(prepared.value(Uint32Array.from(once)), key).toBe(before)
        }
      }),
    )
  })
})

describe('ROC AUC', () => {
  const auc = (of: readonly Row[]) => measure(prepareMetric('roc_auc', observe('probabilities', of))).value
  const scored = (one: Row, score: number): Row => ({ ...one, scores: [-score, score] })
  const mixed = rows.filter((of) => of.some((one) => one.truth === 1) && of.some((one) => one.truth === 0))

  it('is the share of pairs that are ranked right, ties counting half', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        let won = 0
        let pairs = 0
        for (const up of of.filter((one) => one.truth === 1)) {
          for (const down of of.filter((one) => one.truth === 0)) {
            won += up.scores[1]! > down.scores[1]! ? 1 : up.scores[1]! === down.scores[1]! ? 0.5 : 0
            pairs++
          }
        }
        expect(auc(of)).toBeCloseTo(won / pairs, 12)
      }),
    )
  })

  it('sees ranks alone: a monotone transform of the scores changes nothing', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        expect(auc(of.map((one) => scored(one, Math.exp(3 * one.scores[1]!) - 7)))).toBe(auc(of))
      }),
    )
  })

  it('turns around when the scores do', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        expect(auc(of.map((one) => scored(one, -one.scores[1]!)))).toBeCloseTo(1 - auc(of), 12)
      }),
    )
  })

  it('is a half when all scores tie', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        expect(auc(of.map((one) => scored(one, 0.3)))).toBe(0.5)
      }),
    )
  })
})
