import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { closeSchema } from './closed-schema.ts'
import type { Schema } from './openapi-document.ts'

function allows(schema: Schema, value: unknown): boolean {
  return new Ajv({ strict: false }).validate(closeSchema(schema, true, {}).schema, value)
}

const named = (name: string): Schema => ({ type: 'object', properties: { [name]: { type: 'string' } } })

test('a property that the description does not name is not allowed, at any depth', () => {
  const schema: Schema = { type: 'object', properties: { list: { type: 'array', items: named('a') } } }
  expect(allows(schema, { list: [{ a: 'x' }] })).toBe(true)
  expect(allows(schema, { list: [{ b: 'x' }] })).toBe(false)
  expect(allows(schema, { other: [] })).toBe(false)
})

test('it is allowed where the description says so', () => {
  expect(allows({ ...named('a'), additionalProperties: true }, { b: 1 })).toBe(true)
  expect(allows({ type: 'object', additionalProperties: { type: 'string' } }, { b: 'x' })).toBe(true)
  expect(allows({ type: 'object' }, { b: 1 })).toBe(true)
})

test('parts of one whole name their properties together', () => {
  const schema: Schema = { allOf: [named('a'), named('b')] }
  expect(allows(schema, { a: 'x', b: 'y' })).toBe(true)
  expect(allows(schema, { a: 'x', c: 'y' })).toBe(false)
})

test('each alternative is closed by itself, unless properties beside them are shared', () => {
  expect(allows({ oneOf: [named('a'), named('b')] }, { a: 'x' })).toBe(true)
  expect(allows({ oneOf: [named('a'), named('b')] }, { a: 'x', b: 'y' })).toBe(false)
  const shared: Schema = { ...named('a'), anyOf: [{ required: ['a'] }, { ...named('b'), required: ['b'] }] }
  expect(allows(shared, { a: 'x', b: 'y' })).toBe(true)
  expect(allows(shared, { a: 'x', c: 'y' })).toBe(false)
})

test('null is allowed where the description says nullable, and nowhere else', () => {
  expect(allows({ ...named('a'), nullable: true }, null)).toBe(true)
  expect(allows({ nullable: true, allOf: [named('a')] }, null)).toBe(true)
  expect(allows({ nullable: true, allOf: [named('a')] }, { b: 'x' })).toBe(false)
  expect(allows(named('a'), null)).toBe(false)
})
