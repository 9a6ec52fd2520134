import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareColumns } from './compare-columns.ts'
import type { DriftSection } from './drift-section.ts'
import type { ColumnResult, DriftJudgement } from './judgement.ts'
import { numbers, randomSource, strings, table } from './testing/tables.ts'

const section: DriftSection = { current: 'serving.parquet' }
const random = randomSource(3)
const rows = 1000
const steady = { x: numbers(random.normal(rows)) }
const steadyNow = { x: numbers(random.normal(rows)) }

function column(judgement: DriftJudgement, name: string): ColumnResult {
  const found = judgement.columns.find((result) => result.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

const repeat = (count: number, ...values: (string | null)[]) =>
  strings(Array.from({ length: count }, (_, i) => values[i % values.length] ?? null))

describe('drift in a column', () => {
  it('is found in shifted numbers, with the size of the shift in standard deviations', () => {
    const judgement = compareColumns(table(steady), table({ x: numbers(random.normal(rows, 0.5)) }), section)
    expect(judgement).toMatchObject({ verdict: 'fail', drifted: true, tests: 1 })
    const { status, values, picture, reason } = column(judgement, 'x')
    expect(status).toBe('drifted')
    expect(values?.effect).toBeGreaterThan(0.35)
    expect(values?.effect).toBeLessThan(0.65)
    expect(values).toMatchObject({ test: 'kolmogorov-smirnov', method: 'exact', floor: 0.1, drifted: true })
    expect(picture?.kind).toBe('histogram')
    expect(reason).toMatch(/^drifted: values moved by 0\.\d+ σ \(floor 0\.1 σ, p < 0\.0001\)$/)
  })

  it('is found in shares of categories', () => {
    const judgement = compareColumns(
      table({ island: repeat(rows, 'a', 'a', 'b', 'c') }),
      table({ island: repeat(rows, 'a', 'b', 'b', 'c') }),
      section,
    )
    expect(column(judgement, 'island')).toMatchObject({
      status: 'drifted',
      values: { effectName: 'js_distance', test: 'chi-squared', method: 'asymptotic' },
      picture: {
        kind: 'shares',
        categories: ['a', 'b', 'c'],
        reference: [0.5, 0.25, 0.25],
        current: [0.25, 0.5, 0.25],
      },
    })
  })

  it('is found in the share of missing values, though the values are the same', () => {
    const before = strings(Array.from({ length: rows }, (_, i) => (i % 50 === 0 ? null : i % 2 === 0 ? 'a' : 'b')))
    const now = strings(Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? null : i % 2 === 0 ? 'a' : 'b')))
    const result = column(compareColumns(table({ island: before }), table({ island: now }), section), 'island')
    expect(result).toMatchObject({
      status: 'drifted',
      verdict: 'fail',
      values: { drifted: false },
      nulls: { drifted: true, effectName: 'null_rate', test: 'two-proportion z' },
    })
    expect(result.nulls?.effect).toBeCloseTo(0.18, 12)
    expect(result.reason).toContain('missing values went from 2 % to 20 %')
  })

  it('is no drift when it is certain and too small to matter', () => {
    const many = 40_000
    const [before, now] = [random.normal(many), random.normal(many, 0.05)]
    const result = column(compareColumns(table({ x: numbers(before) }), table({ x: numbers(now) }), section), 'x')
    expect(result.values?.adjustedP).toBeLessThan(0.001)
    expect(result).toMatchObject({ status: 'stable', verdict: 'pass' })
    const strict = { ...section, floors: { wasserstein_over_sigma: 0.03 } }
    expect(compareColumns(table({ x: numbers(before) }), table({ x: numbers(now) }), strict).verdict).toBe('fail')
  })

  it('is no drift when it is large and not certain', () => {
    const [before, now] = [random.normal(12), random.normal(12, 0.4)]
    const result = column(compareColumns(table({ x: numbers(before) }), table({ x: numbers(now) }), section), 'x')
    expect(result.values?.effect).toBeGreaterThan(0.1)
    expect(result).toMatchObject({ status: 'stable' })
  })

  it('counts less among many columns, as p is adjusted for all of them together', () => {
    // Alone p is 0.031; among ten that do not differ at all it says nothing.
    const [before, now] = [
      { kind: repeat(400, 'a', 'b') },
      { kind: strings([...Array(231).fill('a'), ...Array(169).fill('b')]) },
    ]
    const same = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`same ${i}`, repeat(400, 'a', 'b')]))
    const low = { ...section, floors: { js_distance: 0.01 } }
    const alone = compareColumns(table(before), table(now), low)
    expect(column(alone, 'kind').values?.p).toBeCloseTo(0.0329, 3)
    expect(alone.verdict).toBe('fail')
    const among = compareColumns(table({ ...before, ...same }), table({ ...now, ...same }), low)
    expect(among.tests).toBe(11)
    expect(among.verdict).toBe('pass')
  })

  it('only told does not fail', () => {
    const now = table({ x: numbers(random.normal(rows, 1)) })
    expect(compareColumns(table(steady), now, { ...section, fail_on: 'never' })).toMatchObject({
      verdict: 'pass',
      drifted: true,
      columns: [{ verdict: 'fail' }],
    })
  })
})

describe('a column that cannot be compared', () => {
  const around = (before: object, now: object, more: Partial<DriftSection> = {}) =>
    compareColumns(table({ ...steady, ...before }), table({ ...steadyNow, ...now }), { ...section, ...more })
  const nothing = numbers(Array(rows).fill(Number.NaN))
  const filled = numbers(random.normal(rows))

  it('because it holds one value in both files is constant, and passes', () => {
    const one = numbers(Array(rows).fill(7))
    expect(column(around({ y: one }, { y: one }), 'y')).toMatchObject({ status: 'constant', verdict: 'pass' })
    const yes = repeat(rows, 'yes')
    expect(column(around({ y: yes }, { y: yes }), 'y')).toMatchObject({ status: 'constant', verdict: 'pass' })
    const two = numbers(Array(rows).fill(8))
    expect(column(around({ y: one }, { y: two }), 'y')).toMatchObject({ status: 'drifted', values: { effect: 2 } })
    expect(column(around({ y: yes }, { y: repeat(rows, 'no') }), 'y').status).toBe('drifted')
  })

  it('because it is empty in both files is not judged, and does not kill the report', () => {
    const judgement = around({ y: nothing }, { y: repeat(rows, null) })
    expect(column(judgement, 'y')).toMatchObject({ status: 'empty', verdict: 'unjudged', nulls: undefined })
    expect(judgement.verdict).toBe('pass')
  })

  it('because one file hardly had values says which file has none', () => {
    const hardly = numbers([1, ...Array(rows - 1).fill(Number.NaN)])
    expect(column(around({ y: hardly }, { y: nothing }), 'y').reason).toBe(
      'not compared: no values in the current file',
    )
    expect(column(around({ y: nothing }, { y: hardly }), 'y').reason).toBe('not compared: no values in the reference')
    expect(column(around({ y: nothing }, { y: nothing }), 'y').reason).toBe('not compared: no values in either file')
  })

  it('because its values are gone has drifted', () => {
    expect(column(around({ y: filled }, { y: nothing }), 'y')).toMatchObject({
      status: 'drifted',
      verdict: 'fail',
      nulls: { effect: 1, drifted: true },
    })
    expect(around({ y: nothing }, { y: filled }).verdict).toBe('fail')
  })

  it('because the current file lacks it fails', () => {
    const judgement = around({ y: filled }, {})
    expect(column(judgement, 'y')).toMatchObject({ status: 'missing', verdict: 'fail', current: undefined })
    expect(judgement.verdict).toBe('fail')
  })

  it('because the reference lacks it is new, and not judged', () => {
    const judgement = around({}, { y: filled })
    expect(column(judgement, 'y')).toMatchObject({ status: 'new', verdict: 'unjudged', reference: undefined })
    expect(judgement.verdict).toBe('pass')
  })

  it('because its type changed fails', () => {
    const judgement = around({ y: filled }, { y: repeat(rows, '1.5', '2.5') })
    expect(column(judgement, 'y')).toMatchObject({ status: 'retyped', verdict: 'fail', kind: 'number' })
    expect(
      around({ y: { kind: 'boolean', values: Array(rows).fill(true) } }, { y: repeat(rows, 'true') }).verdict,
    ).toBe('fail')
  })

  it('because it holds dates is not judged: they move by themselves', () => {
    const dates = (year: number) =>
      strings(Array.from({ length: rows }, (_, i) => `${year}-01-${String((i % 28) + 1).padStart(2, '0')}`))
    const times = strings(
      Array.from({ length: rows }, (_, i) => `2001-01-01T00:00:${String(i % 60).padStart(2, '0')}.5Z`),
    )
    expect(column(around({ y: dates(2001) }, { y: dates(2002) }), 'y')).toMatchObject({
      status: 'time',
      verdict: 'unjudged',
    })
    expect(column(around({ y: dates(2001) }, { y: times }), 'y').status).toBe('time')
    expect(column(around({ y: dates(2001) }, { y: repeat(rows, 'never') }), 'y').status).toBe('drifted')
  })

  it('because it identifies rows is not judged, however its values go', () => {
    const ids = (prefix: string) => strings(Array.from({ length: rows }, (_, i) => `${prefix}${i}`))
    expect(column(around({ y: ids('a') }, { y: ids('b') }), 'y')).toMatchObject({
      status: 'identifier',
      verdict: 'unjudged',
    })
    const few = (prefix: string) => table({ y: strings(Array.from({ length: 200 }, (_, i) => `${prefix}${i}`)) })
    expect(column(compareColumns(few('a'), few('b'), section), 'y').values).toMatchObject({ p: 1, drifted: false })
  })

  it('is an error when it was asked for by name', () => {
    for (const [before, now] of [
      [{ y: nothing }, { y: nothing }],
      [{}, {}],
      [{}, { y: filled }],
    ] as const) {
      const judgement = around(before, now, { columns: ['x', 'y'] })
      expect(column(judgement, 'y').verdict).toBe('error')
      expect(column(judgement, 'x').verdict).toBe('pass')
      expect(judgement.verdict).toBe('error')
    }
    expect(around({ y: filled }, {}, { prediction: 'y' }).verdict).toBe('fail')
    expect(around({}, {}, { prediction: 'y' }).verdict).toBe('error')
  })
})

describe('the whole', () => {
  it('is an error when nothing could be compared', () => {
    const y = numbers(random.normal(rows))
    expect(compareColumns(table({ x: y }), table({ y }), section).verdict).toBe('error')
    expect(compareColumns(table({ x: numbers([]) }), table({ x: y }), section)).toMatchObject({
      verdict: 'error',
      columns: [],
    })
    expect(compareColumns(table({ x: y }), table({ x: numbers([]) }), section).verdict).toBe('error')
    expect(compareColumns(table({}), table({}), { ...section, fail_on: 'never' }).verdict).toBe('error')
  })

  it('is undecided when there are too few rows to find drift, and fails when they show it all the same', () => {
    const [few, moved] = [table({ x: numbers(random.normal(40)) }), table({ x: numbers(random.normal(rows, 3)) })]
    expect(compareColumns(few, table(steady), section)).toMatchObject({
      verdict: 'inconclusive',
      inconclusivePasses: false,
    })
    expect(compareColumns(few, table(steady), { ...section, fail_on: 'never' }).inconclusivePasses).toBe(true)
    expect(compareColumns(few, table(steady), { ...section, min_rows: 40 }).verdict).toBe('pass')
    expect(compareColumns(few, moved, section).verdict).toBe('fail')
  })

  it('leaves out the id, and a label that serving data lack; compares the label where both have it', () => {
    const id = numbers(random.normal(rows, 100))
    const label = repeat(rows, 'yes', 'no')
    const roles = { id: 'id', label: 'label' }
    const before = table({ ...steady, id, label })
    const judgement = compareColumns(before, table(steadyNow), section, roles)
    expect(judgement).toMatchObject({ verdict: 'pass', leftOut: ['id', 'label'] })
    const labelled = compareColumns(before, table({ ...steadyNow, label: repeat(rows, 'yes') }), section, roles)
    expect(column(labelled, 'label').status).toBe('drifted')
    expect(labelled.leftOut).toEqual(['id'])
    const asked = compareColumns(before, table({ ...steadyNow, id }), { ...section, columns: ['id'] }, roles)
    expect(asked.columns.map(({ name }) => name)).toEqual(['id'])
  })

  it('compares the columns asked for and the prediction, each in its role', () => {
    const y = numbers(random.normal(rows))
    const judgement = compareColumns(table({ ...steady, y, p: y }), table({ ...steadyNow, y, p: y }), {
      ...section,
      columns: ['x'],
      prediction: 'p',
    })
    expect(judgement.columns.map(({ name, role }) => [name, role])).toEqual([
      ['x', 'feature'],
      ['p', 'prediction'],
    ])
  })

  it('is the same every time, and does not depend on the order of rows', () => {
    const values = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'rare'), { nil: null }), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(values, values, (before, now) => {
        const judge = (a: typeof before, b: typeof now) =>
          compareColumns(table({ y: strings(a) }), table({ y: strings(b) }), section)
        expect(judge([...before].reverse(), [...now].reverse())).toEqual(judge(before, now))
      }),
      { numRuns: 30 },
    )
  })

  it('does not change what it compares', () => {
    const values = Float64Array.of(3, 1, Number.NaN, 2)
    compareColumns(
      { rows: 4, columns: new Map([['x', { kind: 'number', values }]]) },
      table({ x: numbers([1]) }),
      section,
    )
    expect(values).toEqual(Float64Array.of(3, 1, Number.NaN, 2))
  })
})

describe('beside drift', () => {
  it('categories that the reference does not have are found, the most frequent first', () => {
    const judgement = compareColumns(
      table({ y: repeat(rows, 'a', 'b') }),
      table({ y: strings([...Array(980).fill('a'), ...Array(5).fill('d'), ...Array(15).fill('c')]) }),
      section,
    )
    expect(column(judgement, 'y').findings).toEqual([
      { kind: 'unseen category', rows: 20, categories: 2, examples: ['c', 'd'] },
    ])
  })

  it('values outside the range of the reference are found, and are notable when they are many or far', () => {
    const before = numbers(Array.from({ length: 100 }, (_, i) => i))
    const findings = (...more: number[]) =>
      column(
        compareColumns(
          table({ x: before }),
          table({ x: numbers([...(before.values as Float64Array), ...more]) }),
          section,
        ),
        'x',
      ).findings
    expect(findings()).toEqual([])
    expect(findings(100)).toEqual([
      { kind: 'out of range', below: 0, above: 1, reference: [0, 99], current: [0, 100], notable: false },
    ])
    expect(findings(-999, 100)).toMatchObject([{ below: 1, above: 1, current: [-999, 100], notable: true }])
    expect(findings(...Array(12).fill(100))).toMatchObject([{ above: 12, notable: true }])
  })

  it('infinite values count as missing and are told', () => {
    const now = numbers([
      ...(steady.x.values as Float64Array).subarray(100),
      ...Array(100).fill(Number.NEGATIVE_INFINITY),
    ])
    expect(column(compareColumns(table(steady), table({ x: now }), section), 'x')).toMatchObject({
      status: 'drifted',
      current: { missing: 100, infinite: 100 },
      findings: [{ kind: 'infinite values', reference: 0, current: 100 }],
    })
    const holes = numbers([...(steady.x.values as Float64Array).subarray(1), Number.NaN])
    expect(column(compareColumns(table(steady), table({ x: holes }), section), 'x')).toMatchObject({
      current: { missing: 1, infinite: 0 },
      findings: [],
    })
  })

  it('categories beyond the thousand most frequent are compared together', () => {
    const long = (share: number) =>
      strings(Array.from({ length: 20_000 }, (_, i) => (i % 100 < share ? 'frequent' : `rare ${i % 1900}`)))
    const result = compareColumns(table({ y: long(50) }), table({ y: long(10) }), section)
    expect(column(result, 'y').status).toBe('drifted')
    expect(column(result, 'y').picture).toMatchObject({ kind: 'shares' })
  })
})
