import { Document, visit } from 'yaml'
import { generatedNotice } from './step-face.ts'

/** YAML text of plain values, with the notice as first line; `comments` are lines below it. */
export function writeYaml(value: unknown, comments: readonly string[] = []): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  document.commentBefore = [generatedNotice, ...comments.map((line) => ` ${line}`)].join('\n')
  visit(document, {
    Scalar(_key, node) {
      // `yes`, `on` and `1.0` are strings for YAML 1.2, and something else for older readers.
      if (
        typeof node.value === 'string' &&
        /^(y|n|yes|no|on|off|true|false|null|~|[\d.+-][\d._eE+-]*)$/i.test(node.value)
      ) {
        node.type = 'QUOTE_SINGLE'
      }
    },
  })
  return document.toString({ lineWidth: 0, singleQuote: true })
}
