import { ConfigurationError, type SourcePosition } from '@mlgate/core'
import { type DocumentPath, quoted } from '@mlgate/documents'

/** A message of protobuf: what each field holds, in the order of the file, since every field may stand several times. */
export type Message = ReadonlyMap<string, readonly FieldValue[]>

/** Numbers, `true` and names of enumerations are words; they are read by whoever knows the field. */
export type FieldValue =
  | { readonly is: 'message'; readonly fields: Message; readonly offset: number }
  | { readonly is: 'text'; readonly text: string; readonly offset: number }
  | { readonly is: 'word'; readonly text: string; readonly offset: number }

/** A parsed text with the places of what it holds. */
export interface TextFormat {
  readonly message: Message
  /** Path: names of fields, each with its index when the field stands several times: `['feature', 2, 'presence']`. */
  positionOf(path: DocumentPath): SourcePosition
}

/** A schema of a hundred thousand values is far above any that is in use. */
const longestText = 1_000_000
/** Protobuf's own parsers stop at a hundred. */
const deepest = 100

interface Token {
  readonly kind: 'word' | 'text' | 'sign' | 'end'
  readonly text: string
  readonly offset: number
}

/**
 * Reads protobuf's text format: fields with `:` before scalars, messages in braces or angles, lists in brackets, strings in
 * one or several parts, comments with `#`. Names of extensions and `Any` are read as names. Throws ConfigurationError with
 * the place.
 *
 * Source: protobuf.dev/reference/protobuf/textformat-spec
 */
export function parseTextFormat(text: string, file: string): TextFormat {
  if (text.length > longestText) {
    throw new ConfigurationError(`${file}: is longer than ${longestText} characters; no schema is that long.`)
  }
  const at = placesIn(text, file)
  const tokens = new Tokens(text, at)
  const message = readFields(tokens, '', 0)
  return { message, positionOf: (path) => at(offsetOf(message, path)) }
}

/** Places of offsets; the lines are found once, since a file may have many thousand problems. */
function placesIn(text: string, file: string): (offset: number) => SourcePosition {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

class Tokens {
  readonly #text: string
  readonly #at: (offset: number) => SourcePosition
  #offset = 0
  #next: Token | undefined

  constructor(text: string, at: (offset: number) => SourcePosition) {
    this.#text = text
    this.#at = at
  }

  peek(): Token {
    this.#next ??= this.#read()
    return this.#next
  }

  take(): Token {
    const token = this.peek()
    this.#next = undefined
    return token
  }

  /** Takes a sign when it comes next. */
  accept(...signs: readonly string[]): boolean {
    const { kind, text } = this.peek()
    if (kind !== 'sign' || !signs.includes(text)) return false
    this.take()
    return true
  }

  refuse(token: Token, expected: string): ConfigurationError {
    const found = token.kind === 'end' ? 'the end of the file' : quoted(token.text, 40)
    return new ConfigurationError(`is no protobuf text: ${expected} is expected, not ${found}.`, {
      position: this.#at(token.offset),
    })
  }

  #read(): Token {
    const skipped = /(?:\s|#[^\n]*)*/y
    skipped.lastIndex = this.#offset
    skipped.exec(this.#text)
    const offset = skipped.lastIndex
    const found = this.#match(/[-+]?[\w.][\w.+]*(?:(?<=[eE])-\d+)?|-inf\w*/y, offset)
    if (found !== undefined) return this.#made('word', found, offset, found.length)
    const first = this.#text[offset]
    if (first === undefined) return this.#made('end', '', offset, 0)
    if (first !== '"' && first !== "'") return this.#made('sign', first, offset, 1)
    const string = this.#match(first === '"' ? /"(?:[^"\\\n]|\\.)*"/y : /'(?:[^'\\\n]|\\.)*'/y, offset)
    if (string === undefined) {
      throw new ConfigurationError('is no protobuf text: this string has no end on its line.', {
        position: this.#at(offset),
      })
    }
    return this.#made('text', string.slice(1, -1), offset, string.length)
  }

  #match(pattern: RegExp, offset: number): string | undefined {
    pattern.lastIndex = offset
    return pattern.exec(this.#text)?.[0]
  }

  #made(kind: Token['kind'], text: string, offset: number, length: number): Token {
    this.#offset = offset + length
    return { kind, text, offset }
  }
}

/** Fields up to a closing sign, or up to the end of the file when that is empty. */
function readFields(tokens: Tokens, closing: string, depth: number): Message {
  const fields = new Map<string, FieldValue[]>()
  for (;;) {
    const token = tokens.take()
    if (closing === '' ? token.kind === 'end' : token.kind === 'sign' && token.text === closing) return fields
    const name = fieldName(token, tokens)
    const values = fields.get(name) ?? []
    fields.set(name, values)
    const hasColon = tokens.accept(':')
    if (tokens.accept('[')) {
      if (!tokens.accept(']')) {
        do values.push(readValue(tokens, depth, true))
        while (tokens.accept(','))
        if (!tokens.accept(']')) throw tokens.refuse(tokens.peek(), ']')
      }
    } else values.push(readValue(tokens, depth, hasColon))
    tokens.accept(',', ';')
  }
}

function fieldName(token: Token, tokens: Tokens): string {
  if (token.kind === 'word' && /^[A-Za-z_]\w*$/.test(token.text)) return token.text
  if (token.kind !== 'sign' || token.text !== '[') throw tokens.refuse(token, 'the name of a field')
  let name = ''
  while (!tokens.accept(']')) {
    const part = tokens.take()
    if (part.kind !== 'word' && part.text !== '/') throw tokens.refuse(part, ']')
    name += part.text
  }
  return `[${name}]`
}

function readValue(tokens: Tokens, depth: number, allowsScalar: boolean): FieldValue {
  const token = tokens.take()
  const { offset } = token
  if (token.kind === 'sign' && (token.text === '{' || token.text === '<')) {
    if (depth >= deepest) throw tokens.refuse(token, `a message that is nested less than ${deepest} deep`)
    return { is: 'message', fields: readFields(tokens, token.text === '{' ? '}' : '>', depth + 1), offset }
  }
  if (!allowsScalar) throw tokens.refuse(token, '":" or "{"')
  if (token.kind === 'word') return { is: 'word', text: token.text, offset }
  if (token.kind === 'text') {
    const parts = [token.text]
    while (tokens.peek().kind === 'text') parts.push(tokens.take().text)
    return { is: 'text', text: unescaped(parts.join('')), offset }
  }
  throw tokens.refuse(token, 'a value')
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

/** Octal and hexadecimal escapes are bytes of UTF-8. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  const parts = text.split(/(\\(?:[0-7]{1,3}|[xX][0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))/s)
  return Buffer.concat(parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : escaped(part)))).toString()
}

function escaped(part: string): Buffer {
  const [kind = '', rest] = [part[1], part.slice(2)]
  if (/[0-7]/.test(kind)) return Buffer.from([Number.parseInt(part.slice(1), 8) % 256])
  if (/[xX]/.test(kind) && rest !== '') return Buffer.from([Number.parseInt(rest, 16)])
  if (/[uU]/.test(kind) && rest !== '') {
    const point = Number.parseInt(rest, 16)
    return Buffer.from(point > 0x10ffff ? '\u{fffd}' : String.fromCodePoint(point))
  }
  const control = escapes[kind]
  return control === undefined ? Buffer.from(kind) : Buffer.from([control])
}

/** Where the value at a path begins, or its deepest part that is there. */
function offsetOf(message: Message, path: DocumentPath): number {
  let fields: Message | undefined = message
  let offset = 0
  for (const [at, name] of path.entries()) {
    if (typeof name === 'number') continue
    const index = path[at + 1]
    const value: FieldValue | undefined = fields?.get(name)?.[typeof index === 'number' ? index : 0]
    if (value === undefined) return offset
    offset = value.offset
    fields = value.is === 'message' ? value.fields : undefined
  }
  return offset
}
