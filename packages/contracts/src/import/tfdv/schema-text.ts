import type { Document } from '@mlgate/documents'
import { type FieldValue, type Message, parseTextFormat } from './text-format.ts'

/** Names that a schema of TFDV may begin with. */
const beginning =
  /^(?:\s|#.*)*(?:feature|(?:string|int|float)_domain|(?:sparse|weighted)_feature|dataset_constraints|default_environment|annotation|generate_legacy_feature_spec|represent_variable_length_as_ragged|tensor_representation_group)\s*(?::|\{|<)/

/** Whether a text is a schema in protobuf's text format, by its file's name or by how it begins. */
export function isSchemaText(text: string, file: string): boolean {
  return /\.(?:pbtxt|pbtext|textproto|txtpb|prototxt)$/i.test(file) || beginning.test(text.slice(0, 10_000))
}

/** Protobuf's text format as the values that JSON has for it. Throws ConfigurationError with the place. */
export function parseSchemaText(text: string, file: string): Document {
  const { message, positionOf } = parseTextFormat(text, file)
  return { file, value: jsonOf(message), positionOf: (path) => positionOf(path) }
}

function jsonOf(message: Message): object {
  return Object.fromEntries(
    [...message].map(([name, values]) => [name, values.length === 1 ? plain(values[0]) : values.map(plain)]),
  )
}

function plain(value: FieldValue | undefined): unknown {
  if (value === undefined) return undefined
  if (value.is === 'message') return jsonOf(value.fields)
  if (value.is === 'text') return value.text
  const word = value.text
  if (/^(?:true|True|t)$/.test(word)) return true
  if (/^(?:false|False|f)$/.test(word)) return false
  if (/^-?0[0-7]+$/.test(word)) return Number.parseInt(word, 8)
  const number = Number(word.replace(/(?<=^[-+.\de]*\d\.?)[fF]$/i, ''))
  return Number.isNaN(number) ? word : number
}
