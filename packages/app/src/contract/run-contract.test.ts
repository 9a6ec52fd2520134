import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCommandLine } from '../command-line.ts'
import { runContract } from './run-contract.ts'

/** Runs `mlgate contract …` in a folder with these files. */
async function contract(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'mlgate-contract-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  const parsed = parseCommandLine(['contract', ...args], '0.0.0', { out: () => {}, err: () => {}, columns: 200 })
  if (!('contract' in parsed)) throw new Error('was not understood')
  const out: string[] = []
  const told: string[] = []
  const exitCode = await runContract(parsed.contract, {
    cwd,
    write: (text) => void out.push(text),
    tell: (line) => void told.push(line),
    terminal: { columns: 200, colour: false },
    exec: async ({ argv }) => ({
      exitCode: 0,
      signal: undefined,
      timedOut: false,
      stdout: argv.includes('main:./c.yaml') ? (files['c.yaml'] ?? '') : '',
      stderrTail: '',
    }),
  })
  return { exitCode, out: out.join(''), told: told.join('\n'), cwd }
}

const rows = (first: number) =>
  `x,y\n${Array.from({ length: 30 }, (_, row) => `${first + 2 * row},${row % 3 === 0 ? 'a' : 'b'}\n`).join('')}`
const project =
  'model: m\ntask: classification\ncandidate: {onnx: m.onnx, features: [x]}\ndata: {train: a.csv, test: b.csv, label: y}\n'

test('a contract follows from a file, and goes where it is wanted', async () => {
  const { exitCode, cwd, told } = await contract({ 'a.csv': rows(0) }, 'infer', 'a.csv', '--output', 'c.yaml')
  expect(exitCode).toBe(0)
  expect(told).toContain('2 columns, from 30 rows of a.csv')
  expect(readFileSync(join(cwd, 'c.yaml'), 'utf8')).toContain('# 0 to 58 in 30 rows')
})

test('a contract follows from several files that are one table, by a pattern, a folder or the project file', async () => {
  const files = { 'part-1.csv': rows(0), 'part-2.csv': rows(60), 'b.csv': rows(1) }
  const { exitCode, told, out } = await contract(files, 'infer', 'part-*.csv')
  expect(exitCode).toBe(0)
  expect(told).toBe('The contract: 2 columns, from 60 rows of part-*.csv.')
  expect(out).toContain('id: rows\n')
  expect(out).toContain('# 0 to 118 in 60 rows')
  const named = { ...files, 'mlgate.yml': project.replace('train: a.csv', 'train: part-*.csv') }
  expect(await contract(named, 'infer')).toMatchObject({
    exitCode: 0,
    told: 'The contract: 2 columns, from 60 rows of part-*.csv.\nb.csv keeps it.',
  })
  await expect(contract(files, 'infer', 'absent.csv')).rejects.toThrow('"absent.csv" is not there')
  await expect(contract(files, 'infer', 'absent/*.csv')).rejects.toThrow('"absent" is not there')
})

test('a file that is there is not replaced unless that is wanted', async () => {
  const files = { 'a.csv': rows(0), 'c.yaml': 'mine\n' }
  await expect(contract(files, 'infer', 'a.csv', '--output', 'c.yaml')).rejects.toThrow('is there already')
  const { cwd } = await contract(files, 'infer', 'a.csv', '--output', 'c.yaml', '--force')
  expect(readFileSync(join(cwd, 'c.yaml'), 'utf8')).not.toContain('mine')
})

test('the project’s training rows are learned from, and its test rows are checked', async () => {
  const files = { 'mlgate.yml': project, 'a.csv': rows(0) }
  expect(await contract({ ...files, 'b.csv': rows(1) }, 'infer')).toMatchObject({ exitCode: 0 })
  const far = await contract({ ...files, 'b.csv': rows(1000) }, 'infer')
  expect(far.exitCode).toBe(1)
  expect(far.told).toContain('Not kept by b.csv: x: maximum')
})

test('a project’s contract holds its data to what can be learnt from them, with a reason each', async () => {
  const example = join(import.meta.dirname, '../../../../examples/penguins')
  const data = mkdtempSync(join(tmpdir(), 'mlgate-penguins-'))
  // The example's own program makes its data; what is of an example is not imported.
  const program = `import(${JSON.stringify(join(example, 'prepare.ts'))}).then((made) => made.preparePenguins(process.argv[1]))`
  execFileSync(process.execPath, ['-e', program, data])
  const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')
  const { exitCode, told, out } = await contract(
    {
      'mlgate.yml': read(example, 'mlgate.yml').replaceAll('data/t', 't').replace('contracts/', ''),
      'train.csv': read(data, 'train.csv'),
      'test.csv': read(data, 'test.csv'),
    },
    'infer',
  )
  expect(told).toBe('The contract: 8 columns, from 230 rows of train.csv.\ntest.csv keeps it.')
  expect(exitCode).toBe(0)
  expect(out).toMatch(
    /# .* known before it is judged: no row_id may\.\n +- type: custom\n +engine: mlgate\n.*check: sharedIds, with: test/,
  )
  for (const check of ['sharedRows', 'targetMissing', 'unseenLabels', 'conflictingLabels', 'revealingFeatures']) {
    expect(out).toContain(`check: ${check}`)
  }
})

test('rows that train and test share are told, although the contract was learnt from one of them', async () => {
  const files = { 'mlgate.yml': project.replace('classification', 'regression'), 'a.csv': rows(0), 'b.csv': rows(0) }
  const { exitCode, told } = await contract(files, 'infer')
  expect(exitCode).toBe(1)
  expect(told).toMatch(/Not kept by a\.csv: .*sharedRows/)
})

test('what breaks ends with 1, names the model’s features, and git has the old file', async () => {
  const head =
    'apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\nschema: [{name: r, properties: '
  const files = {
    'mlgate.yml': project,
    'c.yaml': `${head}[{name: x, required: true}]}]\n`,
    'new.yaml': `${head}[{name: x}]}]\n`,
  }
  const found = await contract(files, 'diff', 'main:c.yaml', 'new.yaml', '--json')
  expect(found.exitCode).toBe(1)
  expect(JSON.parse(found.out).changes).toMatchObject([{ class: 'breaking', column: 'x', feature: true }])
  expect((await contract(files, 'diff', 'c.yaml', 'new.yaml', '--fail-on', 'never')).exitCode).toBe(0)
  expect((await contract(files, 'diff', 'new.yaml', 'c.yaml')).exitCode).toBe(0)
  expect(
    (await contract(files, 'diff', 'new.yaml', 'c.yaml', '--fail-on', 'any', '--format', 'markdown')).exitCode,
  ).toBe(1)
})
