import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { digestOfFile, type Logger } from '@mlgate/core'
import { expect, test, vi } from 'vitest'
import { frameworkOf, goldenPath, goldenTable, numbersOf } from '../../models/src/read-golden.ts'
import { startServer } from './start-server.ts'

const run = promisify(execFile)
const release = '2.73.0'

/** Python with NVIDIA's client of the protocol, installed once and kept between runs. */
async function pythonWithClient(): Promise<string> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test')
  const folder = join(cache, `tritonclient-${release}`)
  const python = join(folder, 'bin', 'python')
  const complete = join(folder, 'complete')
  if (!existsSync(complete)) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(cache, { recursive: true })
    await run('python3', ['-m', 'venv', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', `tritonclient[http]==${release}`])
    await writeFile(complete, '')
  }
  return python
}

// The first run installs the client.
vi.setConfig({ testTimeout: 300_000 })

test("NVIDIA's client reads health and metadata, infers, and shows errors", async () => {
  const python = await pythonWithClient()
  const model = 'wine_torch_logits'
  const table = goldenTable(`${model}/test.csv`)
  const { features, onnx_raw_50: raw } = frameworkOf(model)
  const columns = features.map((name) => numbersOf(table, name))
  const rows = [0, 1, 2].map((row) => columns.map((values) => values[row]))
  const ignore = (): void => undefined
  const log: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const digest = await digestOfFile(goldenPath(`${model}/model.onnx`))
  const server = await startServer({
    modelPath: goldenPath(`${model}/model.onnx`),
    manifest: {
      format: 1,
      model,
      version: '1',
      files: [{ name: 'model.onnx', digest }],
      task: 'classification',
      features,
      classes: ['0', '1', '2'],
      output: 'logits',
    },
    port: 0,
    serverVersion: '0.0.0',
    log,
  })
  try {
    const script = fileURLToPath(new URL('./testing/triton_client.py', import.meta.url))
    const { stdout } = await run(python, [script, `127.0.0.1:${server.port}`, model, JSON.stringify(rows)])
    const said: unknown = JSON.parse(stdout)
    expect(said).toMatchObject({
      live: true,
      ready: true,
      model_ready: true,
      versions: ['1'],
      error: 'Here is the model wine_torch_logits in version 1, and no other.',
    })
    const { output } = said as { output: number[][] }
    expect(output).toHaveLength(3)
    for (const [i, value] of output.flat().entries()) expect(Math.abs(value - raw!.flat()[i]!)).toBeLessThan(1e-5)
  } finally {
    await server.close()
  }
})
