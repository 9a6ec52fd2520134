import type { Verdict } from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommentSection } from './markdown.ts'
import { commentMarker, composeComment } from './sticky-comment.ts'

const options = { marker: commentMarker, limit: 65_536 }

const section = (key: string, verdict: Verdict = 'pass', markdown = `### ${key}\n\nlong ${key}`): CommentSection => ({
  key,
  verdict,
  markdown,
  shortMarkdown: `### ${key}\n\nshort`,
})

const compose = (sections: readonly CommentSection[], limit = 65_536): string =>
  sections.reduce<string | undefined>((body, one) => composeComment(body, [one], { ...options, limit }), undefined) ??
  ''

/** Headings in the order of the comment. */
const order = (body: string): string[] => [...body.matchAll(/^### (.*)$/gm)].map((match) => match[1] ?? '')

describe('the one comment on a change', () => {
  test('starts with the marker by which it is found', () => {
    expect(compose([section('a/evaluate-gate')]).startsWith(`${commentMarker}\n`)).toBe(true)
  })

  test('shows the worst first, then by model, then as the steps follow each other', () => {
    const body = compose([
      section('b/evaluate-gate'),
      section('a/evaluate-gate'),
      section('a/validate-data'),
      section('c/evaluate-gate', 'inconclusive'),
      section('d/train-model', 'error'),
      section('e/evaluate-gate', 'fail'),
    ])
    expect(order(body)).toEqual([
      'd/train-model',
      'e/evaluate-gate',
      'c/evaluate-gate',
      'a/validate-data',
      'a/evaluate-gate',
      'b/evaluate-gate',
    ])
  })

  test('replaces its own section and keeps the others byte for byte', () => {
    const other = section('b/evaluate-gate', 'pass', '### b/evaluate-gate\n\n| a |\n| - |\n| **x**  |\n\n<details>')
    const before = compose([section('a/evaluate-gate'), other])
    const after = composeComment(before, [section('a/evaluate-gate', 'fail', '### a/evaluate-gate\n\nnew')], options)
    const sectionOf = (body: string) => /<!-- mlgate:begin b[\s\S]*?mlgate:end -->/.exec(body)?.[0]
    expect(sectionOf(after)).toBe(sectionOf(before))
    expect(sectionOf(after)).toContain('| **x**  |')
    expect(after).toContain('new')
    expect(after).not.toContain('long a/evaluate-gate')
  })

  test('of hundreds of reports is composed at once, however long they and their projects are', () => {
    const models = Array.from({ length: 1_000 }, (_, index) => `m${index}`)
    const project = { file: 'mlgate.yml', models }
    const run = (runId: string) => ({ ...options, run: { workflow: 'ml.yml', runId } })
    const earlier = models.slice(-280).map((model) => ({ ...section(`${model}/x`, 'fail', 'x'), project }))
    const before = composeComment(undefined, earlier, run('4-1'))
    const long = (index: number) => section(`n${index}/y`, 'fail', 'x'.repeat(60_000))
    const sections = Array.from({ length: 500 }, (_, index) => ({
      ...long(index),
      shortMarkdown: 'y'.repeat(50_000),
      project: { ...project },
    }))
    const began = performance.now()
    const body = composeComment(before, sections, run('5-1'))
    // Minutes when each section asks each report for its project, or all are joined for each that is left out.
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(body.length).toBeLessThanOrEqual(options.limit)
  })

  test('drops the sections that this one replaces, and no others', () => {
    const before = compose([section('mlgate/evaluate-gate', 'error'), section('mlgate/train-model', 'error')])
    const after = composeComment(before, [section('a/evaluate-gate')], {
      ...options,
      replaces: ['mlgate/evaluate-gate'],
    })
    expect(order(after)).toEqual(['mlgate/train-model', 'a/evaluate-gate'])
  })

  test('is the same whether sections come one by one or at once', () => {
    const sections = [section('a/evaluate-gate'), section('b/evaluate-gate', 'fail'), section('c/validate-data')]
    expect(composeComment(undefined, sections, options)).toBe(compose(sections))
  })

  test('is the same whoever of two matrix legs comes first', () => {
    const [a, b] = [section('a/evaluate-gate'), section('b/evaluate-gate', 'fail')]
    expect(compose([a, b])).toBe(compose([b, a]))
  })

  test('stays as it is when sections were shortened and nothing changed', () => {
    const long = (key: string, verdict: Verdict, length: number) =>
      section(key, verdict, `### ${key}\n\n${'x'.repeat(length)}`)
    const [failing, passing] = [long('d/validate-data', 'fail', 400), long('c/train-model', 'pass', 200)]
    const limits = Array.from({ length: 120 }, (_, index) => 300 + 10 * index)
    const bodies = limits.map((limit) => ({ limit, once: compose([failing, passing], limit) }))
    // Both gave way, although the second alone would fit beside the short form of the first.
    expect(bodies.some(({ once, limit }) => !once.includes('xxx') && once.length + 250 < limit)).toBe(true)
    for (const { once, limit } of bodies) {
      expect(composeComment(once, [passing], { ...options, limit })).toBe(once)
    }
  })

  test('takes many sections at once, and is the same when nothing changed, at any limit', () => {
    const anySections = fc.uniqueArray(
      fc.record({
        key: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `m${index}/evaluate-gate`)),
        verdict: fc.constantFrom<Verdict>('pass', 'fail', 'inconclusive', 'error'),
        markdown: fc.string({ unit: 'binary', minLength: 100, maxLength: 400 }),
        shortMarkdown: fc.string({ unit: 'binary', maxLength: 100 }),
      }),
      { minLength: 1, maxLength: 8, selector: ({ key }) => key },
    )
    fc.assert(
      fc.property(anySections, fc.integer({ min: 300, max: 4_000 }), (sections, limit) => {
        const once = composeComment(undefined, sections, { ...options, limit })
        expect(once.length).toBeLessThanOrEqual(limit)
        expect(composeComment(once, sections, { ...options, limit })).toBe(once)
      }),
      { numRuns: 25 },
    )
  })

  test('is the same when nothing changed, at any limit', () => {
    const key = fc.constantFrom('a/evaluate-gate', 'b/evaluate-gate', 'c/train-model', 'd/validate-data')
    const anySection = fc.record({
      key,
      verdict: fc.constantFrom<Verdict>('pass', 'fail', 'inconclusive', 'error'),
      markdown: fc.string({ unit: 'binary', minLength: 100, maxLength: 400 }),
      shortMarkdown: fc.string({ unit: 'binary', maxLength: 100 }),
    })
    fc.assert(
      fc.property(fc.array(anySection, { minLength: 1 }), fc.integer({ min: 300, max: 2_500 }), (sections, limit) => {
        const once = compose(sections, limit)
        const last = sections.at(-1)
        expect(once.length).toBeLessThanOrEqual(limit)
        expect(last && composeComment(once, [last], { ...options, limit })).toBe(once)
      }),
      { numRuns: 60 },
    )
  })

  test('keeps the link of a section that says the same when its job is run again, and changes it in a later run', () => {
    const linking = (id: number): CommentSection => {
      const page = `https://github.com/acme/m/actions/runs/7/artifacts/${id}`
      const last = `[Full report](${page}) · for \`3f2a1b0\``
      return { ...section('a/evaluate-gate', 'pass', `same\n\n${last}`), shortMarkdown: last, page }
    }
    const inRun = (runId: string) => ({ ...options, run: { workflow: 'ml.yml', runId } })
    const before = composeComment(undefined, [linking(1)], inRun('7-1'))
    expect(composeComment(before, [linking(2)], inRun('7-2'))).toBe(before)
    expect(composeComment(before, [linking(2)], inRun('8-1'))).toContain('artifacts/2)')
    const other = { ...linking(2), markdown: `other\n\n[Full report](${linking(2).page}) · for \`3f2a1b0\`` }
    expect(composeComment(before, [other], inRun('7-2'))).toContain('artifacts/2)')
  })

  test('reads sections that were written before they told their origin, and never removes them as over', () => {
    const run = { workflow: 'ml.yml', runId: '9-1' }
    const old = compose([section('gone/evaluate-gate')])
    const after = composeComment(old, [section('a/evaluate-gate')], { ...options, run, wholeRun: true })
    expect(order(after)).toEqual(['a/evaluate-gate', 'gone/evaluate-gate'])
  })

  test('merges comments that jobs began at the same time: of one section the later run counts', () => {
    const of = (runId: string, markdown: string) =>
      composeComment(
        undefined,
        [section('a/evaluate-gate', 'pass', `### ${markdown}`), section(`${markdown}/train-model`)],
        {
          ...options,
          run: { workflow: 'ml.yml', runId },
        },
      )
    const merged = composeComment(`${of('7-1', 'seven')}\n\n${of('8-1', 'eight')}`, [section('z/train-model')], options)
    expect(order(merged)).toEqual(['eight', 'eight/train-model', 'seven/train-model', 'z/train-model'])
  })

  test('does not keep a body that is not ours, nor text between sections', () => {
    const own = section('a/evaluate-gate')
    expect(composeComment('Looks good to me', [own], options)).toBe(compose([own]))
    expect(composeComment(`${compose([section('b/evaluate-gate')])}\n\nadded by hand`, [own], options)).toBe(
      compose([section('b/evaluate-gate'), own]),
    )
  })

  test('drops a section without its end and keeps the whole ones around it', () => {
    const whole = compose([section('a/evaluate-gate'), section('b/evaluate-gate'), section('c/evaluate-gate')])
    const broken = whole.replace(/(long b\/evaluate-gate\n\n)<!-- mlgate:end -->/, '$1')
    expect(broken).not.toBe(whole)
    expect(order(composeComment(broken, [section('d/evaluate-gate')], options))).toEqual([
      'a/evaluate-gate',
      'c/evaluate-gate',
      'd/evaluate-gate',
    ])
  })

  test('text in a section cannot begin or end one, nor can a model’s name', () => {
    const forged =
      '### x\n\n<!-- mlgate:end -->\n\n<!-- mlgate:begin b%2Fevaluate-gate pass -->\nforged\n<!-- mlgate:end -->'
    const body = composeComment(compose([section('b/evaluate-gate')]), [section('a -->/x', 'fail', forged)], options)
    const next = composeComment(body, [section('c/evaluate-gate')], options)
    expect(next.match(/<!-- mlgate:begin/g)).toHaveLength(3)
    expect(next.match(/<!-- mlgate:end -->/g)).toHaveLength(3)
    expect(next).toContain('long b/evaluate-gate')
  })

  test('shortens the least urgent first when the limit is near, and cuts nothing in the middle', () => {
    const long = (key: string, verdict: Verdict) => section(key, verdict, `### ${key}\n\n${'full '.repeat(200)}end`)
    const body = compose([long('a/evaluate-gate', 'fail'), long('b/evaluate-gate', 'pass')], 1_900)
    expect(body.length).toBeLessThanOrEqual(1_900)
    expect(body).toContain(`### a/evaluate-gate\n\n${'full '.repeat(200)}end`)
    expect(body).toContain('### b/evaluate-gate\n\nshort')
    expect(body).not.toContain('### b/evaluate-gate\n\nfull')
  })

  test('says so when even short sections do not fit', () => {
    const body = compose(
      Array.from({ length: 40 }, (_, index) => section(`m${index}/evaluate-gate`)),
      3_000,
    )
    expect(body.length).toBeLessThanOrEqual(3_000)
    expect(body).toContain('Some reports did not fit here')
  })
})
