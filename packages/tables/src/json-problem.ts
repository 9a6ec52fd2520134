import { ConfigurationError } from '@mlgate/core'
import { fileBytes, type TextFile } from './file-bytes.ts'
import { decodeText } from './text-encoding.ts'

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }'

interface Place {
  readonly line: number
  readonly column: number
}

/** An object or a list that is open. */
interface Open extends Place {
  readonly kind: '{' | '['
  readonly keys: Set<string>
}

const blank = /[ \t\r\n]/
const literal = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|-?(NaN|Inf(inity)?))$/i

/**
 * What is wrong with a JSON file that the engine refused, with line and column, as our own parser sees it: RFC 8259, one
 * value after another or one list, of objects that do not have a key twice.
 *
 * @returns undefined when it sees nothing wrong
 */
export async function findJsonProblem(source: TextFile): Promise<ConfigurationError | undefined> {
  const scanner = new JsonScanner(source.file)
  try {
    for await (const text of decodeText(fileBytes(source), 'utf-8', source.file))
      for (const letter of text) scanner.take(letter)
    scanner.finish()
    return undefined
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    throw error
  }
}

class JsonScanner {
  readonly #file: string
  #line = 1
  #column = 1
  #open: Open[] = []
  #expected: Expected = 'value'
  /** Of the string or the literal that is being read. */
  #start: Place | undefined
  #text = ''
  #inString = false
  #escaped = false
  #isList = false
  #values = 0

  constructor(file: string) {
    this.#file = file
  }

  take(letter: string): void {
    if (this.#inString) this.#string(letter)
    else if (this.#start !== undefined && !/[ \t\r\n,:\]}[{"]/.test(letter)) this.#text += letter
    else {
      if (this.#start !== undefined) this.#literal()
      if (!blank.test(letter)) this.#token(letter)
    }
    if (letter === '\n') [this.#line, this.#column] = [this.#line + 1, 1]
    else this.#column++
  }

  finish(): void {
    if (this.#inString) this.#refuse('a text begins here that is not closed', this.#start)
    if (this.#start !== undefined) this.#literal()
    const open = this.#open.at(-1)
    if (open !== undefined) {
      this.#refuse(`${open.kind === '{' ? 'an object' : 'a list'} begins here that is not closed`, open)
    }
  }

  #string(letter: string): void {
    if (letter < ' ') this.#refuse('a control character stands in a text (a line end is written \\n)')
    if (letter === '"' && !this.#escaped) this.#endString()
    else {
      this.#escaped = letter === '\\' && !this.#escaped
      this.#text += letter
    }
  }

  #endString(): void {
    const start = this.#start
    this.#inString = false
    this.#start = undefined
    if (!this.#expected.startsWith('key')) {
      this.#refuseAtTop('a text', start)
      this.#closed()
      return
    }
    const keys = this.#open.at(-1)?.keys
    if (keys?.has(this.#text)) this.#refuse(`the key ${JSON.stringify(this.#text)} stands twice in one object`, start)
    keys?.add(this.#text)
    this.#expected = ':'
  }

  #literal(): void {
    const start = this.#start
    this.#start = undefined
    if (!literal.test(this.#text)) this.#refuse('what begins here is no JSON value', start)
    if (!this.#wantsValue()) this.#unexpected(start)
    if (this.#text !== 'null') this.#refuseAtTop('a value that is no object', start)
    this.#closed()
  }

  #token(letter: string): void {
    const here = { line: this.#line, column: this.#column }
    const open = this.#open.at(-1)
    switch (letter) {
      case '"':
        if (!this.#wantsValue() && !this.#expected.startsWith('key')) this.#unexpected()
        ;[this.#inString, this.#start, this.#text] = [true, here, '']
        return
      case '{':
      case '[': {
        if (!this.#wantsValue()) this.#unexpected()
        const isFirst = open === undefined && this.#values === 0
        if (letter === '[' && isFirst) this.#isList = true
        else if (letter === '[' || (open === undefined && this.#isList)) this.#refuseAtTop('a list', here)
        this.#open.push({ kind: letter, ...here, keys: new Set() })
        this.#expected = letter === '{' ? 'key or }' : 'value or ]'
        return
      }
      case '}':
      case ']':
        if (!this.#expected.endsWith(letter)) this.#unexpected()
        this.#open.pop()
        this.#closed()
        return
      case ':':
        if (this.#expected !== ':') this.#unexpected()
        this.#expected = 'value'
        return
      case ',':
        if (!this.#expected.startsWith(', ')) this.#unexpected()
        this.#expected = open?.kind === '{' ? 'key' : 'value'
        return
      default:
        ;[this.#start, this.#text] = [here, letter]
    }
  }

  #closed(): void {
    const open = this.#open.at(-1)
    if (open === undefined) this.#values++
    this.#expected = open === undefined ? 'value' : open.kind === '{' ? ', or }' : ', or ]'
  }

  #wantsValue(): boolean {
    return this.#expected.startsWith('value')
  }

  /** Rows are objects. */
  #refuseAtTop(what: string, at: Place | undefined): void {
    const depth = this.#open.length - (this.#isList ? 1 : 0)
    if (depth > 0) return
    this.#refuse(
      depth < 0 ? 'something stands behind the list' : `${what} stands where a row, an object, is wanted`,
      at,
    )
  }

  #unexpected(at?: { readonly line: number; readonly column: number }): never {
    const wanted = this.#expected.startsWith('value')
      ? this.#expected.replace('value', 'a value')
      : this.#expected.replace('key', 'a key in double quotes')
    return this.#refuse(`${wanted} is wanted here`, at)
  }

  #refuse(what: string, at?: Place): never {
    const { line, column } = at ?? { line: this.#line, column: this.#column }
    throw new ConfigurationError(`malformed JSON: ${what}. Is the file complete?`, {
      position: { file: this.#file, line, column },
    })
  }
}
