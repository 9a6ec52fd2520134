import type { LogicalTypeOptions } from '../contract-schema.ts'
import type { Complain, LogicalCheck } from './logical-check.ts'

type OptionName = keyof LogicalTypeOptions

const optionsByType: Readonly<Record<'object' | 'array', readonly OptionName[]>> = {
  object: ['minProperties', 'maxProperties', 'required'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
}

/** Checks that a property's `logicalTypeOptions` demand of a column of objects or arrays, beside that it holds such. */
export function nestedChecks(
  type: 'object' | 'array',
  options: LogicalTypeOptions,
  column: string,
  complain: Complain,
): readonly LogicalCheck[] {
  const given = (Object.keys(options) as OptionName[]).filter((name) => options[name] !== undefined)
  const known = optionsByType[type]
  for (const name of given.filter((name) => !known.includes(name))) {
    const path = ['logicalTypeOptions', name]
    complain(path, `is not checked for logicalType ${type}; supported: ${known.join(', ')}.`)
  }
  return [
    {
      key: 'logicalType',
      expectation: `every value is an ${type}`,
      predicate: { is: 'not-nested', column, type },
      path: ['logicalType'],
    },
    ...given.filter((name) => known.includes(name)).flatMap((name) => optionCheck(name, options, column)),
  ]
}

function optionCheck(key: OptionName, options: LogicalTypeOptions, column: string): readonly LogicalCheck[] {
  const check = (expectation: string, predicate: LogicalCheck['predicate']): readonly LogicalCheck[] => [
    { key, expectation, predicate, path: ['logicalTypeOptions', key] },
  ]
  switch (key) {
    case 'minItems':
    case 'maxItems': {
      const side = key === 'minItems' ? 'below' : 'above'
      const size = options[key] ?? 0
      const words = `every array has at ${side === 'below' ? 'least' : 'most'} ${size} items`
      return check(words, { is: 'beyond-size', column, part: 'items', side, size })
    }
    case 'minProperties':
    case 'maxProperties': {
      const side = key === 'minProperties' ? 'below' : 'above'
      const size = options[key] ?? 0
      const words = `every object has at ${side === 'below' ? 'least' : 'most'} ${size} fields with a value`
      return check(words, { is: 'beyond-size', column, part: 'fields', side, size })
    }
    case 'uniqueItems':
      // False demands nothing.
      return options.uniqueItems === true ? check('no array has a value twice', { is: 'repeated-item', column }) : []
    case 'required': {
      const fields = options.required ?? []
      const names = fields.map((field) => JSON.stringify(field)).join(', ')
      return check(`every object has a value in ${names}`, { is: 'missing-field', column, fields })
    }
    default:
      return []
  }
}
