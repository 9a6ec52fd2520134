import { expect, test } from 'vitest'
import type { Operation } from './openapi-document.ts'
import { OperationTable } from './operation-table.ts'

const get: Operation = { responses: {} }
const wide: Operation = {
  parameters: [{ name: 'branch', in: 'path', required: true, schema: {}, 'x-multi-segment': true }],
  responses: {},
}
const table = new OperationTable({
  paths: {
    '/repos/{owner}/{repo}/issues/{number}/comments': { get },
    '/repos/{owner}/{repo}/issues/comments/{id}': { get },
    '/repos/{owner}/{repo}/branches/{branch}': { get: wide },
    '/repos/{owner}/{repo}/compare/{basehead}': { get },
    '/a.b/{name}': { get },
  },
  components: { schemas: {} },
})

test.each([
  [
    '/repos/a/b/issues/7/comments',
    '/repos/{owner}/{repo}/issues/{number}/comments',
    { owner: 'a', repo: 'b', number: '7' },
  ],
  ['/repos/a/b/issues/comments/7', '/repos/{owner}/{repo}/issues/comments/{id}', { owner: 'a', repo: 'b', id: '7' }],
  ['/repos/a/b/branches/release/1', '/repos/{owner}/{repo}/branches/{branch}', { branch: 'release/1' }],
  ['/repos/a/b/branches/release%2F1', '/repos/{owner}/{repo}/branches/{branch}', { branch: 'release/1' }],
  ['/repos/a/b/compare/1...2', '/repos/{owner}/{repo}/compare/{basehead}', { basehead: '1...2' }],
])('%s is the operation %s', (path, template, pathValues) => {
  expect(table.find('GET', path)).toMatchObject({ template, pathValues })
})

test('a path that no template fits is none, and a method that is missing is told', () => {
  expect(table.find('GET', '/repos/a/b/compare/1/2')).toBeUndefined()
  expect(table.find('GET', '/aXb/c')).toBeUndefined()
  expect(table.find('PUT', '/a.b/c')).toEqual({ template: '/a.b/{name}' })
})
