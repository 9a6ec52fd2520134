import type { Block, Inline } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { compareColumns } from './compare-columns.ts'
import { type DriftReportContext, driftReport } from './drift-report.ts'
import type { DriftSection } from './drift-section.ts'
import type { DriftJudgement } from './judgement.ts'
import { numbers, randomSource, strings, table } from './testing/tables.ts'

const random = randomSource(21)
const rows = 800
const section: DriftSection = { current: 'serving.parquet' }
const context: DriftReportContext = {
  model: 'flight-delay',
  step: 'drift-report',
  reference: { name: 'data/test.parquet', digest: `sha256:${'a'.repeat(64)}` },
  current: { name: 'serving.parquet', digest: `sha256:${'b'.repeat(64)}` },
  scoredBy: undefined,
  policy: ['main@4f1c2d, unchanged here'],
  versions: { mlgate: '0.1.0' },
}

/** What a reader reads, marks aside. */
function words(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (typeof inline === 'string') return inline
      if (inline.kind === 'code') return inline.text
      return 'content' in inline ? words(inline.content) : ''
    })
    .join('')
}

function blocksIn(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => (block.kind === 'fold' ? [block, ...blocksIn(block.blocks)] : [block]))
}

function tableRows(block: Block | undefined): string[][] {
  if (block?.kind !== 'table') throw new Error('no table')
  return block.rows.map((row) => row.map(words))
}

const fold = (blocks: readonly Block[], title: RegExp) =>
  blocks.find((block) => block.kind === 'fold' && title.test(words(block.title)))

const category = (...shares: [string, number][]) =>
  strings(shares.flatMap(([name, count]) => Array<string>(count).fill(name)))

function drifted(more: Partial<DriftSection> = {}): DriftJudgement {
  const holes = random.normal(rows).map((value, i) => (i % 8 === 0 ? Number.NaN : value))
  return compareColumns(
    table({
      distance: numbers(random.normal(rows, 100)),
      origin: category(['MDW', 500], ['ORD', 300]),
      hour: numbers(random.normal(rows)),
      wind: numbers(random.normal(rows)),
      gone: numbers(random.normal(rows)),
      date: strings(Array.from({ length: rows }, () => '2001-01-01')),
    }),
    table({
      distance: numbers(random.normal(rows, 101)),
      origin: category(['MDW', 300], ['ORD', 450], ['<b>@everyone', 50]),
      hour: numbers(random.normal(rows)),
      wind: numbers(holes),
      date: strings(Array.from({ length: rows }, () => '2002-01-01')),
    }),
    { ...section, ...more },
  )
}

describe('the report of drift', () => {
  const judgement = drifted()
  const report = driftReport(judgement, context)

  it('says how many columns drifted, and the worst one with its numbers', () => {
    expect(report).toMatchObject({
      verdict: 'fail',
      outcome: 'has drifted',
      model: 'flight-delay',
      step: 'drift-report',
    })
    expect(words(report.reason)).toBe(
      '4 of 5 columns drifted; most of all gone (missing: the current file does not have it).',
    )
    const two = driftReport(drifted({ columns: ['distance', 'hour'] }), context)
    expect(words(two.reason)).toMatch(
      /^1 of 2 columns drifted: distance, whose values moved by (0\.9|1\.0)\d* σ \(allowed: below 0\.1 σ; p < 0\.0001\)\.$/,
    )
  })

  it('lists what drifted, worst first, in columns that say what was compared with what', () => {
    const found = tableRows(report.blocks[0])
    expect(found.map(([, name]) => name)).toEqual(['gone', 'distance', 'wind', 'origin'])
    expect(found[1]).toMatchObject({ 2: 'number', 5: '0.1 σ', 6: '< 0.0001', 7: 'drifted' })
    expect(found[1]?.[3]).toMatch(/^mean (99\.9|100)\d* → 10[01]\.?\d*$/)
    expect(found[1]?.[4]).toMatch(/^(0\.9|1\.0)\d* σ$/)
    expect(found[2]).toMatchObject({ 3: 'missing 0 % → 12.5 %', 4: '12.5 points', 5: '2 points' })
    expect(found[3]).toMatchObject({ 2: 'string', 3: 'MDW 62.5 % → 37.5 %', 5: '0.1' })
    expect(found[3]?.[4]).toMatch(/^JS 0\.\d+$/)
  })

  it('draws the drifted values, and says in words what the picture shows', () => {
    const charts = report.blocks.filter((block) => block.kind === 'chart')
    expect(charts.map(({ chart }) => chart.type)).toEqual(['bars', 'lines', 'bars'])
    expect(charts[2]?.summary).toContain('MDW 62.5 % → 37.5 %')
    // The outline of 20 bins: two corners each, and down to zero at both ends.
    expect(charts[1]?.chart.type === 'lines' && charts[1].chart.series.map(({ points }) => points.length)).toEqual([
      42, 42,
    ])
  })

  it('shows on one scale how far each column moved, the farthest first', () => {
    const [chart] = report.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []))
    const values = chart?.type === 'bars' ? (chart.series[0]?.values ?? []) : []
    expect(values.length).toBeGreaterThan(1)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(values[0]).toBeGreaterThan(1)
  })

  it('tells of unseen categories with their names as they came', () => {
    const list = report.blocks.find((block) => block.kind === 'list')
    expect(list?.kind === 'list' && list.items.map(words)).toContainEqual(
      'origin: 50 (6.25 %) values in a category that the reference does not have: <b>@everyone',
    )
  })

  it('folds what is stable, what was not compared, and how it was decided', () => {
    expect(tableRows(blocksIn([fold(report.blocks, /^1 stable column$/) as Block])[1])[0]?.[1]).toBe('hour')
    expect(tableRows(blocksIn([fold(report.blocks, /^1 column not compared$/) as Block])[1])[0]?.[7]).toBe(
      'dates and times',
    )
    const [, list] = blocksIn([fold(report.blocks, /^How this was decided$/) as Block])
    const text = list?.kind === 'list' ? list.items.map(words).join('\n') : ''
    expect(text).toContain('reference: data/test.parquet sha256:aaaaaaaaaaaa, 800 rows')
    expect(text).toContain('current: serving.parquet sha256:bbbbbbbbbbbb, 800 rows')
    expect(text).toContain('p below 0.05 after adjusting 5 tests together')
    expect(text).toContain('20 bins of equal width between the 1 % and 99 % quantiles')
    expect(text).toContain('seed 42')
  })

  it('has a check for every column and notable finding, each named once', () => {
    const names = report.checks.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(report.checks.find(({ name }) => name === 'drift of distance')).toMatchObject({
      verdict: 'fail',
      severity: 'error',
    })
    expect(report.checks.find(({ name }) => name === 'drift of hour')).toMatchObject({ verdict: 'pass' })
    expect(report.checks.find(({ name }) => name === 'drift of date')).toMatchObject({
      verdict: 'inconclusive',
      severity: 'warning',
    })
    expect(report.checks.find(({ name }) => name === 'unseen category in origin')).toMatchObject({
      severity: 'warning',
    })
    const told = driftReport(drifted({ fail_on: 'never' }), context)
    expect(told).toMatchObject({ verdict: 'pass', outcome: 'has drifted, which does not fail here' })
    expect(told.checks.every(({ verdict, severity }) => verdict === 'pass' || severity === 'warning')).toBe(true)
  })

  it('measures effects, floors, p and missing values, and nothing that is not a number', () => {
    const find = (name: string, labels: object) =>
      report.measurements.find(
        (one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
      )
    expect(find('drift_detected', {})?.value).toBe(1)
    expect(find('drift_effect', { column: 'distance' })?.value).toBeGreaterThan(0.8)
    expect(find('drift_effect_floor', { column: 'origin', effect: 'js_distance' })?.value).toBe(0.1)
    expect(find('drift_null_ratio', { column: 'wind', data: 'current' })?.value).toBe(0.125)
    expect(find('drift_column_detected', { column: 'gone' })).toMatchObject({ value: 1, labels: { status: 'missing' } })
    expect(report.measurements.every(({ value, name }) => Number.isFinite(value) && /^[a-z_]+$/.test(name))).toBe(true)
  })

  it('is plain data that survives JSON', () => {
    expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement)
    expect(JSON.stringify(judgement)).not.toContain('null,')
  })
})

describe('the report of no drift', () => {
  const before = table({ x: numbers(random.normal(rows)), y: category(['a', 400], ['b', 400]) })
  const now = table({ x: numbers(random.normal(rows)), y: category(['a', 405], ['b', 395]) })

  it('says how near it came', () => {
    const report = driftReport(compareColumns(before, now, section), context)
    expect(report).toMatchObject({ verdict: 'pass', outcome: 'no drift' })
    expect(words(report.reason)).toMatch(
      /^None of 2 columns drifted; nearest to it is x, whose values moved by 0\.\d+ σ \(floor 0\.1 σ, p = [\d.]+\)\.$/,
    )
    expect(report.blocks.some((block) => block.kind === 'table')).toBe(false)
    expect(fold(report.blocks, /^2 stable columns$/)).toBeDefined()
  })

  it('says that too few rows tell nothing', () => {
    const few = table({ x: numbers(random.normal(9)) })
    const report = driftReport(compareColumns(few, now, { ...section, columns: ['x'] }), context)
    expect(report).toMatchObject({ verdict: 'inconclusive', outcome: 'drift undecided' })
    expect(words(report.reason)).toBe('None of 1 column drifted, but 9 rows are too few to tell: 50 are wanted.')
  })

  it('says when nothing could be compared', () => {
    const none = driftReport(compareColumns(before, table({ x: numbers([]) }), section), context)
    expect(none).toMatchObject({ verdict: 'error', outcome: 'drift could not be judged' })
    expect(words(none.reason)).toBe('Nothing was compared: the current file has no rows.')
    const other = driftReport(compareColumns(before, table({ z: numbers([1]) }), section), context)
    expect(words(other.reason)).toBe(
      'Nothing was compared: the files have no column in common that can be. 2 other columns drifted.',
    )
    const wrong = driftReport(compareColumns(before, now, { ...section, columns: ['x', 'typo'] }), context)
    expect(words(wrong.reason)).toBe('typo could not be compared: neither file has such a column.')
  })
})
