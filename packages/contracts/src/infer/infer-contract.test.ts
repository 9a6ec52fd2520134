import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables, writeParquet } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contractYaml, inferContract, observeFile, planChecks, readContract, runPlan } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'mlgate-infer-'))
let tables: Tables
let counter = 0
beforeAll(async () => {
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})
afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

function csv(content: string): string {
  const file = join(folder, `${counter++}.csv`)
  writeFileSync(file, content)
  return file
}

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

async function inferred(files: readonly string[], id?: string, label?: string) {
  const observed = await Promise.all(files.map((file) => observeFile(tables, file)))
  const contract = inferContract(observed, { name: 'rows', id, label })
  if (contract === undefined) throw new Error('no column in common')
  return { contract, yaml: contractYaml(contract) }
}

async function failures(yaml: string, file: string) {
  const { checks } = await runPlan(planChecks(readContract(yaml, 'c.odcs.yaml')), tables, file)
  return checks.filter(({ verdict }) => verdict === 'fail').map(({ check, observed }) => `${check.name}: ${observed}`)
}

const lines = Array.from({ length: 60 }, (_, row) => [
  row + 1,
  row % 7 === 0 ? '' : (row / 10).toFixed(2),
  ['Adelie', 'Gentoo', 'Chinstrap'][row % 3],
  String(row).padStart(5, '0'),
  `2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
  row % 2 === 0 ? 'true' : 'false',
])
const table = `id,x,species,zip,day,flag\n${lines.map((line) => `${line.join(',')}\n`).join('')}`

test('types, ranges, lists of values, missing values and the key follow from the rows', async () => {
  const { contract } = await inferred([csv(table)], 'id')
  expect(contract.rowsAbove).toBe(30)
  expect(contract.columns).toMatchObject([
    { name: 'id', type: 'integer', primaryKey: true, range: undefined },
    { name: 'x', type: 'number', required: false, range: [0, 8], nullsBelowPercent: 32 },
    { name: 'species', type: 'string', required: true, values: ['Adelie', 'Chinstrap', 'Gentoo'] },
    // Leading zeros make an identifier, not a number.
    { name: 'zip', type: 'string', values: undefined, range: undefined },
    { name: 'day', type: 'date' },
    { name: 'flag', type: 'boolean' },
  ])
  expect(contract.columns[2]?.because).toBe('3 values in 60 rows')
})

test('each column says in a comment what it was inferred from', async () => {
  const { yaml } = await inferred([csv(table)], 'id')
  expect(yaml).toContain('# 3 values in 60 rows\n      - name: species')
  expect(yaml).toContain('# half of the 60 rows of')
})

test('the files keep the contract that was inferred from them, and a file with a new species does not', async () => {
  const other = csv(table.replaceAll('2024-', '2025-'))
  const { yaml } = await inferred([csv(table), other], 'id')
  expect(await failures(yaml, other)).toEqual([])
  expect(await failures(yaml, csv(table.replace('Gentoo', 'Emperor')))).toEqual(['species: invalidValues: 1 row of 60'])
})

test('columns that one file lacks are left out, and named', async () => {
  const { contract, yaml } = await inferred([csv('a,y\n1,2\n'), csv('a\n1\n')])
  expect(contract.leftOut).toEqual(['y'])
  expect(yaml).toContain('Left out, since not every file has it: "y"')
})

test('files whose values are numbers in one and text in the other agree on text', async () => {
  const { contract } = await inferred([csv('zip\n12345\n'), csv('zip\n01234\n')])
  expect(contract.columns[0].type).toBe('string')
})

test('typed files are inferred by their types', async () => {
  const file = join(folder, 'typed.parquet')
  const values = Float64Array.from({ length: 40 }, (_, row) => row)
  const names = Array.from(values, (value) => (value % 2 === 0 ? 'yes' : 'no'))
  await writeParquet(file, {
    rows: 40,
    columns: new Map([
      ['n', { kind: 'number', values }],
      ['s', { kind: 'string', values: names }],
    ] as const),
  })
  const { contract, yaml } = await inferred([file])
  expect(contract.columns).toMatchObject([{ type: 'integer' }, { type: 'string', values: ['no', 'yes'] }])
  // Another reader's YAML would take them for booleans.
  expect(yaml).toContain('"yes"')
  expect(await failures(yaml, file)).toEqual([])
})

test('three hundred columns are looked at in a few queries', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `column ${index}`)
  const rows = Array.from({ length: 30 }, (_, row) => names.map((_name, index) => row * index).join(','))
  const file = csv(`${names.join(',')}\n${rows.join('\n')}\n`)
  const { contract, yaml } = await inferred([file])
  expect(contract.columns).toHaveLength(300)
  expect(readContract(yaml, 'c.yaml').objects[0].columns).toHaveLength(300)
})

/** A column of 60 rows, each made from its number. */
function column(name: string, make: (row: number) => string | number): string {
  return csv(`${name},n\n${Array.from({ length: 60 }, (_, row) => `${cell(String(make(row)))},1\n`).join('')}`)
}

const two = (number: number): string => String(number).padStart(2, '0')

test.each([
  ['days after months', (row: number) => `${two(1 + (row % 28))}.${two(1 + (row % 12))}.2024`, 'date', 'dd.MM.yyyy'],
  ['days before months', (row: number) => `${two(1 + (row % 12))}/${two(1 + (row % 28))}/2024`, 'date', 'MM/dd/yyyy'],
  [
    'days that may be months',
    (row: number) => `${two(1 + (row % 12))}/${two(1 + (row % 12))}/2024`,
    'string',
    undefined,
  ],
  ['moments', (row: number) => `2024/03/${two(1 + (row % 28))} 08:${two(row)}`, 'timestamp', 'yyyy/MM/dd HH:mm'],
] as const)('dates are recognised where they can be read in one way: %s', async (_, make, type, format) => {
  const file = column('d', make)
  const { contract, yaml } = await inferred([file])
  expect(contract.columns[0]).toMatchObject({ type, format })
  expect(await failures(yaml, file)).toEqual([])
})

test('dates have room before, and a year or more after; dates of another century break the contract', async () => {
  const at = (year: number) => column('d', (row) => `${year}-05-${two(1 + (row % 28))}`)
  const { contract, yaml } = await inferred([at(2024)])
  expect(contract.columns[0].range).toEqual(['2024-04-24', '2025-05-29'])
  expect(await failures(yaml, at(2025))).toEqual([])
  expect(await failures(yaml, at(1924))).toEqual(['d: minimum: 60 rows of 60'])
})

test('texts that are all written one way are codes, and others are bounded in length', async () => {
  const letter = (row: number) => String.fromCharCode(65 + (row % 26))
  const cases = [
    [(row: number) => `${letter(row)}${letter(row >> 2)}${letter(row * 7)}`, { pattern: '^[A-Z]{3}$' }],
    [(row: number) => `A-${1000 + row * 100}`, { pattern: '^[A-Z]-[0-9]{4}$' }],
    [(row: number) => `x${row}@example.org`, { format: 'email', pattern: undefined }],
    [(row: number) => `word ${'y'.repeat(row + 1)}`, { pattern: undefined, lengths: [2, 147] }],
  ] as const
  for (const [make, expected] of cases) {
    const file = column('c', make)
    const { contract, yaml } = await inferred([file])
    expect(contract.columns[0]).toMatchObject(expected)
    expect(await failures(yaml, file)).toEqual([])
  }
})

test('of columns that speak of people nothing that the rows hold is told', async () => {
  const { contract, yaml } = await inferred([column('Phone Number', (row) => 490_000 + row)])
  expect(contract.columns[0]).toMatchObject({ sensitive: true, range: undefined, values: undefined })
  expect(yaml).toContain('classification: confidential')
  expect(yaml).not.toContain('4900')
})

test('a value in few rows may have others like it, and the label has none', async () => {
  const file = column('kind', (row) => (row === 3 ? 'rare' : (['a', 'b', 'c'][row % 3] ?? '')))
  const [asText, asLabel] = [await inferred([file]), await inferred([file], undefined, 'kind')]
  expect(asText.contract.columns[0]).toMatchObject({ othersBelowPercent: 6 })
  expect(asLabel.contract.columns[0]).toMatchObject({ values: ['a', 'b', 'c', 'rare'], othersBelowPercent: undefined })
})

test('classes that are numbers are listed, and no number between them is one', async () => {
  const file = column('y', (row) => (row % 3) * 2)
  expect((await inferred([file], undefined, 'y')).contract.columns[0]).toMatchObject({ values: [0, 2, 4] })
})

test('identifiers by name and by their rows stand once', async () => {
  const [named, other] = [column('orderId', (row) => row), column('order', (row) => row)]
  expect((await inferred([named])).contract.columns[0].unique).toBe(true)
  expect((await inferred([other])).contract.columns[0].unique).toBe(false)
})

const hostileName = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
    fc.constantFrom(
      ': {',
      '- x',
      '#',
      '"',
      "'",
      '${{ github.token }}',
      '-rf',
      'a\nb',
      '!!js',
      '&a',
      '*a',
      'null',
      '~',
      '<<',
    ),
  )
  .filter((name) => name.trim() !== '' && !/[\0\r]|^\uFEFF/.test(name))
const value = fc.oneof(
  fc.integer().map(String),
  fc.double({ noDefaultInfinity: false }).map(String),
  fc.constantFrom(
    '',
    'true',
    'FALSE',
    '2024-02-30',
    '2024-02-29',
    '31.12.2024',
    '12/31/2024',
    'ABC',
    'a@example.org',
    '08:00',
    '007',
    'NaN',
    'inf',
    ': {',
    '${{ x }}',
    'yes',
  ),
  fc.string({ maxLength: 6 }).filter((text) => !/[\0\r]/.test(text)),
)

test('whatever the columns are called and hold: the contract can be read, names the columns, and the rows keep it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(hostileName, { minLength: 1, maxLength: 4, selector: (name) => name.trim().toLowerCase() }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(value, { minLength: 4, maxLength: 40 }),
      async (names, rows, values) => {
        const body = Array.from({ length: rows }, (_, row) =>
          names.map((_name, index) => cell(values[(row * names.length + index) % values.length] ?? '')).join(','),
        )
        const file = csv(`${names.map(cell).join(',')}\n${body.join('\n')}\n`)
        let columns: readonly string[]
        try {
          columns = (await tables.columns(file)).map(({ name }) => name)
        } catch {
          // Not a table that can be read, whoever asks.
          return
        }
        const { yaml } = await inferred([file])
        expect(readContract(yaml, 'c.odcs.yaml').objects[0].columns).toEqual(columns)
        expect(await failures(yaml, file)).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})
