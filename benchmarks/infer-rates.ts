import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contractYaml, inferContract, observeFile, planChecks, readContract, runPlan } from '@mlgate/contracts'
import { openTables, type Tables } from '@mlgate/tables'

/**
 * How often a contract that was inferred from one half of a table alarms on the other half, where nothing is wrong, and
 * whether it catches faults that are planted there. `node benchmarks/infer-rates.ts [slack …]`
 */
const data = join(import.meta.dirname, '../node_modules/vega-datasets/data')
const halvings = 40
let files = 0

type Row = Readonly<Record<string, unknown>>
type Fault = (rows: readonly Row[]) => readonly Row[]

interface Subject {
  readonly name: string
  readonly file: string
  readonly label?: string
  readonly faults: Readonly<Record<string, Fault>>
}

const scaled =
  (column: string): Fault =>
  (rows) =>
    rows.map((row) => ({ ...row, [column]: typeof row[column] === 'number' ? row[column] * 1000 : row[column] }))
const swapped =
  (a: string, b: string): Fault =>
  (rows) =>
    rows.map((row) => ({ ...row, [a]: row[b], [b]: row[a] }))
/** A tenth of the rows get another value. */
const tenth =
  (column: string, value: unknown): Fault =>
  (rows) =>
    rows.map((row, index) => (index % 10 === 0 ? { ...row, [column]: value } : row))
const years =
  (column: string, by: number): Fault =>
  (rows) =>
    rows.map((row) => ({
      ...row,
      [column]: String(row[column]).replace(/^\d{4}/, (year) => String(Number(year) + by)),
    }))

const subjects: readonly Subject[] = [
  {
    name: 'penguins',
    file: 'penguins.json',
    label: 'Species',
    faults: {
      'a unit 1,000 times smaller': scaled('Body Mass (g)'),
      'two columns swapped': swapped('Beak Length (mm)', 'Flipper Length (mm)'),
      'a tenth missing': tenth('Flipper Length (mm)', null),
      'a new category': tenth('Island', 'Anvers'),
    },
  },
  {
    name: 'movies',
    file: 'movies.json',
    faults: {
      'a unit 1,000 times smaller': scaled('Production Budget'),
      'two columns swapped': swapped('IMDB Rating', 'Rotten Tomatoes Rating'),
      'a tenth missing': tenth('Title', null),
      'a new category': tenth('MPAA Rating', 'X'),
    },
  },
  {
    name: 'flights',
    file: 'flights-10k.json',
    faults: {
      'a unit 1,000 times smaller': scaled('distance'),
      'two columns swapped': swapped('origin', 'delay'),
      'a tenth missing': tenth('origin', null),
      'a new category': tenth('origin', 'Zurich'),
      'dates ten years off': (rows) => years('date', 10)(rows),
    },
  },
  {
    name: 'weather',
    file: 'seattle-weather.csv',
    label: 'weather',
    faults: {
      'a unit 1,000 times smaller': scaled('temp_max'),
      'two columns swapped': swapped('precipitation', 'wind'),
      'a tenth missing': tenth('wind', null),
      'a new category': tenth('weather', 'hail'),
      'dates ten years off': (rows) => years('date', -10)(rows),
    },
  },
]

const folder = await mkdtemp(join(tmpdir(), 'mlgate-halves-'))
try {
  const given = process.argv.slice(2).map(Number)
  for (const slack of given.length > 0 ? given : [0.1, 0.25, 0.5]) {
    for (const subject of subjects) process.stdout.write(`${await measure(subject, slack)}\n`)
  }
} finally {
  await rm(folder, { recursive: true })
}

async function measure({ name, file, label, faults }: Subject, slack: number): Promise<string> {
  const rows = await rowsOf(file)
  let [checks, alarms, noisy] = [0, 0, 0]
  const caught = new Map(Object.keys(faults).map((fault) => [fault, 0]))
  const why = new Map<string, number>()
  for (let seed = 1; seed <= halvings; seed++) {
    const [one, other] = halves(rows, seed)
    await using tables = await openTables({ allow: [folder], memoryMb: 1024 })
    const learned = await write(one)
    const contract = inferContract([await observeFile(tables, learned)], { name, label, slack })
    if (contract === undefined) throw new RangeError('There is always a column.')
    const yaml = contractYaml(contract)
    const own = await failed(yaml, tables, learned)
    if (own.failed.length > 0) throw new Error(`${name} breaks its own contract: ${own.failed.join(', ')}`)
    const fresh = await failed(yaml, tables, await write(other))
    checks += fresh.checks
    alarms += fresh.failed.length
    if (fresh.failed.length > 0) noisy++
    for (const check of fresh.failed) why.set(check, (why.get(check) ?? 0) + 1)
    for (const [fault, plant] of Object.entries(faults)) {
      const broken = await failed(yaml, tables, await write(plant(other)))
      const isCaught = broken.failed.some((check) => !fresh.failed.includes(check))
      caught.set(fault, (caught.get(fault) ?? 0) + (isCaught ? 1 : 0))
    }
  }
  const most = [...why].sort(([, a], [, b]) => b - a).slice(0, 6)
  return [
    `${name}, ${rows.length} rows, slack ${slack}: ${alarms} false alarms of ${checks} checks (${((100 * alarms) / checks).toFixed(2)} %), ${noisy} of ${halvings} halves with one`,
    ...most.map(([check, count]) => `    ${check} ${count}`),
    ...[...caught].map(([fault, count]) => `  ${fault}: caught ${count} of ${halvings}`),
  ].join('\n')
}

async function rowsOf(file: string): Promise<readonly Row[]> {
  const text = await readFile(join(data, file), 'utf8')
  if (file.endsWith('.json')) return JSON.parse(text)
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const fields = line.split(',')
    return Object.fromEntries(names.map((name, index) => [name, typed(fields[index] ?? '')]))
  })
}

function typed(field: string): unknown {
  return field !== '' && Number.isFinite(Number(field)) ? Number(field) : field
}

/** Every row goes to one of two halves by a generator of its own (mulberry32), the same ones for the same seed. */
function halves(rows: readonly Row[], seed: number): readonly [readonly Row[], readonly Row[]] {
  let state = seed
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const keyed = rows.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key)
  const middle = Math.floor(rows.length / 2)
  return [keyed.slice(0, middle).map(({ row }) => row), keyed.slice(middle).map(({ row }) => row)]
}

async function write(rows: readonly Row[]): Promise<string> {
  const path = join(folder, `${files++}.jsonl`)
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return path
}

async function failed(
  yaml: string,
  tables: Tables,
  file: string,
): Promise<{ readonly checks: number; readonly failed: readonly string[] }> {
  const { checks } = await runPlan(planChecks(readContract(yaml, 'inferred')), tables, file)
  return {
    checks: checks.length,
    failed: checks.filter(({ verdict }) => verdict !== 'pass').map(({ check }) => check.name),
  }
}
