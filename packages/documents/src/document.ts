import { ConfigurationError, type SourcePosition } from '@mlgate/core'
import type { Scalar, YAMLError, YAMLMap, Document as YamlDocument } from 'yaml'
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, visit } from 'yaml'
import { type DocumentPath, printable } from './printable.ts'

/** A YAML or JSON file as plain values that still knows where everything stands. */
export interface Document {
  readonly file: string
  readonly value: unknown
  /**
   * Where the value at a path stands, or its key (for list entries the same). A path that is not there gives the
   * place of its deepest existing part, so that a missing key points at the mapping that lacks it.
   */
  positionOf(path: DocumentPath, which?: 'key' | 'value'): SourcePosition
}

/** A million characters: far above any project file or contract. Longer hostile ones take the parser minutes. */
const longestText = 1_000_000

/**
 * Reads one YAML 1.2 document (JSON is part of YAML). Refuses, with the position: syntax errors, duplicate keys,
 * several documents, other YAML versions, unknown tags, merge keys, keys that are no scalars or `__proto__`, and
 * aliases that would unfold to an enormous value. Throws ConfigurationError.
 */
export function parseDocument(text: string, file: string): Document {
  const lines = new LineCounter()
  const at = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  if (text.length > longestText) {
    throw new ConfigurationError(`${file}: is longer than ${longestText} characters; no such document is that long.`)
  }
  try {
    const document = readOne(text, lines, at)
    // Unfolding can fail on aliases that multiply; the library counts them.
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    const index = new WeakMap<YAMLMap, ReadonlyMap<string, Entry>>()
    return { file, value, positionOf: (path, which = 'value') => at(offsetOf(document, path, which, index)) }
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ConfigurationError('is nested too deeply.', { position: at(0), cause: error })
    }
    if (error instanceof ReferenceError) {
      throw new ConfigurationError('has aliases that unfold to an enormous value.', {
        position: at(0),
        cause: error,
      })
    }
    throw error
  }
}

/** The library looks through the whole document for each alias. */
const mostAliases = 1000

type Locate = (offset: number) => SourcePosition

/** What to say instead of the library's words, which speak of its own inside. */
const syntaxWords: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  RESOURCE_EXHAUSTION: 'is nested too deeply.',
}

function readOne(text: string, lines: LineCounter, at: Locate): YamlDocument.Parsed {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    lineCounter: lines,
    prettyErrors: false,
    // Checked below: the library compares every key with every other, which takes minutes for a hostile file.
    uniqueKeys: false,
    strict: true,
  })
  // An empty text has no documents at all; one with only a comment is one document without content.
  const all = 'empty' in parsed ? parseAllDocuments('null\n', { version: '1.2' }) : parsed
  const [document, second] = all
  if (document === undefined) throw new ConfigurationError('holds no document.', { position: at(0) })
  const first = document.errors[0] ?? document.warnings[0]
  if (first !== undefined) {
    const message = syntaxWords[first.code] ?? `is no valid YAML: ${printable(first.message, 200)}.`
    throw new ConfigurationError(message, { position: at(first.pos[0]), cause: first })
  }
  if (second !== undefined) {
    const start = second.range[0]
    throw new ConfigurationError('a second document begins here; one file holds one document.', {
      position: at(start),
    })
  }
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    throw new ConfigurationError(`asks for YAML ${document.directives.yaml.version}; only YAML 1.2 is read.`, {
      position: at(0),
    })
  }
  refuseTraps(document, at)
  return document
}

function refuseTraps(document: YamlDocument.Parsed, at: Locate): void {
  const anchors = new Map<string, Node>()
  let aliases = 0
  const refuse = (message: string, node: unknown): ConfigurationError =>
    new ConfigurationError(message, { position: at(isNode(node) ? (node.range?.[0] ?? 0) : 0) })
  visit(document, {
    Alias(_, alias, ancestors) {
      aliases += 1
      if (aliases > mostAliases) throw refuse(`has more than ${mostAliases} aliases; write the values out.`, alias)
      const target = anchors.get(alias.source)
      const name = printable(`*${alias.source}`)
      if (target === undefined) throw refuse(`the alias ${name} has no anchor before it.`, alias)
      if (ancestors.includes(target)) throw refuse(`the alias ${name} contains itself.`, alias)
    },
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (isMap(node)) refuseKeys(node, refuse)
    },
  })
}

function refuseKeys(map: YAMLMap, refuse: (message: string, node: unknown) => ConfigurationError): void {
  const seen = new Set<string>()
  for (const { key } of map.items) {
    if (!isScalar(key)) throw refuse('keys must be plain texts, not lists, mappings or aliases.', key)
    const name = keyText(key)
    if (name === '__proto__') throw refuse('"__proto__" cannot be a key.', key)
    if (name === '<<' && key.type === 'PLAIN') {
      throw refuse('merge keys (<<) are not part of YAML 1.2; repeat the keys or use an alias.', key)
    }
    if (seen.has(name)) throw refuse('this key stands twice in the same mapping; keep one of them.', key)
    seen.add(name)
  }
}

/** The property name that a key becomes. `1` and `"1"` are one name, and so are duplicates. */
function keyText(key: Scalar): string {
  return String(key.value ?? '')
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}

function offsetOf(
  document: YamlDocument.Parsed,
  path: DocumentPath,
  which: 'key' | 'value',
  index: WeakMap<YAMLMap, ReadonlyMap<string, Entry>>,
): number {
  let node: Node | undefined = resolve(document, document.contents)
  let keyOffset = node?.range?.[0] ?? 0
  let valueOffset = keyOffset
  for (const part of path) {
    if (isMap(node)) {
      const pair = entryOf(node, String(part), index)
      if (pair === undefined) return keyOffset
      keyOffset = pair.key.range?.[0] ?? keyOffset
      valueOffset = pair.value?.range?.[0] ?? keyOffset
      node = resolve(document, pair.value)
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)]
      if (!isNode(item)) return keyOffset
      keyOffset = item.range?.[0] ?? keyOffset
      valueOffset = keyOffset
      node = resolve(document, item)
    } else {
      return keyOffset
    }
  }
  return which === 'key' ? keyOffset : valueOffset
}

interface Entry {
  readonly key: Node
  readonly value: Node | undefined
}

/** The entries of a mapping by name, made once for each mapping: a file may have many thousand keys and problems. */
function entryOf(map: YAMLMap, name: string, index: WeakMap<YAMLMap, ReadonlyMap<string, Entry>>): Entry | undefined {
  let entries = index.get(map)
  if (entries === undefined) {
    entries = new Map(
      map.items.flatMap(({ key, value }): (readonly [string, Entry])[] =>
        isScalar(key) ? [[keyText(key), { key, value: isNode(value) ? value : undefined }]] : [],
      ),
    )
    index.set(map, entries)
  }
  return entries.get(name)
}

function resolve(document: YamlDocument.Parsed, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document)
  return isNode(node) ? node : undefined
}
