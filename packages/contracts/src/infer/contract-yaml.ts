import { commentLine } from '@mlgate/documents'
import { Document, isCollection, isMap, isScalar, isSeq, visit } from 'yaml'
import type { InferredColumn, InferredContract } from './infer-contract.ts'

/** The contract's file, in the Open Data Contract Standard v3.1; a comment above each column says what was seen. */
export function contractYaml(contract: InferredContract): string {
  const document = new Document(
    {
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: contract.id,
      name: contract.id,
      version: '1.0.0',
      status: 'active',
      schema: [
        {
          name: contract.id,
          logicalType: 'object',
          quality: [{ metric: 'rowCount', mustBeGreaterThan: contract.rowsAbove }],
          properties: contract.columns.map(propertyOf),
        },
      ],
    },
    // Quotes what older readers would take for true or false: `yes`, `on`.
    { compat: 'yaml-1.1' },
  )
  document.commentBefore = [
    ' What the data must be, inferred from the data themselves: check it, then correct it where you know better.',
    ...contract.leftOut.map((name) => commentLine(`Left out, since not every file has it: ${JSON.stringify(name)}`)),
  ].join('\n')
  const rule = document.getIn(['schema', 0, 'quality', 0], true)
  if (isMap(rule)) rule.commentBefore = commentLine(contract.rowsBecause)
  const properties = document.getIn(['schema', 0, 'properties'], true)
  if (isSeq(properties)) {
    for (const [index, column] of contract.columns.entries()) {
      const node = properties.items[index]
      if (isMap(node) && column.because !== '') node.commentBefore = commentLine(column.because)
    }
  }
  visit(document, {
    Pair: (_, { key, value }) => {
      const isShort = isScalar(key) && (key.value === 'validValues' || key.value === 'logicalTypeOptions')
      if (isShort && isCollection(value)) value.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}

function propertyOf(column: InferredColumn): object {
  const { type, range, values, nullsBelowPercent } = column
  const rules = [
    ...(values === undefined ? [] : [{ metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 }]),
    ...(nullsBelowPercent === undefined
      ? []
      : [{ metric: 'nullValues', mustBeLessThan: nullsBelowPercent, unit: 'percent' }]),
  ]
  return {
    name: column.name,
    ...(type === undefined ? {} : { logicalType: type }),
    ...(range === undefined ? {} : { logicalTypeOptions: { minimum: range[0], maximum: range[1] } }),
    ...(column.primaryKey ? { primaryKey: true } : {}),
    ...(column.required ? { required: true } : {}),
    ...(rules.length === 0 ? {} : { quality: rules }),
  }
}
