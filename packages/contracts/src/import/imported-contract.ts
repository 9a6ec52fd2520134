import type { DocumentPath } from '@mlgate/documents'

/** What a file of another tool demands, in the words of the standard. */
export interface ImportedContract {
  /** Name of the contract and of its one object. */
  readonly id: string
  /** Rules about the whole object. */
  readonly quality: readonly ImportedRule[]
  readonly properties: readonly ImportedProperty[]
  /** What was not translated. */
  readonly missing: readonly Untranslated[]
  /** What the file has beside its rules and has no meaning here, as sentences. */
  readonly notes: readonly string[]
}

export interface ImportedProperty {
  readonly name: string
  /** Keys of the standard's property beside name and quality, such as logicalType. */
  readonly keys?: Readonly<Record<string, unknown>>
  readonly quality: readonly ImportedRule[]
}

/** A rule as the contract has it: `type: custom, engine: mlgate, implementation: …`, or one of the standard's library. */
export type ImportedRule = Readonly<Record<string, unknown>>

/** A demand that has no translation. It must be shown: who imports believes that everything is checked. */
export interface Untranslated {
  /** Where the file has it. */
  readonly path: DocumentPath
  /** What it is, on one line: the name that the other tool gives it. */
  readonly what: string
  /** Why, as a sentence. */
  readonly reason: string
}
