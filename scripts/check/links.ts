import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import { toString as textOf } from 'mdast-util-to-string'
import { root } from '../repository.ts'
import { runCommand } from '../run-command.ts'
import { type Check, outcomeOf } from './check.ts'
import { markdownNodes } from './markdown-nodes.ts'

/** A link that leads to a file of the repository or to a place on a page. */
interface Link {
  readonly line: number
  readonly url: string
}

interface Page {
  readonly links: readonly Link[]
  readonly anchors: ReadonlySet<string>
}

/** Every relative link and anchor in our pages leads to something that the repository holds. */
export const links: Check = {
  name: 'links',
  run: async () => {
    const listed = await runCommand(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'])
    if (listed.exitCode !== 0) return { passed: false, detail: listed.output }
    const files = listed.stdout.split('\0').filter((file) => file !== '')
    const pages = new Map<string, Page>()
    for (const file of files) {
      // A file that was deleted is still in the index until the deletion is committed.
      const text = file.endsWith('.md') ? await readFile(join(root, file), 'utf8').catch(() => undefined) : undefined
      if (text !== undefined) pages.set(file, readPage(text))
    }
    if (pages.size === 0) return { passed: false, detail: 'No page was found to check.' }
    const count = [...pages.values()].reduce((sum, { links }) => sum + links.length, 0)
    return outcomeOf(brokenLinks(pages, files), `${count} links on ${pages.size} pages`)
  },
}

/** Links of a Markdown text to other files and places, and the anchors that GitHub gives to its headings. */
export function readPage(text: string): Page {
  const slugs = new GithubSlugger()
  const found: Link[] = []
  const anchors = new Set<string>()
  for (const node of markdownNodes(text)) {
    if (node.type === 'heading') anchors.add(slugs.slug(textOf(node)))
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') continue
    // With a scheme, or of another host: the network is not asked.
    if (!/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(node.url))
      found.push({ line: node.position?.start.line ?? 0, url: node.url })
  }
  return { links: found, anchors }
}

/**
 * What is wrong with the links of pages, by their paths in the repository; `files` are all of its files. Anchors are
 * checked on pages alone: those of code (`#L10`) are not ours.
 */
export function brokenLinks(pages: ReadonlyMap<string, Page>, files: readonly string[]): readonly string[] {
  const present = new Set(files.flatMap((file) => [file, ...foldersOf(file)]))
  return [...pages].flatMap(([page, { links }]) =>
    links.flatMap(({ line, url }) => {
      const [path = '', anchor] = url.split('#', 2).map(decodeURIComponent)
      if (path.startsWith('/')) return [`${page}:${line} ${url}: is no relative link.`]
      const target = path === '' ? page : posix.join(posix.dirname(page), path).replace(/\/$/, '')
      if (!present.has(target)) return [`${page}:${line} ${url}: there is no ${target} in the repository.`]
      const anchors = pages.get(target)?.anchors
      if (anchor === undefined || anchors === undefined || anchors.has(anchor)) return []
      return [`${page}:${line} ${url}: ${target} has no heading #${anchor}.`]
    }),
  )
}

/** `a/b/c.md` lies in `a/b` and `a`; everything lies in `.`. */
function foldersOf(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1)
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))]
}
