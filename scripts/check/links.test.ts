import { expect, test } from 'vitest'
import { brokenLinks, readPage } from './links.ts'

const gate = '# The gate\n\n## `min` and max\n\n## Slices\n\n## Slices\n'

/** What is wrong with a README beside docs/gate.md. */
function problems(readme: string): readonly string[] {
  const pages = new Map([
    ['README.md', readPage(readme)],
    ['docs/gate.md', readPage(gate)],
  ])
  return brokenLinks(pages, ['README.md', 'docs/gate.md', 'packages/core/src/index.ts'])
}

test('links to pages, folders, code and headings that are there are fine', () => {
  const text = [
    '# Read me',
    '[page](docs/gate.md), [folder](docs/), [code](packages/core/src/index.ts#L10)',
    '[heading](docs/gate.md#min-and-max), [second](docs/gate.md#slices-1), [here](#read-me)',
    '[elsewhere](https://example.com/nothing#there), <mailto:a@example.com>',
  ]
  expect(problems(text.join('\n\n'))).toEqual([])
})

test('a link to a page that is not there is named with its line', () => {
  expect(problems('\n[gone](docs/gates.md)')).toEqual([
    'README.md:2 docs/gates.md: there is no docs/gates.md in the repository.',
  ])
})

test('an anchor without a heading is broken, on another page and on this one', () => {
  expect(problems('[a](docs/gate.md#slice)')).toEqual([
    'README.md:1 docs/gate.md#slice: docs/gate.md has no heading #slice.',
  ])
  expect(problems('[a](#nowhere)')).toEqual(['README.md:1 #nowhere: README.md has no heading #nowhere.'])
})

test('pictures, links by name and links in tables count as well', () => {
  expect(problems('![x](docs/x.png)')).toHaveLength(1)
  expect(problems('[x][name]\n\n[name]: docs/y.md')).toHaveLength(1)
  expect(problems('| a |\n| --- |\n| [x](docs/z.md) |')).toHaveLength(1)
})

test('what looks like a link in code is text', () => {
  expect(problems('`[x](gone.md)`\n\n```md\n[x](gone.md)\n```')).toEqual([])
})

test('a link out of the repository or from its root is broken', () => {
  expect(problems('[x](../secret.md)')).toHaveLength(1)
  expect(problems('[x](/docs/gate.md)')).toHaveLength(1)
})
