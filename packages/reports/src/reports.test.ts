import { stripVTControlCharacters } from 'node:util'
import type { Report } from '@mlgate/core'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { blocked, passing } from './fixtures/flight-delay.ts'
import { htmlReport, pageLimit } from './html-page.ts'
import { junitReport } from './junit.ts'
import { commentSection, summaryMarkdown, summarySection } from './markdown.ts'
import { openMetrics, openMetricsNumber } from './openmetrics.ts'
import { resultOf } from './result-json.ts'
import { safeLink } from './safe-link.ts'
import { terminalReport } from './terminal.ts'

const made = { generated: new Date('2026-11-23T13:00:00Z'), generator: 'mlgate 0.1.0' }

const run = { url: 'https://github.com/acme/m/actions/runs/5', commit: '3f2a1b09c8d7' }

/** A report of a thousand long rows and hundreds of folds. */
const huge: Report = {
  ...blocked,
  blocks: [
    {
      kind: 'table',
      columns: [{ title: 'Row', align: 'left' }],
      rows: Array.from({ length: 1_000 }, (_, index) => [[`row ${index} ${'word '.repeat(60)}`]]),
    },
    ...Array.from({ length: 300 }, (_, index) => ({
      kind: 'fold' as const,
      title: [`fold ${index}`],
      blocks: [{ kind: 'code' as const, text: 'line\n'.repeat(100) }],
    })),
  ],
}

describe('Markdown', () => {
  test('says the verdict first: heading, alert, reason, then the table', () => {
    const lines = summaryMarkdown(blocked).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '### flight-delay: blocked',
      '',
      '> [!CAUTION]',
      '> **Recall for `origin = MDW` falls from 0.61 to 0.52** (Δ −0.09, interval −0.12 to −0.06; the policy allows −0.02). All other gates pass; ROC AUC rises from 0.731 to 0.744.',
      '',
    ])
    expect(lines[5]).toMatch(/^\| \| Gate \| production v1\.3\.0 \|/)
    expect(lines[7]).toMatch(/^\| ❌ \| recall · `origin = MDW` \|.*`━━●━━━··│·`/)
  })

  test('of a passing report folds everything but the verdict', () => {
    const markdown = summaryMarkdown(passing)
    expect(markdown).toContain('> [!TIP]\n> All 5 gates pass')
    expect(markdown.indexOf('<details><summary>Details</summary>\n\n')).toBeLessThan(markdown.indexOf('| Gate |'))
    expect(markdown.trimEnd().endsWith('</details>')).toBe(true)
  })

  test('holds digests so that they can be copied, also out of a sentence', () => {
    const digest = 'sha256:d1c25f8a7c50'
    const report: Report = {
      ...passing,
      reason: [`It was made by ${digest}; now ${digest}0 is in force, of 4f1c2d9.`],
      blocks: [{ kind: 'paragraph', content: [`policy: ${digest}.`] }],
    }
    const markdown = summaryMarkdown(report)
    expect(markdown).toContain(`made by \`${digest}\`; now \`${digest}0\` is in force, of 4f1c2d\u200B9.`)
    expect(markdown).toContain(`policy: \`${digest}\`.`)
  })

  test('warns of an undecided comparison', () => {
    expect(summaryMarkdown({ ...blocked, verdict: 'inconclusive' })).toContain('> [!WARNING]')
  })

  test('fits a comment by leaving parts out whole, never by cutting', () => {
    const { markdown } = commentSection(huge, { limit: 65_536, run })
    expect(markdown.length).toBeLessThanOrEqual(65_536)
    expect(markdown).toContain('… 980 more rows in the full report.')
    expect(markdown).not.toContain('<details>')
    expect(markdown).toContain('Folded details are in the full report.')
    expect(commentSection(huge, { limit: 500, run }).markdown).toContain('Shortened to fit')
  })

  test('ends a comment’s section with its page and commit, whole and short', () => {
    const page = 'https://github.com/acme/m/actions/runs/5/artifacts/9'
    const { markdown, shortMarkdown } = commentSection({ ...passing, page }, { limit: 65_536, run })
    for (const text of [markdown, shortMarkdown]) {
      expect(text.trimEnd().split('\n').at(-1)).toBe(`[Full report](${page}) · for \`3f2a1b0\``)
    }
  })

  test('names the run where the report has no page that can be followed', () => {
    const last = '[Run](https://github.com/acme/m/actions/runs/5) · for `3f2a1b0`'
    for (const report of [passing, { ...passing, page: 'javascript:alert(1)' }]) {
      expect(commentSection(report, { limit: 65_536, run }).markdown.trimEnd().split('\n').at(-1)).toBe(last)
    }
    const unknown = commentSection(passing, { limit: 65_536, run: { url: undefined, commit: undefined } })
    expect(unknown.markdown.trimEnd().endsWith('</details>')).toBe(true)
  })

  test('says a pass in the comment in one green line and one fold', () => {
    const lines = commentSection(passing, { limit: 65_536, run }).markdown.split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '> [!TIP]',
      '> **flight-delay: may be deployed.** All 5 gates pass; ROC AUC rises from 0.731 to 0.744.',
      '',
      '<details><summary>Details</summary>',
      '',
    ])
  })

  test('does not fold a passing report’s only fold once more', () => {
    const only: Report = { ...passing, blocks: [{ kind: 'fold', title: ['All 68 checks'], blocks: passing.blocks }] }
    const { markdown } = commentSection(only, { limit: 65_536, run })
    expect(markdown).toContain('<details><summary>All 68 checks</summary>')
    expect(markdown).not.toContain('<summary>Details</summary>')
  })

  test('holds places in files so that they can be copied', () => {
    const markdown = summaryMarkdown({
      ...blocked,
      reason: ['mlgate.yml:14:5 gate.metrics: see a/b.yml:2:1. Not :100: or 2026-11-23T20:13:28.064Z'],
    })
    expect(markdown).toContain(
      '> `mlgate.yml:14:5` gate.metrics: see `a/b.yml:2:1`. Not :\u200B100: or 2026-11-23T20:\u200B13:28.064Z',
    )
  })

  test('breaks up commits, and no decimals', () => {
    const markdown = summaryMarkdown({ ...blocked, reason: ['0.0342297 and 1234567 and 0.deadbee1'] })
    expect(markdown).toContain('> 0.0342297 and 123456\u200B7 and 0.deadbe\u200Be1')
  })

  test('names its section by model and step', () => {
    const section = commentSection(blocked, { limit: 65_536, run })
    expect(section.key).toBe('flight-delay/evaluate-gate')
    expect(summarySection(blocked).key).toBe('flight-delay/evaluate-gate')
    expect(section.verdict).toBe('fail')
    expect(section.shortMarkdown).toContain('### flight-delay: blocked\n\n> [!CAUTION]')
    expect(section.shortMarkdown).not.toContain('|')
  })
})

describe('a link', () => {
  test.each(['https://ci.example/runs/5', 'http://127.0.0.1:5000/x', 'http://localhost/'])('%s is followed', (href) => {
    expect(safeLink(href)).toBe(href)
  })
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://evil.example/',
    'https://a:b@evil.example/',
    '//x',
    '',
  ])('%s stays text', (href) => expect(safeLink(href)).toBeUndefined())
})

describe('the terminal', () => {
  test('keeps every line within the columns, wide or narrow', () => {
    for (const columns of [40, 80, 120]) {
      const lines = terminalReport(blocked, { colour: false, columns }).split('\n')
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
    }
  })

  test('aligns the columns of a table', () => {
    const lines = terminalReport(blocked, { colour: false, columns: 160 }).split('\n')
    const column = (text: string) => lines.find((line) => line.includes(text))?.indexOf(text)
    expect(column('Δ (interval)')).toBe(column('−0.09 (−0.12'))
    expect(column('Δ (interval)')).toBe(column('+0.013'))
  })

  test('says a pass in two lines', () => {
    expect(terminalReport(passing, { colour: false, columns: 100 })).toBe(
      'PASS  flight-delay: may be deployed\nAll 5 gates pass; ROC AUC rises from 0.731 to 0.744.\n',
    )
  })

  test('says the same words with and without colour', () => {
    const coloured = terminalReport(blocked, { colour: true, columns: 100 })
    const plain = terminalReport(blocked, { colour: false, columns: 100 })
    expect(coloured).toContain('\u001B[1;31m')
    expect(stripVTControlCharacters(coloured)).toBe(plain)
  })

  test('tells of folds, and opens them when asked', () => {
    expect(terminalReport(blocked, { colour: false, columns: 100 })).toContain('- Fairness by sex: within limits')
    const all = terminalReport(blocked, { colour: false, columns: 100, verbose: true })
    expect(all).toContain('  Equalized odds difference 0.04')
    expect(all).toContain('npx mlgate replay 123456789')
  })
})

describe('JUnit', () => {
  test('counts an inconclusive check as a failure of its own type', () => {
    const xml = junitReport(blocked)
    expect(xml).toContain('<testsuite name="flight-delay/evaluate-gate" tests="5" failures="2" errors="0" skipped="0">')
    expect(xml).toContain('type="inconclusive"')
    expect(xml).not.toContain('<skipped')
  })

  test('shows a warning as skipped and an error as an error', () => {
    const check = { name: 'a', message: 'm' }
    const xml = junitReport({
      ...blocked,
      checks: [
        { ...check, verdict: 'fail', severity: 'warning' },
        { ...check, verdict: 'error', severity: 'error' },
      ],
    })
    expect(xml).toContain('tests="2" failures="0" errors="1" skipped="1"')
  })

  test('never reads as passed when the report did not pass', () => {
    expect(junitReport({ ...blocked, checks: [] })).toContain('tests="1" failures="1"')
    expect(junitReport({ ...passing, checks: [] })).toContain('tests="0" failures="0"')
  })
})

describe('OpenMetrics', () => {
  test('is a family a name, of a fixed precision, and ends in EOF', () => {
    expect(openMetrics(blocked)).toBe(
      [
        '# TYPE mlgate_passed gauge',
        '# HELP mlgate_passed Whether the verdict is pass.',
        'mlgate_passed{model="flight-delay",step="evaluate-gate"} 0',
        '# TYPE mlgate_metric gauge',
        '# HELP mlgate_metric Value on the test data.',
        'mlgate_metric{model="flight-delay",step="evaluate-gate",metric="roc_auc",model_version="candidate"} 0.744',
        'mlgate_metric{model="flight-delay",step="evaluate-gate",metric="log_loss",model_version="candidate"} 0.429',
        '# EOF',
        '',
      ].join('\n'),
    )
  })

  test('keeps whose report it is when a measurement has labels of the same names', () => {
    const labels = { model: 'other', step: 's', 'a-b': '1', a_b: '2' }
    const text = openMetrics({ ...blocked, measurements: [{ name: 'x', help: 'X.', labels, value: 1 }] })
    expect(text).toContain(
      'mlgate_x{model="flight-delay",step="evaluate-gate",exported_model="other",exported_step="s",a_b="1",exported_a_b="2"} 1',
    )
  })

  test.each([
    [0.1 + 0.2, '0.3'],
    [-0, '0'],
    [1_204_000, '1204000'],
    [1.5e-9, '0.0000000015'],
    [-0.000123456789, '-0.000123457'],
    [12_345_678.9, '12345700'],
    [9.999997e20, '1000000000000000000000'],
    [0.94, '0.94'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('writes %d as %s', (value, text) => expect(openMetricsNumber(value)).toBe(text))
})

test('the result for machines says NaN as null and passes on what the caller adds', () => {
  const measurements = [{ name: 'x', help: '', labels: {}, value: Number.NaN }]
  const result = resultOf({ ...blocked, measurements }, { commit: '3f2a1b0' })
  expect(result.passed).toBe(false)
  expect(result.measurements).toEqual([{ name: 'x', labels: {}, value: null }])
  expect(result.reason).toMatch(/^Recall for origin = MDW falls from 0\.61 to 0\.52 \(Δ/)
  expect(result.details).toEqual({ commit: '3f2a1b0' })
})

test('the result for machines cuts what a hostile cell has blown up', () => {
  const long = 'x'.repeat(1_000_000)
  const checks = [{ name: long, verdict: 'fail', message: `found ${long}`, severity: 'error' }] as const
  const measurements = [{ name: 'x', help: '', labels: { slice_value: long }, value: 1 }]
  const result = resultOf({ ...blocked, outcome: long, reason: [long, ' ', long], checks, measurements })
  expect(result.checks[0]?.message).toMatch(/^found x{1993}…$/)
  expect(JSON.stringify(result).length).toBeLessThan(11_000)
})

describe('the HTML report', () => {
  test('is one small file that loads and runs nothing', () => {
    const html = htmlReport(blocked, made)
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    expect(html).toContain('default-src &#x27;none&#x27;')
    expect(html).not.toMatch(/<script|<link|@import|url\((?!#)|src=/i)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
  })

  test('is the same every time', () => {
    expect(htmlReport(blocked, made)).toBe(htmlReport(blocked, made))
  })

  test('draws charts in the page’s own colours, with words for who cannot see them', () => {
    const html = htmlReport(blocked, made)
    expect(html).toContain('<svg class="plot fail"')
    expect(html).toContain('role="img" aria-label="MDW lies wholly below its limit')
    expect(html).not.toMatch(/(?:fill|stroke)="#/)
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('leads to each of its parts, and opens what holds a picture', () => {
    const html = htmlReport(blocked, made)
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map((match) => match[1])
    expect(targets.length).toBeGreaterThan(4)
    for (const target of targets) expect(html).toContain(`id="${target}"`)
    expect(html).toMatch(/<details open><summary><h2>Data: contract holds/)
    expect(html).toMatch(/<details><summary><h2>Fairness by sex/)
  })

  test('shades a matrix as a table with its numbers', () => {
    const html = htmlReport(blocked, made)
    expect(html).toMatch(/<th scope="row">on time<\/th><td class="tone-right" style="--shade:90%"><span>90.1 %<\/span>/)
  })

  test('has one heading of the first level, landmarks and titled columns', () => {
    const html = htmlReport(blocked, made)
    expect(html.match(/<h1/g)).toHaveLength(1)
    for (const landmark of ['<header', '<main', '<footer']) expect(html).toContain(landmark)
    expect(html).toContain('scope="row"')
    expect(html).toContain('<span class="unseen">Verdict</span>')
  })

  test('names untitled columns for who cannot see them, and rows by the first that is no verdict', () => {
    const untitled = { title: '', align: 'left' as const }
    const rows = [[[{ kind: 'verdict' as const, verdict: 'pass' as const }], ['recall'], ['better']]]
    const gates = { kind: 'table' as const, columns: [untitled, { ...untitled, title: 'Gate' }, untitled], rows }
    const numbers = {
      kind: 'table' as const,
      columns: [untitled, { ...untitled, title: 'value' }],
      rows: [[['ECE'], ['1']]],
    }
    const html = htmlReport({ ...passing, blocks: [gates, numbers] }, made)
    const unseen = [...html.matchAll(/<span class="unseen">([^<]*)<\/span>/g)].map((match) => match[1])
    expect(unseen).toEqual(['Verdict', 'Remark', 'Name'])
    const named = [...html.matchAll(/scope="row"[^>]*>([^<]*)</g)].map((match) => match[1])
    expect(named).toEqual(['recall', 'ECE'])
  })

  test('lays a table of three columns out as cards where a phone cannot show it, and one of two not', () => {
    const tableOf = (...titles: string[]) => ({
      kind: 'table' as const,
      columns: titles.map((title) => ({ title, align: 'left' as const })),
      rows: [titles.map((title) => [title])],
    })
    const page = (...titles: string[]) => htmlReport({ ...passing, blocks: [tableOf(...titles)] }, made)
    expect(page('Link', 'State', 'Found')).toContain('class="stack"')
    expect(page('Link', 'State')).not.toContain('class="stack"')
  })

  test('stays within its weight however long the report is', () => {
    const html = htmlReport(huge, made)
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(pageLimit)
    expect(html).toContain('more rows.')
  })
})
