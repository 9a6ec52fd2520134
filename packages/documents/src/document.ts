import { ConfigurationError, type SourcePosition } from '@mlgate/core'
import type { YAMLError, YAMLMap, Document as YamlDocument } from 'yaml'
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

/** Four million characters: far above any project file or contract, far below what takes long to read. */
const longestText = 4_000_000

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
    return { file, value, positionOf: (path, which = 'value') => at(offsetOf(document, path, which)) }
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

type Locate = (offset: number) => SourcePosition

/** What to say instead of the library's words, which speak of its own inside. */
const syntaxWords: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: 'this key stands twice in the same mapping; keep one of them.',
  RESOURCE_EXHAUSTION: 'is nested too deeply.',
}

function readOne(text: string, lines: LineCounter, at: Locate): YamlDocument.Parsed {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
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
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document)
      const position = at(alias.range?.[0] ?? 0)
      if (target === undefined) {
        throw new ConfigurationError(`the alias ${printable(`*${alias.source}`)} has no anchor before it.`, {
          position,
        })
      }
      if (ancestors.includes(target)) {
        throw new ConfigurationError(`the alias ${printable(`*${alias.source}`)} contains itself.`, { position })
      }
    },
    Pair(_, pair) {
      const key = pair.key
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0
      if (!isScalar(key)) {
        throw new ConfigurationError('keys must be plain texts, not lists, mappings or aliases.', {
          position: at(offset),
        })
      }
      if (key.value === '__proto__') {
        throw new ConfigurationError('"__proto__" cannot be a key.', { position: at(offset) })
      }
      if (key.value === '<<' && key.type === 'PLAIN') {
        throw new ConfigurationError('merge keys (<<) are not part of YAML 1.2; repeat the keys or use an alias.', {
          position: at(offset),
        })
      }
    },
  })
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}

function offsetOf(document: YamlDocument.Parsed, path: DocumentPath, which: 'key' | 'value'): number {
  let node: Node | undefined = resolve(document, document.contents)
  let keyOffset = node?.range?.[0] ?? 0
  let valueOffset = keyOffset
  for (const part of path) {
    if (isMap(node)) {
      const pair = pairOf(node, String(part))
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

function pairOf(map: YAMLMap, name: string): { readonly key: Node; readonly value: Node | undefined } | undefined {
  for (const { key, value } of map.items) {
    if (isScalar(key) && String(key.value ?? '') === name) return { key, value: isNode(value) ? value : undefined }
  }
  return undefined
}

function resolve(document: YamlDocument.Parsed, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document)
  return isNode(node) ? node : undefined
}
