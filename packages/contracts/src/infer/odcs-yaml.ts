import { commentLine, type DocumentPath } from '@mlgate/documents'
import { Document, isCollection, isMap, isScalar, isSeq, visit } from 'yaml'

/** A sentence that stands above a list entry or key of the file. */
export interface Remark {
  readonly path: DocumentPath
  readonly text: string
}

/** Keys whose values are short enough for one line. */
const onOneLine = new Set(['validValues', 'logicalTypeOptions', 'implementation', 'missingValues'])

/**
 * A contract as the text of its file, with comments. Whatever texts it holds, they stay texts for readers of YAML 1.1
 * as well.
 *
 * @param head sentences above all
 * @param remarks must lie on entries of lists
 */
export function odcsYaml(contract: object, head: readonly string[], remarks: readonly Remark[] = []): string {
  // Quotes what older readers would take for true or false: `yes`, `on`.
  const document = new Document(contract, { compat: 'yaml-1.1', aliasDuplicateObjects: false })
  document.commentBefore = head.map(commentLine).join('\n')
  for (const { path, text } of remarks) {
    const node = document.getIn(path, true)
    if (isMap(node) || isSeq(node) || isScalar(node)) {
      const above = node.commentBefore
      node.commentBefore = `${above ? `${above}\n` : ''}${commentLine(text)}`
    }
  }
  visit(document, {
    Pair: (_, { key, value }) => {
      const isShort = isScalar(key) && typeof key.value === 'string' && onOneLine.has(key.value)
      if (isShort && isCollection(value)) value.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}
