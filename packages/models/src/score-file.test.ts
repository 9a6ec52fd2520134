import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Table, type Tables, writeParquet } from '@mlgate/tables'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodeModel, node, valueInfo } from './onnx-graph.ts'
import { frameworkOf, goldenPath, goldenTable } from './read-golden.ts'
import { scoreOnnx, scoreOnnxFile } from './score-onnx.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
let tables: Tables
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-score-file-'))
  tables = await openTables({ allow: [folder, goldenPath('.')] })
})
afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

/** Gives its input as it came. */
const identity = encodeModel({
  opsets: { '': 17 },
  nodes: [node('Identity', ['x'], ['y'])],
  inputs: [valueInfo('x', 'double', ['N', 1])],
  outputs: [valueInfo('y', 'double', ['N', 1])],
})

const written = async (name: string, table: Table): Promise<string> => {
  const file = join(folder, name)
  await writeParquet(file, table)
  return file
}
const columnOf = (values: Float64Array): Table => ({
  rows: values.length,
  columns: new Map([['a', { kind: 'number', values }]]),
})

describe('a file that is scored as it is read', () => {
  it.each(['penguins_hgb', 'penguins_logreg_columns', 'bc_catboost'])(
    '%s gives the bits of the whole table',
    async (model) => {
      const { features, target } = frameworkOf(model)
      const file = goldenPath(`${model}/test.csv`)
      const options = {
        model: goldenPath(`${model}/model.onnx`),
        task: 'classification',
        // One model finds its columns by name, the others are told.
        features: model === 'penguins_logreg_columns' ? undefined : features,
        exclude: [target],
        threads: 2,
        batchSize: 17,
      } as const
      const whole = await scoreOnnx({ ...options, table: await tables.read(file) })
      expect(await scoreOnnxFile({ ...options, tables, file })).toEqual(whole)
      expect(whole.rows).toBe(goldenTable(`${model}/test.csv`).rows)
    },
  )

  it('keeps the order of the rows', async () => {
    const values = Float64Array.from({ length: 30_000 }, (_, row) => Math.sin(row))
    const file = await written('long.parquet', columnOf(values))
    const scores = await scoreOnnxFile({
      model: identity,
      task: 'regression',
      tables,
      file,
      batchSize: 999,
      threads: 3,
    })
    expect(scores).toEqual({ kind: 'regression', rows: 30_000, values, scoredBy: 'mlgate' })
  })

  it('counts rows from its beginning where one is refused', async () => {
    const model = encodeModel({
      opsets: { '': 17 },
      nodes: [node('Cast', ['x'], ['y'], { to: 1n })],
      inputs: [valueInfo('x', 'int64', ['N', 1])],
      outputs: [valueInfo('y', 'float', ['N', 1])],
    })
    const values = Float64Array.from({ length: 500 }, (_, row) => (row === 321 ? 0.5 : row))
    const file = await written('fraction.parquet', columnOf(values))
    await expect(scoreOnnxFile({ model, task: 'regression', tables, file, batchSize: 100 })).rejects.toThrow(
      'the input x takes int64, but the column a has 0.5 in row 322',
    )
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('ProcessWrap'))
  })

  it('without rows, or without a declared feature, is refused as a table would be', async () => {
    const file = await written('none.parquet', columnOf(new Float64Array()))
    const options = { model: identity, task: 'regression', tables, file } as const
    await expect(scoreOnnxFile(options)).rejects.toThrow('there are no rows to score')
    const full = await written('some.parquet', columnOf(Float64Array.of(1)))
    await expect(scoreOnnxFile({ ...options, file: full, features: ['b'] })).rejects.toThrow(
      'candidate.features names b, but the data have the columns a.',
    )
    await expect(scoreOnnxFile({ ...options, file: full, features: ['a'], exclude: ['a'] })).rejects.toThrow(
      'which is the label or the id of a row and no feature',
    )
  })
})
