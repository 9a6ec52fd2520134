import { join } from 'node:path'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { corrupt } from './disk-error.ts'
import type { RegistryFolder } from './registry-folder.ts'

const documentName = /^([1-9][0-9]{0,8})\.json$/

/**
 * Documents that are numbered from 1 without a gap and never change: `1.json`, `2.json` … Whoever makes the next number
 * first has it; that is all the locking there is, and a killed process holds none of it.
 */
export class NumberedDocuments<S extends TSchema> {
  readonly #folder: RegistryFolder
  readonly #parts: readonly string[]
  readonly #schema: S

  constructor(folder: RegistryFolder, parts: readonly string[], schema: S) {
    this.#folder = folder
    this.#parts = parts
    this.#schema = schema
  }

  /** The largest number that is taken; 0 when there is none. Other files are not ours and count for nothing. */
  async newest(): Promise<number> {
    const names = await this.#folder.names(this.#parts)
    return names.reduce((largest, name) => Math.max(largest, Number(documentName.exec(name)?.[1] ?? 0)), 0)
  }

  /** The document of a number; undefined when there is none. Throws for what is not one of ours. */
  async read(number: number): Promise<Static<S> | undefined> {
    const name = `${number}.json`
    const document = await this.#folder.readJson(this.#parts, name)
    if (document === undefined) return undefined
    if (Value.Check(this.#schema, document)) return document
    const [first] = Value.Errors(this.#schema, document)
    // How typebox says that a closed object has a key too many.
    const message = first?.message === 'schema is false' ? 'is not known here' : (first?.message ?? 'unreadable')
    throw corrupt(`${join(this.#folder.root, ...this.#parts, name)}: ${first?.instancePath || '/'}: ${message}.`)
  }

  /** All documents, the first first. A gap means that somebody took one away. */
  async all(): Promise<readonly Static<S>[]> {
    const newest = await this.newest()
    const documents: Static<S>[] = []
    for (let number = 1; number <= newest; number++) documents.push(await this.require(number))
    return documents
  }

  /** The document of a number that must be there. */
  async require(number: number): Promise<Static<S>> {
    const document = await this.read(number)
    if (document !== undefined) return document
    const folder = join(this.#folder.root, ...this.#parts)
    throw corrupt(`${folder}: ${number}.json is missing; somebody took it away.`)
  }

  /** Takes a number; false when somebody else has it already. */
  create(number: number, document: Static<S>): Promise<boolean> {
    return this.#folder.createOnce(this.#parts, `${number}.json`, `${JSON.stringify(document, null, 2)}\n`)
  }
}
