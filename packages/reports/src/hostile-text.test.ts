import type { Element, Root as HastRoot } from 'hast'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { create } from 'xmlbuilder2'
import { annotationsOf } from './annotations.ts'
import { codeQualityReport } from './code-quality.ts'
import { attacks, reportOf } from './fixtures/attacks.ts'
import { htmlReport, pageLimit } from './html-page.ts'
import { junitReport } from './junit.ts'
import { commentSection, summaryMarkdown } from './markdown.ts'
import { openMetrics } from './openmetrics.ts'
import { plainText } from './plain-text.ts'
import { readReportDocument, reportDocument } from './report-document.ts'
import { resultJson } from './result-json.ts'
import { sarifReport } from './sarif.ts'
import { terminalReport } from './terminal.ts'

/**
 * The table of attacks: each row of fixtures/attacks.ts names what a string tries; it stands at every place of a report
 * at once, and each test below is a column: one output, parsed, and what it must not hold.
 */
const cases = Object.entries(attacks)
const parse = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

function all(node: Nodes): Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(all)] : [node]
}

/** Text that a forge's filters look at: everything displayed that is not code. */
function displayed(markdown: string): string {
  return all(parse(markdown))
    .flatMap((node) => (node.type === 'text' || node.type === 'html' ? [node.value] : []))
    .join('\n')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&')
}

/** Hidden, reordering or acting characters, but for our own gap and the isolates around right-to-left words. */
const unseen =
  /(?!\n|\u200B|\uFE0F|\u2068|\u2069)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u
const logCommand = /^\s*::|##\[|##vso\[|##teamcity\[/m

/** The only HTML that a report may hold. */
const ownHtml =
  /^(<details><summary>[^<]*(<span>\$<\/span>[^<]*)*<\/summary>|<\/details>|<span>|<\/span>|\[!CAUTION\])$/

describe.each(cases)('a string that tries to %s', (_name, text) => {
  const report = reportOf(text)
  const section = commentSection(report, { limit: 65_536, run: { url: undefined, commit: undefined } })
  const otherwise = { file: 'mlgate.yml', line: 12, column: 1 }
  const sarif = sarifReport(report, { version: '1.2.3', otherwise, exitCode: 1, generated: new Date(0) })
  // What publish-report makes of the document that another job left, whose step is always one of ours.
  const sent = { ...report, model: text.slice(0, 100) || 'm', step: 'evaluate-gate' }
  const travelling = reportDocument({ report: sent, inconclusivePasses: false, comment: true })
  const travelled = readReportDocument(Buffer.from(travelling)).report
  const published = commentSection(travelled, { limit: 65_536, run: { url: undefined, commit: undefined } })
  const markdowns = [
    summaryMarkdown(report),
    section.markdown,
    section.shortMarkdown,
    published.markdown,
    published.shortMarkdown,
  ]

  test('makes no link, picture, footnote or HTML in Markdown', () => {
    for (const markdown of markdowns) {
      const nodes = all(parse(markdown))
      const types = new Set(nodes.map((node) => node.type))
      for (const type of [
        'link',
        'image',
        'linkReference',
        'imageReference',
        'definition',
        'footnoteReference',
      ] as const)
        expect(types).not.toContain(type)
      for (const node of nodes) if (node.type === 'html') expect(node.value).toMatch(ownHtml)
    }
  })

  test('leaves one table of three columns and three rows, one list and two code blocks', () => {
    const nodes = all(parse(markdowns[0] ?? ''))
    const tables = nodes.filter((node) => node.type === 'table')
    expect(tables.map((table) => table.children.map((row) => row.children.length))).toEqual([[3, 3, 3]])
    expect(nodes.filter((node) => node.type === 'listItem')).toHaveLength(2)
    expect(nodes.filter((node) => node.type === 'code')).toHaveLength(2)
    expect(nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : []))).toEqual([3, 4])
    expect(nodes.filter((node) => node.type === 'thematicBreak')).toHaveLength(0)
  })

  test('gives the same elements as a harmless string does', () => {
    const names = (markdown: string): string[] => {
      const walk = (node: HastRoot | Element): string[] =>
        node.children.flatMap((child) =>
          child.type === 'element' && child.tagName !== 'br' ? [child.tagName, ...walk(child)] : [],
        )
      const tree = toHast(parse(markdown))
      return tree.type === 'root' ? walk(tree) : []
    }
    // Without any text there is nothing to make strong or a paragraph of.
    if (text.trim() === '') return
    expect(names(summaryMarkdown(report))).toEqual(names(summaryMarkdown(reportOf('harmless'))))
  })

  test('mentions, references and links nothing in the forges’ filters', () => {
    for (const markdown of markdowns) {
      const words = displayed(markdown).replaceAll('[!CAUTION]', '')
      expect(words).not.toMatch(/@[\w]/)
      expect(words).not.toMatch(/#\w/)
      expect(words).not.toMatch(/\b(GH|KEY)-\d/)
      expect(words).not.toMatch(/[!~$%&^]["\w]/)
      expect(words).not.toMatch(/\*\w+:/)
      expect(words).not.toMatch(/\b[0-9a-f]{7,40}\b/)
      expect(words).not.toMatch(/:\/\/|www\.|:\w+:/)
      expect(words).not.toMatch(/\[(issue|epic|snippet|vulnerability):|\[\[_TOC_|\[TOC\]/)
      // In code blocks GitLab does not look for quick actions.
      expect(words).not.toMatch(/^\s*\/(close|merge|label|assign)/m)
      expect(all(parse(markdown)).filter((node) => node.type === 'text' && node.value.includes('$'))).toEqual(
        // Ours is alone in an element of its own.
        all(parse(markdown)).filter((node) => node.type === 'text' && node.value === '$'),
      )
    }
  })

  test('forges none of our markers', () => {
    for (const markdown of markdowns) expect(markdown).not.toMatch(/<!--\s*mlgate/)
  })

  test('hides nothing and starts no workflow command in any text', () => {
    const texts = [
      ...markdowns,
      terminalReport(report, { colour: false, columns: 80, verbose: true }),
      plainText(report.reason),
      openMetrics(report),
      junitReport(report),
      resultJson(report),
      sarif,
      codeQualityReport(report, otherwise),
    ]
    for (const written of texts) {
      expect(unseen.exec(written)?.[0]).toBeUndefined()
      expect(written).not.toMatch(logCommand)
    }
  })

  test('does not blow up any format', () => {
    expect(section.markdown.length).toBeLessThanOrEqual(65_536)
    expect(summaryMarkdown(report).length).toBeLessThan(100_000)
    expect(section.shortMarkdown.length).toBeLessThan(4_000)
    expect(junitReport(report).length).toBeLessThan(20_000)
  })

  test('stays text in the HTML report', () => {
    const html = htmlReport(report, { generated: new Date(0), generator: 'mlgate' })
    expect(Buffer.byteLength(html)).toBeLessThan(pageLimit)
    expect(unseen.exec(html)?.[0]).toBeUndefined()
    // A tag as browsers read it; what stands in quotes is a value, whatever it looks like.
    const tag = /<[a-z][^\s>]*(?:\s+[\w:-]+(?:="[^"]*")?)*\s*>/gi
    const bare = html.replace(tag, (found) => found.replace(/"[^"]*"/g, '""'))
    expect(bare).not.toMatch(/<script|<img|<iframe|<link|<base|<form/i)
    // The page's own table of contents, and no other link.
    for (const [, href] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      expect(href).toMatch(/^#(main|part-\d)$/)
    }
    for (const found of bare.match(/<[a-z][^>]*>/gi) ?? []) expect(found).not.toMatch(/\son\w+\s*=/i)
    const count = (pattern: RegExp) => bare.match(pattern)?.length ?? 0
    expect(count(/<table/g)).toBe(2)
    expect(count(/<details/g)).toBe(1)
    expect(count(/<\/details>/g)).toBe(1)
    expect(count(/<svg/g)).toBe(7)
    expect(count(/<\/svg>/g)).toBe(7)
  })

  test('keeps JUnit well-formed, with one suite and two cases', () => {
    const parsed = create(junitReport(report)).root()
    expect(parsed.filter((node) => node.node.nodeName === 'testcase', false, true)).toHaveLength(2)
    expect(parsed.filter((node) => node.node.nodeName === 'failure', false, true)).toHaveLength(1)
  })

  test('stays in messages in SARIF and code quality, and names no file outside of the repository', () => {
    const [run] = JSON.parse(sarif).runs
    expect(run.results).toHaveLength(2)
    const issues: { location: { path: string }; check_name: string }[] = JSON.parse(
      codeQualityReport(report, otherwise),
    )
    expect(issues).toHaveLength(2)
    for (const { location, check_name } of issues) {
      expect(location.path).not.toMatch(/^\/|(^|\/)\.\.(\/|$)/)
      expect(check_name).toMatch(/^[a-z0-9._-]+\/[a-z0-9._-]+$/)
    }
    for (const { message, locations } of run.results) {
      // A link or a placeholder, as SARIF reads messages.
      expect(message.text).not.toMatch(/\]\(|\{\d/)
      const { uri } = locations[0].physicalLocation.artifactLocation
      expect(new URL(uri, 'https://root.example/').host).toBe('root.example')
      expect(uri).toMatch(/^[\w.~%/-]+$/)
    }
  })

  test('moves no annotation out of the repository, and makes no other out of one', () => {
    const annotations = annotationsOf(report)
    expect(annotations.map(({ level }) => level)).toEqual(['error', 'warning'])
  })

  test('keeps OpenMetrics one sample a line', () => {
    const lines = openMetrics(report).split('\n')
    const sample = /^mlgate_[a-z0-9_]+\{([A-Za-z_][A-Za-z0-9_]*="([^"\\\n]|\\["\\n])*",?)+\} \S+$/
    expect(lines.filter((line) => !line.startsWith('#') && line !== '').every((line) => sample.test(line))).toBe(true)
    expect(lines.filter((line) => !line.startsWith('#') && line !== '')).toHaveLength(2)
    expect(lines.slice(-2)).toEqual(['# EOF', ''])
  })
})

test('JSON says the very string that came, though it prints nothing unseen', () => {
  const text = attacks['reorder text'] ?? ''
  expect(JSON.parse(resultJson(reportOf(text))).checks[0].name).toBe(text)
})

test('halves of a mention that meet on the page are still no mention', () => {
  const report = { ...reportOf('x'), reason: ['@', 'everyone'] }
  expect(displayed(summaryMarkdown(report))).not.toContain('@everyone')
})
