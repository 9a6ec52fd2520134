import type { DocumentPath } from '@mlgate/documents'
import type { Relationship, SchemaObject } from '../contract-schema.ts'
import type { Measure } from '../plan/measure.ts'
import type { Complain } from './logical-checks.ts'

/** A foreign key that an object, or one of its properties, demands. */
export interface ForeignKey {
  readonly name: string
  readonly expectation: string
  readonly measure: Measure
  readonly path: DocumentPath
}

/** A property of an object of the contract, as a reference names it. */
interface Reference {
  readonly object: string
  readonly column: string
}

/**
 * The foreign keys of an object (`from` and `to`) or of a property (`to` alone).
 *
 * @param objects of the contract, whose properties references name
 * @param own name of the object, and the column of the property that has the relationships
 * @param complain takes paths below what has the relationships
 */
export function foreignKeys(
  relationships: readonly Relationship[],
  objects: readonly SchemaObject[],
  own: { readonly object: string; readonly column?: string },
  complain: Complain,
): readonly ForeignKey[] {
  return relationships.flatMap(({ from, to }, index) => {
    const path = ['relationships', index]
    const read = (given: string | readonly string[], key: string): readonly Reference[] | undefined => {
      const found = [given].flat().map((text) => referenceOf(text, objects))
      const wrong = found.find((one) => typeof one === 'string')
      if (wrong !== undefined) complain([...path, key], wrong)
      return wrong === undefined ? found.filter((one) => typeof one !== 'string') : undefined
    }
    const { column } = own
    if (column !== undefined && from !== undefined) {
      complain([...path, 'from'], 'is the property itself; leave it out.')
      return []
    }
    if (column === undefined && from === undefined) {
      complain(path, 'needs from: the object’s own properties, such as rides.station.')
      return []
    }
    const children = column === undefined ? read(from ?? [], 'from') : [{ object: own.object, column }]
    const parents = read(to, 'to')
    if (children === undefined || parents === undefined) return []
    const [parent] = parents
    const stranger = children.find((child) => child.object !== own.object)
    if (stranger !== undefined) {
      complain([...path, 'from'], `names ${stranger.object}; it must name properties of ${own.object}.`)
      return []
    }
    if (children.length !== parents.length) {
      complain([...path, 'to'], `has ${parents.length} properties for ${children.length}: each needs one.`)
      return []
    }
    if (parent === undefined || parents.some(({ object }) => object !== parent.object)) {
      complain([...path, 'to'], 'must name properties of one object.')
      return []
    }
    const columns = children.map((child) => child.column)
    const others = parents.map((one) => one.column)
    return [
      {
        name: `${columns.join(', ')}: foreign key`,
        expectation: `every ${columns.length === 1 ? 'value' : 'key'} stands in ${parent.object} (${others.join(', ')})`,
        measure: { counts: 'orphans', columns, references: { file: parent.object, columns: others } },
        path,
      },
    ]
  })
}

/** What a reference names: `object.property`, or `schema/<id>/properties/<id>`. A sentence when it names nothing. */
function referenceOf(text: string, objects: readonly SchemaObject[]): Reference | string {
  const short = /^([^./#]+)\.([^./#]+)$/.exec(text)
  const full = /^(?:#?\/)?schema\/([^/]+)\/properties\/([^/]+)$/.exec(text)
  const [, objectName = '', name = ''] = short ?? full ?? []
  if (objectName === '') {
    return 'is not followed: write object.property, or schema/<object>/properties/<property>, of this contract. For another file, add a rule foreignKey with to.file.'
  }
  const isNamed = (one: { readonly id?: unknown; readonly name: string }, wanted: string): boolean =>
    one.name === wanted || (full !== null && one.id === wanted)
  const object = objects.find((one) => isNamed(one, objectName))
  if (object === undefined) {
    return `no object ${JSON.stringify(objectName)} in this contract, only ${objects.map((one) => one.name).join(', ')}.`
  }
  const property = object.properties?.find((one) => isNamed(one, name))
  if (property === undefined) return `${object.name} has no property ${JSON.stringify(name)}.`
  return { object: object.name, column: property.physicalName ?? property.name }
}
