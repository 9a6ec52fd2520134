import { ConfigurationError } from '@mlgate/core'
import { type Document, parseDocument, pathText, printable } from '@mlgate/documents'
import { importSuggestions, isDeequ } from './deequ/import-suggestions.ts'
import { importTableSchema, isFrictionless } from './frictionless/import-table-schema.ts'
import { importGreatExpectations, isGreatExpectations } from './great-expectations/import-suite.ts'
import { type ImportFormat, importFormats } from './import-formats.ts'
import type { ImportedContract } from './imported-contract.ts'
import { importedYaml } from './imported-yaml.ts'
import { importJsonSchema, isJsonSchema } from './json-schema/import-json-schema.ts'
import { importTfdvSchema, isTfdv } from './tfdv/import-schema.ts'
import { isSchemaText, parseSchemaText } from './tfdv/schema-text.ts'

const formats: Readonly<Record<ImportFormat, Format>> = {
  'great-expectations': { recognises: isGreatExpectations, read: importGreatExpectations },
  frictionless: { recognises: isFrictionless, read: importTableSchema },
  deequ: { recognises: isDeequ, read: importSuggestions },
  tfdv: { recognises: isTfdv, read: importTfdvSchema },
  'json-schema': { recognises: isJsonSchema, read: importJsonSchema },
}

interface Format {
  /** Whether a file's value is of this format. */
  recognises(value: unknown): boolean
  /** Throws ConfigurationError when it is not what it seemed. */
  read(document: Document): ImportedContract
}

/** A contract made from another tool's file. */
export interface ContractImport {
  readonly format: ImportFormat
  /** Text of the contract's file. */
  readonly yaml: string
  /** How many rules and properties it has. */
  readonly rules: number
  readonly properties: number
  /** A line for each demand that has no translation: place, name, reason. */
  readonly missing: readonly string[]
  /** What has no meaning here and was left out, as sentences. */
  readonly notes: readonly string[]
}

/**
 * Translates another tool's rules into a contract.
 *
 * @param file name that the messages use
 * @param format recognised when not given
 * @throws ConfigurationError when the file is none of the formats, or not of the one that is named
 */
export function importContract(text: string, file: string, format?: ImportFormat): ContractImport {
  const isText = (format === undefined || format === 'tfdv') && isSchemaText(text, file)
  const document = isText ? parseSchemaText(text, file) : parseDocument(text, file)
  const chosen = isText ? 'tfdv' : (format ?? importFormats.find((name) => formats[name].recognises(document.value)))
  if (chosen === undefined) {
    throw new ConfigurationError(`${file}: is not recognised. Say what it is: --from ${importFormats.join(', ')}.`)
  }
  const imported = formats[chosen].read(document)
  const missing = imported.missing.map(({ path, what, reason }) => {
    const { line, column } = document.positionOf(path)
    return `${file}:${line}:${column} ${pathText(path)}: ${printable(what)}: ${reason}`
  })
  const { properties, quality, notes } = imported
  const rules = quality.length + properties.reduce((sum, property) => sum + property.quality.length, 0)
  if (rules === 0 && properties.length === 0) {
    throw new ConfigurationError([`${file}: holds nothing that can be checked.`, ...missing].join('\n'))
  }
  return {
    format: chosen,
    yaml: importedYaml(imported, chosen, missing),
    rules,
    properties: properties.length,
    missing,
    notes,
  }
}
