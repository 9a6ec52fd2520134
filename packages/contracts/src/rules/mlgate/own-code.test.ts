import { expect, it } from 'vitest'
import { contractCode } from './own-code.ts'

const rule = (implementation: string): string => `{type: custom, engine: mlgate, implementation: ${implementation}}`

it('knows the files that the programs of checks are made of', () => {
  const text = `schema:
  - name: rows
    quality:
      - ${rule('{check: module, path: checks/fares.mjs}')}
      - ${rule('{check: command, command: [python, -O, checks/fares.py, rates.json]}')}
      - {type: custom, engine: soda, implementation: {check: module, path: no.mjs}}
    properties:
      - name: x
        quality:
          - ${rule('{check: module, path: checks/fares.mjs}')}
          - ${rule('{check: notNull}')}
`
  expect(contractCode(text)).toEqual(['checks/fares.mjs', 'checks/fares.py', 'rates.json'])
})

it.each(['', '[', 'a: {b: [1, null]}', '- {engine: mlgate, implementation: x}'])('finds none in %j', (text) => {
  expect(contractCode(text)).toEqual([])
})
