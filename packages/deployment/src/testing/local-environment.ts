import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOfBytes, type Logger } from '@mlgate/core'
import { encodeModel, node, valueInfo } from '@mlgate/models'
import type { DeploymentTarget } from '../deployment-target.ts'
import { type LocalPlace, localTarget } from '../local-target.ts'
import type { Release } from '../release.ts'
import { startDetached } from '../start-process.ts'

const program = fileURLToPath(new URL('./serve.ts', import.meta.url))

/** How the processes of a deployment are started. */
export const commands: LocalPlace['commands'] = {
  serve: ({ processFile, manifest, model }) => [process.execPath, program, 'serve', processFile, manifest, model],
  entry: (of) => [process.execPath, program, 'entry', of.processFile, of.stateFile, String(of.port)],
}

const ignore = (): void => undefined
const log: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }

export function localTargetFor(
  stateDirectory: string,
  port: number,
  place: Partial<LocalPlace> = {},
): DeploymentTarget {
  return localTarget(
    {
      stateDirectory,
      environment: 'staging',
      port,
      readyTimeoutSeconds: 60,
      commands,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
      ...place,
    },
    {
      clock: { now: () => new Date(), monotonicMs: () => performance.now() },
      log,
      start: startDetached,
      fetch,
    },
  )
}

/** A release of the model y = weight · x, with its golden rows. */
export async function linearRelease(
  stateDirectory: string,
  weight: number,
  options: { readonly expectedWeight?: number; readonly bytes?: Uint8Array } = {},
): Promise<Release> {
  const bytes =
    options.bytes ??
    encodeModel({
      opsets: { '': 17 },
      nodes: [node('Mul', ['x', 'w'], ['y'])],
      initializers: [{ name: 'w', dims: [], dataType: 1, floatData: [weight] }],
      inputs: [valueInfo('x', 'float', ['N', 1])],
      outputs: [valueInfo('y', 'float', ['N', 1])],
    })
  const folder = join(stateDirectory, 'checkout', String(weight))
  await mkdir(folder, { recursive: true })
  const modelPath = join(folder, 'model.onnx')
  await writeFile(modelPath, bytes)
  const files = [{ name: 'model.onnx', digest: digestOfBytes(bytes) }] as const
  const version = String(weight)
  const rows = [1, 2, 3].map((x) => ({ x }))
  const expectedWeight = options.expectedWeight ?? weight
  return {
    model: 'linear',
    version,
    modelPath,
    files: [files[0]],
    manifest: { format: 1, model: 'linear', version, files, task: 'regression' },
    golden: { rows, expected: rows.map(({ x }) => ({ value: expectedWeight * x })) },
  }
}

/** Numbers of the live processes that have a folder in their arguments. */
export async function processesOf(folder: string): Promise<readonly number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(folder)) found.push(Number(name))
  }
  return found
}
