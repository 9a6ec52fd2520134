import { type Static, Type } from 'typebox'

/**
 * The part of the Open Data Contract Standard v3.1 (Bitol, Apache-2.0) that is read here: what demands a check in
 * full, what documents as it comes. Anything else is an unknown key.
 */
const documentation = Type.Optional(Type.Unknown({ description: 'Documentation; not checked.' }))
const texts = Type.Array(Type.String())
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const range = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })

export const QualityRule = Type.Object(
  {
    type: Type.Optional(Type.String()),
    metric: Type.Optional(
      Type.Union([
        Type.Literal('nullValues'),
        Type.Literal('missingValues'),
        Type.Literal('invalidValues'),
        Type.Literal('duplicateValues'),
        Type.Literal('rowCount'),
      ]),
    ),
    arguments: Type.Optional(
      Type.Object(
        {
          missingValues: Type.Optional(Type.Array(scalar, { minItems: 1 })),
          validValues: Type.Optional(Type.Array(scalar, { minItems: 1 })),
          pattern: Type.Optional(Type.String()),
          properties: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
        },
        { additionalProperties: false },
      ),
    ),
    mustBe: Type.Optional(Type.Number()),
    mustNotBe: Type.Optional(Type.Number()),
    mustBeGreaterThan: Type.Optional(Type.Number()),
    mustBeGreaterOrEqualTo: Type.Optional(Type.Number()),
    mustBeLessThan: Type.Optional(Type.Number()),
    mustBeLessOrEqualTo: Type.Optional(Type.Number()),
    mustBeBetween: Type.Optional(range),
    mustNotBeBetween: Type.Optional(range),
    unit: Type.Optional(Type.String()),
    severity: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    query: Type.Optional(Type.String({ minLength: 1 })),
    engine: Type.Optional(Type.String({ minLength: 1 })),
    implementation: Type.Optional(Type.Unknown({ description: 'What a rule of type custom demands.' })),
    rule: Type.Optional(Type.String({ description: 'What version 3.0 called metric.' })),
    id: documentation,
    dimension: documentation,
    method: documentation,
    businessImpact: documentation,
    customProperties: documentation,
    authoritativeDefinitions: documentation,
    tags: documentation,
    scheduler: documentation,
    schedule: documentation,
  },
  { additionalProperties: false },
)
export type QualityRule = Static<typeof QualityRule>

const references = Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String(), { minItems: 1 })])

export const Relationship = Type.Object(
  {
    type: Type.Optional(Type.Literal('foreignKey')),
    from: Type.Optional(references),
    to: references,
    customProperties: documentation,
    // The standard's schema has them not, its examples have.
    id: documentation,
    description: documentation,
  },
  { additionalProperties: false },
)
export type Relationship = Static<typeof Relationship>

const bound = Type.Optional(Type.Union([Type.Number(), Type.String()]))
const count = Type.Optional(Type.Integer({ minimum: 0 }))

export const LogicalTypeOptions = Type.Object(
  {
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    minLength: count,
    maxLength: count,
    pattern: Type.Optional(Type.String()),
    format: Type.Optional(Type.String()),
    multipleOf: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    timezone: documentation,
    defaultTimezone: documentation,
    minItems: count,
    maxItems: count,
    uniqueItems: Type.Optional(Type.Boolean()),
    minProperties: count,
    maxProperties: count,
    required: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
  },
  { additionalProperties: false },
)
export type LogicalTypeOptions = Static<typeof LogicalTypeOptions>

/** Keys of properties of every level, but for the name and what is nested in them. */
const propertyKeys = {
  physicalName: Type.Optional(Type.String({ minLength: 1 })),
  logicalType: Type.Optional(
    Type.Union([
      Type.Literal('string'),
      Type.Literal('date'),
      Type.Literal('timestamp'),
      Type.Literal('time'),
      Type.Literal('number'),
      Type.Literal('integer'),
      Type.Literal('boolean'),
      Type.Literal('object'),
      Type.Literal('array'),
    ]),
  ),
  logicalTypeOptions: Type.Optional(LogicalTypeOptions),
  required: Type.Optional(Type.Boolean()),
  unique: Type.Optional(Type.Boolean()),
  primaryKey: Type.Optional(Type.Boolean()),
  primaryKeyPosition: Type.Optional(Type.Integer()),
  quality: Type.Optional(Type.Array(QualityRule)),
  relationships: Type.Optional(Type.Array(Relationship)),
  id: documentation,
  physicalType: Type.Optional(Type.String({ minLength: 1 })),
  description: documentation,
  businessName: documentation,
  authoritativeDefinitions: documentation,
  tags: documentation,
  customProperties: documentation,
  partitioned: documentation,
  partitionKeyPosition: documentation,
  classification: Type.Optional(
    Type.Unknown({
      description: 'Anything but public, open, internal or unclassified hides the values of the column.',
    }),
  ),
  encryptedName: Type.Optional(Type.Unknown({ description: 'Hides the values of the column.' })),
  transformSourceObjects: documentation,
  transformLogic: documentation,
  transformDescription: documentation,
  examples: documentation,
  criticalDataElement: documentation,
}

/** A property of an object in a column. What is nested deeper is refused at its place. */
export const NestedProperty = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    ...propertyKeys,
    properties: documentation,
    items: documentation,
  },
  { additionalProperties: false },
)
export type NestedProperty = Static<typeof NestedProperty>

/** What all items of arrays in a column are. */
export const Items = Type.Object(
  {
    name: Type.Optional(Type.String()),
    ...propertyKeys,
    properties: documentation,
    items: documentation,
  },
  { additionalProperties: false },
)
export type Items = Static<typeof Items>

export const Property = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    ...propertyKeys,
    properties: Type.Optional(Type.Array(NestedProperty)),
    items: Type.Optional(Items),
  },
  { additionalProperties: false },
)
export type Property = Static<typeof Property>

export const SchemaObject = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    properties: Type.Optional(Type.Array(Property)),
    quality: Type.Optional(Type.Array(QualityRule)),
    logicalType: Type.Optional(Type.Literal('object')),
    relationships: Type.Optional(Type.Array(Relationship)),
    id: documentation,
    physicalName: documentation,
    physicalType: documentation,
    description: documentation,
    businessName: documentation,
    authoritativeDefinitions: documentation,
    tags: documentation,
    customProperties: documentation,
    dataGranularityDescription: documentation,
  },
  { additionalProperties: false },
)
export type SchemaObject = Static<typeof SchemaObject>

/** The contract's file. */
export const ContractFile = Type.Object(
  {
    apiVersion: Type.Union(
      ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0'].map((version) => Type.Literal(version)),
      { description: 'Version of the standard.' },
    ),
    kind: Type.Literal('DataContract'),
    id: Type.String({ minLength: 1 }),
    version: Type.String({ minLength: 1 }),
    status: Type.String({ minLength: 1 }),
    name: Type.Optional(Type.String()),
    schema: Type.Array(SchemaObject, { minItems: 1 }),
    tags: Type.Optional(texts),
    tenant: documentation,
    servers: documentation,
    dataProduct: documentation,
    description: documentation,
    domain: documentation,
    support: documentation,
    price: documentation,
    team: documentation,
    roles: documentation,
    slaDefaultElement: documentation,
    slaProperties: documentation,
    authoritativeDefinitions: documentation,
    customProperties: documentation,
    contractCreatedTs: documentation,
  },
  { additionalProperties: false, description: 'Open Data Contract Standard v3.1' },
)
export type ContractFile = Static<typeof ContractFile>
