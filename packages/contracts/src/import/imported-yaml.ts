import { odcsYaml } from '../infer/odcs-yaml.ts'
import type { ImportedContract } from './imported-contract.ts'

/**
 * The contract's file; what is missing stands at its head.
 *
 * @param missing a line each
 */
export function importedYaml(contract: ImportedContract, from: string, missing: readonly string[]): string {
  const { id, quality, properties, notes } = contract
  const head = [
    `Imported from ${from}.`,
    ...notes,
    ...(missing.length === 0 ? [] : ['NOT IMPORTED, and checked by nobody until you write it:', ...missing]),
  ]
  return odcsYaml(
    {
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id,
      name: id,
      version: '1.0.0',
      status: 'active',
      schema: [
        {
          name: id,
          logicalType: 'object',
          ...(quality.length === 0 ? {} : { quality }),
          ...(properties.length === 0 ? {} : { properties: properties.map(propertyOf) }),
        },
      ],
    },
    head,
  )
}

function propertyOf({ name, keys, quality }: ImportedContract['properties'][number]): object {
  return { name, ...keys, ...(quality.length === 0 ? {} : { quality }) }
}
