import type { ProposedRule } from '../rules/mlgate/ml/propose-rules.ts'
import type { InferredColumn } from './infer-column.ts'
import type { InferredContract } from './infer-contract.ts'
import { odcsYaml, type Remark } from './odcs-yaml.ts'

/**
 * The contract's file, in the Open Data Contract Standard v3.1; a comment above each column says what was seen.
 *
 * @param rules of `engine: mlgate`, for the whole object; a comment above each says why
 */
export function contractYaml(contract: InferredContract, rules: readonly ProposedRule[] = []): string {
  const because = contract.columns.map(
    ({ because }, index): Remark => ({ path: ['schema', 0, 'properties', index], text: because }),
  )
  return odcsYaml(
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
          quality: [
            { metric: 'rowCount', mustBeGreaterThan: contract.rowsAbove },
            ...rules.map(({ implementation, severity }) => ({
              type: 'custom',
              engine: 'mlgate',
              implementation,
              ...(severity === undefined ? {} : { severity }),
            })),
          ],
          properties: contract.columns.map(propertyOf),
        },
      ],
    },
    [
      'What the data must be, inferred from the data themselves: check it, then correct it where you know better.',
      ...contract.leftOut.map((name) => `Left out, since not every file has it: ${JSON.stringify(name)}`),
    ],
    [
      ...[contract.rowsBecause, ...rules.map(({ reason }) => reason)].map(
        (text, index): Remark => ({ path: ['schema', 0, 'quality', index], text }),
      ),
      ...because.filter(({ text }) => text !== ''),
    ],
  )
}

function propertyOf(column: InferredColumn): object {
  const { type, values, othersBelowPercent, nullsBelowPercent } = column
  const limit =
    othersBelowPercent === undefined ? { mustBe: 0 } : { mustBeLessThan: othersBelowPercent, unit: 'percent' }
  const rules = [
    ...(values === undefined ? [] : [{ metric: 'invalidValues', arguments: { validValues: values }, ...limit }]),
    ...(nullsBelowPercent === undefined
      ? []
      : [{ metric: 'nullValues', mustBeLessThan: nullsBelowPercent, unit: 'percent' }]),
  ]
  const options = optionsOf(column)
  return {
    name: column.name,
    ...(type === undefined ? {} : { logicalType: type }),
    ...(Object.keys(options).length === 0 ? {} : { logicalTypeOptions: options }),
    ...(column.primaryKey ? { primaryKey: true } : {}),
    ...(column.unique ? { unique: true } : {}),
    ...(column.required ? { required: true } : {}),
    ...(column.sensitive ? { classification: 'confidential' } : {}),
    ...(rules.length === 0 ? {} : { quality: rules }),
  }
}

function optionsOf({ range, format, pattern, lengths }: InferredColumn): object {
  return {
    ...(range === undefined ? {} : { minimum: range[0], maximum: range[1] }),
    ...(format === undefined ? {} : { format }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(lengths === undefined ? {} : { ...(lengths[0] > 0 ? { minLength: lengths[0] } : {}), maxLength: lengths[1] }),
  }
}
