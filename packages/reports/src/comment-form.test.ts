import type { Block, Inline, Report, Verdict } from '@mlgate/core'
import fc from 'fast-check'
import type { Nodes, Root, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { attacks } from './fixtures/attacks.ts'
import { type CommentSection, commentSection } from './markdown.ts'
import { commentMarker, composeComment } from './sticky-comment.ts'

const parse = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

const all = (node: Nodes): Nodes[] => ('children' in node ? [node, ...node.children.flatMap(all)] : [node])

/** Words, and what a change may put in their place. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'recall on origin = MDW',
    'a | b',
    '`',
    '</details>',
    '| x |\n| - |',
    ...Object.values(attacks).filter(({ length }) => length < 1_000),
  ),
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  text,
  text.map((value): Inline => ({ kind: 'code', text: value })),
  text.map((value): Inline => ({ kind: 'strong', content: [value] })),
  fc.constant<Inline>({ kind: 'interval', low: -0.1, value: 0, high: 0.1, limit: -0.02, better: 'higher' }),
)
const inlines = fc.array(inline, { maxLength: 4 })

/** The title of a table's first column says how many rows it has, so that a cut would be seen. */
const table: fc.Arbitrary<Block> = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(0, 1, 5, 21, 205),
    fc.array(inlines, { minLength: 1, maxLength: 3 }),
  )
  .map(([columns, rows, cells]) => ({
    kind: 'table',
    columns: Array.from({ length: columns }, (_, index) => ({ title: index === 0 ? `T${rows}` : 'x', align: 'left' })),
    rows: Array.from({ length: rows }, (_, row) => [[`row ${row}`], ...cells]),
  }))

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2 },
    inlines.map((content): Block => ({ kind: 'paragraph', content })),
    inlines.map((content): Block => ({ kind: 'heading', content })),
    fc.array(inlines, { maxLength: 4 }).map((items): Block => ({ kind: 'list', items })),
    table,
    text.map((value): Block => ({ kind: 'code', text: value, language: 'sh' })),
    fc
      .tuple(inlines, fc.array(tie('block'), { maxLength: 3 }))
      .map(([title, blocks]): Block => ({ kind: 'fold', title, blocks })),
  ),
}))

const report: fc.Arbitrary<Report> = fc.record({
  model: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  step: fc.constantFrom('validate-data', 'train-model', 'evaluate-gate', 'deploy-model', 'drift-report'),
  verdict: fc.constantFrom<Verdict>('pass', 'fail', 'inconclusive', 'error'),
  outcome: text,
  reason: inlines,
  blocks: fc.array(block, { maxLength: 5 }),
  checks: fc.constant([]),
  measurements: fc.constant([]),
})

const reports = fc.uniqueArray(report, {
  minLength: 1,
  maxLength: 8,
  selector: ({ model, step }) => `${model}/${step}`,
})
const limit = fc.oneof(fc.constant(65_536), fc.integer({ min: 4_000, max: 30_000 }))

const run = { url: 'https://ci.example/5', commit: '3f2a1b09', workflow: 'ml.yml', runId: '7-1' }
const sectionsOf = (list: readonly Report[], characters: number) =>
  list.map((one) => commentSection(one, { limit: characters, run }))
const compose = (comment: string | undefined, sections: readonly CommentSection[], characters: number) =>
  composeComment(comment, sections, { marker: commentMarker, limit: characters, run })

/** Hidden markers and folds, in their order; what else is HTML is no matter of form. */
function marksOf(root: Root): readonly string[] {
  return all(root).flatMap((node) =>
    node.type === 'html' ? (node.value.match(/<!-- mlgate:(?:begin|end)|<details>|<\/details>/g) ?? []) : [],
  )
}

/** Whether every section ends before the next begins, with all its folds closed. */
function areBalanced(marks: readonly string[]): boolean {
  const open: string[] = []
  for (const mark of marks) {
    if (mark === '<!-- mlgate:begin' && open.length > 0) return false
    if (mark === '<!-- mlgate:begin' || mark === '<details>') open.push(mark)
    else if (open.pop() !== (mark === '</details>' ? '<details>' : '<!-- mlgate:begin')) return false
  }
  return open.length === 0
}

/** Whether a table has all its cells, and as many rows as its extent shows. */
function isWhole({ children: [head, ...rows] }: Table): boolean {
  const title = all(head?.children[0] ?? { type: 'text', value: '' }).flatMap((node) =>
    node.type === 'text' ? [node.value] : [],
  )
  const given = Number(title.join('').slice(1))
  return (
    [given, 200, 20].includes(rows.length) &&
    rows.length <= given &&
    rows.every((row) => row.children.length === head?.children.length)
  )
}

test('a comment of any reports fits, and every table, fold and section in it is whole', () => {
  fc.assert(
    fc.property(reports, limit, (list, characters) => {
      const body = compose(undefined, sectionsOf(list, characters), characters)
      expect(body.length).toBeLessThanOrEqual(characters)
      const root = parse(body)
      expect(areBalanced(marksOf(root))).toBe(true)
      for (const node of all(root)) if (node.type === 'table') expect(isWhole(node)).toBe(true)
    }),
    { numRuns: 60, endOnFailure: true, interruptAfterTimeLimit: 8_000 },
  )
})

test('a comment is the same in whatever order its sections come, at once or one by one, and when they come again', () => {
  const shuffled = reports.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  fc.assert(
    fc.property(shuffled, limit, ([list, others], characters) => {
      const atOnce = compose(undefined, sectionsOf(list, characters), characters)
      const oneByOne = sectionsOf(others, characters).reduce<string | undefined>(
        (body, section) => compose(body, [section], characters),
        undefined,
      )
      expect(oneByOne).toBe(atOnce)
      expect(compose(atOnce, sectionsOf(others, characters), characters)).toBe(atOnce)
    }),
    { numRuns: 40, endOnFailure: true, interruptAfterTimeLimit: 8_000 },
  )
})

test('code beside code stays code: what a file is named cannot close the fold it stands in', () => {
  const name = (value: string): Inline => ({ kind: 'code', text: value })
  for (const content of [
    [name('a`b'), name('</details>')],
    [name('a`b'), '', name('</details>')],
    [{ kind: 'link', href: 'none', content: [name('a`b')] } as const, name('</details>')],
    [`sha256:${'0'.repeat(64)}`, name('``</details>')],
  ]) {
    const one: Report = {
      ...{ model: 'a', step: 'validate-data', verdict: 'pass', outcome: 'fine', reason: [], checks: [] },
      ...{ blocks: [{ kind: 'list', items: [content] }], measurements: [] },
    }
    const nodes = all(parse(compose(undefined, sectionsOf([one], 65_536), 65_536)))
    expect(areBalanced(marksOf({ type: 'root', children: nodes.filter((node) => node.type === 'html') }))).toBe(true)
    expect(nodes.flatMap((node) => (node.type === 'inlineCode' ? [node.value] : []))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^`*<\/details>$/)]),
    )
  }
})

test('a report that fills the comment alone is not shortened for the markers’ sake', () => {
  const rows = Array.from({ length: 199 }, (_, index) => [[`${index} ${'x'.repeat(290)}`]])
  const long: Report = {
    ...{ model: 'a', step: 'evaluate-gate', verdict: 'fail', outcome: 'blocked', reason: ['numbers'] },
    blocks: [{ kind: 'table', columns: [{ title: 'T199', align: 'left' }], rows }],
    checks: [],
    measurements: [],
  }
  const body = compose(undefined, sectionsOf([long], 65_536), 65_536)
  expect(body.length).toBeGreaterThan(58_000)
  expect(body).not.toContain('Shortened to fit')
})
