import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { modelFiles } from './load-model.ts'
import { encodeModel, node, valueInfo } from './onnx-graph.ts'
import { frameworkOf, goldenPath, goldenTable } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'

// Every scoring starts a process with its own onnxruntime: quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

const table = goldenTable('wine_torch_logits/test.csv')
const score = async (model: string | Uint8Array) => {
  const scores = await scoreOnnx({
    model,
    table,
    task: 'classification',
    features: frameworkOf('wine_torch_logits').features,
    classes: ['0', '1', '2'],
    output: 'logits',
  })
  if (scores.kind !== 'classification' || !scores.probabilities) throw new Error('no probabilities')
  return scores.probabilities
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a model that takes one row at a time scores every row', async () => {
  const dynamic = await score(goldenPath('wine_torch_logits/model.onnx'))
  for (const file of ['fixed_batch_1', 'torch_default_names_fixed_batch']) {
    const rowWise = await score(goldenPath(`_broken/${file}.onnx`))
    expect(rowWise).toHaveLength(dynamic.length)
    rowWise.forEach((value, i) => {
      expect(value).toBeCloseTo(dynamic[i]!, 5)
    })
  }
})

test('a model that asks for constants as inputs is refused with the cause', async () => {
  await expect(score(goldenPath('_broken/extra_required_inputs.onnx'))).rejects.toThrow(
    /asks for more than the matrix features float \[unk__8, 13\]: sequential_1\/normalization_1\/Sub\/y:0 .* Keras Normalization/,
  )
})

describe('weights in a second file', () => {
  const model = goldenPath('_broken/external_data.onnx')
  const data = `${model}.data`

  /** A model whose weights are said to be in `location`, alone in a new folder. */
  const pointingAt = async (location: string): Promise<string> => {
    const own = await mkdtemp(join(folder, 'm-'))
    const bytes = encodeModel({
      nodes: [node('Gemm', ['x', 'w'], ['y'])],
      initializers: [
        {
          name: 'w',
          dims: [13, 3],
          dataType: 1,
          dataLocation: 1,
          externalData: [{ key: 'location', value: location }],
        },
      ],
      inputs: [valueInfo('x', 'float', ['N', 13])],
      outputs: [valueInfo('y', 'float', ['N', 3])],
      opsets: { '': 17 },
    })
    await writeFile(join(own, 'm.onnx'), bytes)
    return join(own, 'm.onnx')
  }

  test('they are read, and both files belong to the model', async () => {
    const inOneFile = await score(goldenPath('wine_torch_logits/model.onnx'))
    expect([...(await score(model))]).toEqual([...inOneFile])
    expect(await modelFiles(model)).toEqual([model, data])
    expect(await modelFiles(goldenPath('wine_torch_logits/model.onnx'))).toHaveLength(1)
  })

  test('a missing data file is named', async () => {
    const lonely = join(folder, 'lonely.onnx')
    await copyFile(model, lonely)
    await expect(score(lonely)).rejects.toThrow('external_data.onnx.data: is not there')
    await expect(modelFiles(lonely)).rejects.toThrow('external_data.onnx.data: is not there')
  })

  test('a data file that is too short is no match', async () => {
    const own = await mkdtemp(join(folder, 'short-'))
    await copyFile(model, join(own, 'm.onnx'))
    await writeFile(join(own, 'external_data.onnx.data'), new Uint8Array(100))
    await expect(score(join(own, 'm.onnx'))).rejects.toThrow('has 100 bytes, but')
  })

  for (const location of [
    '../secret',
    '/etc/hostname',
    'a/../../secret',
    'C:\\secret',
    '..\\secret',
    '',
    'a//b',
    'file:x',
  ]) {
    test(`${JSON.stringify(location)} is refused`, async () => {
      const path = await pointingAt(location)
      await expect(score(path)).rejects.toThrow('which is not a file beside the model')
      await expect(modelFiles(path)).rejects.toThrow('which is not a file beside the model')
    })
  }

  test('a file in a folder below is fine', async () => {
    const path = await pointingAt('./weights/w.bin')
    await mkdir(join(path, '../weights'))
    await writeFile(join(path, '../weights/w.bin'), new Uint8Array(13 * 3 * 4))
    expect((await score(path))[0]).toBeCloseTo(1 / 3)
  })

  test('symbolic links are refused, also as folders', async () => {
    await mkdir(join(folder, 'elsewhere'))
    await writeFile(join(folder, 'elsewhere/w.bin'), new Uint8Array(13 * 3 * 4))
    const file = await pointingAt('w.bin')
    await symlink(join(folder, 'elsewhere/w.bin'), join(file, '../w.bin'))
    const inside = await pointingAt('weights/w.bin')
    await symlink(join(folder, 'elsewhere'), join(inside, '../weights'))
    for (const path of [file, inside]) {
      await expect(score(path)).rejects.toThrow('is a symbolic link')
      await expect(modelFiles(path)).rejects.toThrow('is a symbolic link')
    }
  })

  test('a folder instead of a file is refused', async () => {
    const path = await pointingAt('weights')
    await mkdir(join(path, '../weights'))
    await expect(score(path)).rejects.toThrow('is not a file')
  })

  test('they cannot be found for a model that comes as bytes, nor hide in a constant', async () => {
    const external = {
      name: 'w',
      dims: [13, 3],
      dataType: 1,
      dataLocation: 1,
      externalData: [{ key: 'location', value: 'w.bin' }],
    }
    const hidden = encodeModel({
      nodes: [
        { opType: 'Constant', output: ['w'], attribute: [{ name: 'value', type: 4, t: external }] },
        node('Gemm', ['x', 'w'], ['y']),
      ],
      inputs: [valueInfo('x', 'float', ['N', 13])],
      outputs: [valueInfo('y', 'float', ['N', 3])],
      opsets: { '': 17 },
    })
    await expect(score(hidden)).rejects.toThrow('keeps constants in other files where they cannot be followed')
  })
})
